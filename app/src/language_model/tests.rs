//! Choosing, trying and paying a model, over real HTTP against a stand-in of the vendors.

use std::time::Duration;

use language::{Budget, Estimate, MicroDollars, Refusal, Spent};
use serde_json::{Value, json};

use super::{
    Chosen, Kind, NewKey, choose_model, language_model,
    ledger::{Ledger, spent_this_month},
};
use crate::{
    context::Viewer,
    testing::{
        TestApp,
        stand_in::{KEY, Reply, StandIn},
        vendors::{completion, message},
    },
};

/// A workspace of Ada's in which this stand-in writes, with a price and a budget of a dollar.
pub async fn with_model(app: &TestApp, kind: Kind, stand_in: &StandIn) -> Viewer {
    let ada = app.owner("ada@kith.example").await;
    let chosen = Chosen {
        kind,
        base_url: stand_in.address.clone(),
        model: "model-1".to_owned(),
        key: NewKey::Set(KEY.to_owned()),
        monthly_budget: 1_000_000,
        price_read: Some(3_000_000),
        price_written: Some(15_000_000),
    };
    choose(app, &ada, chosen).await;
    ada
}

pub async fn choose(app: &TestApp, viewer: &Viewer, chosen: Chosen) {
    let mut scope = app.scope(viewer).await;
    choose_model(&app.kith, &mut scope, chosen).await.unwrap();
    scope.commit().await.unwrap();
}

async fn put(app: &TestApp, viewer: &Viewer, body: Value) -> (u16, Value) {
    let program = app.program(viewer).await;
    program.api("PUT", "/language-model", Some(body)).await
}

#[tokio::test]
async fn it_is_offline_until_the_owner_chooses_otherwise() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    let (status, body) = program.api("GET", "/language-model", None).await;
    assert_eq!((status, &body["data"]["kind"]), (200, &json!("offline")));
    let (_, body) = program.api("POST", "/language-model/test", None).await;
    assert_eq!(body["data"]["works"], true);
    let browser = app.browser(&ada).await;
    assert!(
        browser
            .page("/settings")
            .await
            .contains("no text leaves it")
    );
    let page = browser.page("/settings/language").await;
    assert!(page.contains("Kith is offline"), "it says so");
}

#[tokio::test]
async fn a_key_is_sealed_and_shown_nowhere() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let input = json!({
        "kind": "anthropic", "model": "claude-sonnet-5", "key": KEY, "monthly_budget": 5.5
    });
    let (status, body) = put(&app, &ada, input).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(body["data"]["has_key"], true);
    assert_eq!(body["data"]["base_url"], "https://api.anthropic.com");
    assert_eq!(body["data"]["monthly_budget"], 5.5);
    assert!(!body.to_string().contains(KEY));
    let page = app.browser(&ada).await.page("/settings/language").await;
    assert!(page.contains("Kept, sealed") && !page.contains(KEY));
    let mut scope = app.scope(&ada).await;
    let row: String = sqlx::query_scalar(
        "select t::text || (select string_agg(e::text, '') from events e) from language_settings t",
    )
    .fetch_one(scope.db())
    .await
    .unwrap();
    assert!(
        !row.contains(KEY) && !row.contains(&hex::encode(KEY)),
        "{row}"
    );
    assert!(!format!("{:?}", NewKey::Set(KEY.to_owned())).contains(KEY));
}

/// The data folder lost its `sealing.key`, or has a broken one.
#[tokio::test]
async fn a_key_that_another_installation_sealed_is_asked_for_again() {
    let app = TestApp::start().await;
    let text = "I have been meaning to write to you. How are you?";
    let text = json!({ "subject": "Hello", "text": text }).to_string();
    let stand_in = StandIn::with([Reply::json(200, message(&text, "end_turn"))]).await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    let (browser, program) = (app.browser(&ada).await, app.program(&ada).await);
    let lost = async || {
        let (status, body) = program.api("GET", "/language-model", None).await;
        assert_eq!(status, 200, "{body}");
        body["data"]["key_is_lost"].clone()
    };
    assert_eq!(lost().await, json!(false));
    let file = app.folder().join("sealing.key");
    for left in [None, Some("cut off")] {
        std::fs::remove_file(&file).unwrap();
        if let Some(bytes) = left {
            std::fs::write(&file, bytes).unwrap();
        }
        assert_eq!(lost().await, json!(true));
        let page = browser.page("/settings/language").await;
        assert!(page.contains("Enter the key again"), "{page}");
        let (_, tried) = program.api("POST", "/language-model/test", None).await;
        assert_eq!(tried["data"]["works"], false, "{tried}");
    }
    let bo = json!({ "name": "Bo Lind" });
    let (_, bo) = program.api("POST", "/contacts", Some(bo)).await;
    let path = format!("/contacts/{}/drafts", bo["data"]["id"].as_str().unwrap());
    let (status, draft) = program.api("POST", &path, Some(json!({}))).await;
    assert_eq!(
        (status, &draft["data"]["provenance"]["trouble"]),
        (201, &json!("key"))
    );
    assert_eq!(draft["data"]["provenance"]["provider"], "offline");
    assert!(
        stand_in.asked().is_empty(),
        "nobody is called with a wrong key"
    );

    std::fs::remove_file(&file).unwrap();
    let input = json!({
        "kind": "anthropic", "base_url": stand_in.address, "model": "model-1", "key": KEY,
        "monthly_budget": 1.0, "price_read": 3.0, "price_written": 15.0,
    });
    let (status, body) = put(&app, &ada, input).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(lost().await, json!(false));
    let (_, draft) = program.api("POST", &path, Some(json!({}))).await;
    assert_eq!(
        draft["data"]["provenance"]["provider"], "anthropic",
        "{draft}"
    );
}

#[tokio::test]
async fn a_key_goes_to_the_address_that_it_was_given_for() {
    let app = TestApp::start().await;
    let stand_in = StandIn::with([]).await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    let same = json!({ "kind": "anthropic", "base_url": stand_in.address, "model": "model-2" });
    let (_, body) = put(&app, &ada, same).await;
    assert_eq!(
        body["data"]["has_key"], true,
        "another model, the same place"
    );
    let other =
        json!({ "kind": "anthropic", "base_url": "https://evil.example", "model": "model-2" });
    let (_, body) = put(&app, &ada, other).await;
    assert_eq!(body["data"]["has_key"], false);
    let back = json!({ "kind": "anthropic", "base_url": stand_in.address, "model": "model-2" });
    let (_, body) = put(&app, &ada, back).await;
    assert_eq!(body["data"]["has_key"], false, "and it is gone");
}

#[tokio::test]
async fn what_is_wrong_with_a_choice_is_said_of_its_fields() {
    let app = TestApp::start_with(|settings| settings.private_models = false).await;
    let ada = app.owner("ada@kith.example").await;
    for (input, field) in [
        (json!({ "kind": "oracle" }), "kind"),
        (json!({ "kind": "anthropic" }), "model"),
        (
            json!({ "kind": "openai-compatible", "model": "m", "base_url": "http://localhost:11434" }),
            "base_url",
        ),
        (
            json!({ "kind": "openai-compatible", "model": "m", "base_url": "https://127.0.0.1" }),
            "base_url",
        ),
        (
            json!({ "kind": "anthropic", "model": "m", "key": "two words" }),
            "key",
        ),
        (
            json!({ "kind": "anthropic", "model": "m", "monthly_budget": -1.0 }),
            "monthly_budget",
        ),
        (
            json!({ "kind": "anthropic", "model": "m", "price_read": 1.0 }),
            "price_written",
        ),
    ] {
        let (status, body) = put(&app, &ada, input.clone()).await;
        assert_eq!(status, 422, "{input}");
        let fields = &body["error"]["details"]["fields"];
        assert!(fields[field].is_object(), "{input}: {body}");
    }
}

#[tokio::test]
async fn a_refused_form_comes_back_without_the_key() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let browser = app.browser(&ada).await;
    let fields = [
        ("kind", "anthropic"),
        ("model", "claude-sonnet-5"),
        ("key_password", KEY),
        ("monthly_budget", "a lot"),
    ];
    let answer = browser
        .request(
            "POST",
            "/do/app/language_model/actions/choose_language_model",
        )
        .header("accept", "text/html")
        .header("referer", "/settings/language")
        .form(&fields)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["location"], "/settings/language");
    let page = browser.page("/settings/language").await;
    assert!(page.contains("claude-sonnet-5") && page.contains("This is not a number."));
    assert!(!page.contains(KEY));
}

#[tokio::test]
async fn the_test_really_asks_and_says_what_came_of_it() {
    let app = TestApp::start().await;
    let refusal =
        json!({ "type": "error", "error": { "type": "authentication_error", "message": "no" } });
    let replies = [
        Reply::json(200, message("Yes.", "end_turn")),
        Reply::json(401, refusal),
    ];
    let stand_in = StandIn::with(replies).await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    let program = app.program(&ada).await;
    let (_, body) = program.api("POST", "/language-model/test", None).await;
    assert_eq!(body["data"]["works"], true, "{body}");
    assert_eq!(stand_in.last().headers["x-api-key"], KEY);
    let mut scope = app.scope(&ada).await;
    assert!(spent_this_month(&mut scope).await.unwrap() > 0, "it costs");
    drop(scope);
    let browser = app.browser(&ada).await;
    assert!(
        browser
            .page("/settings/language")
            .await
            .contains("It works")
    );
    let path = "/do/app/language_model/actions/test_language_model";
    let answer = browser.post_form(path, &[]).await;
    assert_eq!(answer.headers()["location"], "/settings/language");
    let page = browser.page("/settings/language").await;
    assert!(page.contains("The key is missing or not accepted."));
    let mut scope = app.scope(&ada).await;
    let kept = language_model(&mut scope).await.unwrap();
    assert_eq!(kept.outcome.as_deref(), Some("key"));
}

#[tokio::test]
async fn a_model_of_ones_own_needs_no_key_and_costs_nothing() {
    let app = TestApp::start().await;
    let stand_in = StandIn::with([Reply::json(200, completion("Yes."))]).await;
    let ada = app.owner("ada@kith.example").await;
    let input = json!({
        "kind": "openai-compatible", "base_url": stand_in.address, "model": "llama3.2",
        "price_read": 0.0, "price_written": 0.0
    });
    assert_eq!(put(&app, &ada, input).await.0, 200);
    let program = app.program(&ada).await;
    let (_, body) = program.api("POST", "/language-model/test", None).await;
    assert_eq!(body["data"]["works"], true, "{body}");
    assert!(stand_in.last().headers.get("authorization").is_none());
    let (_, body) = program.api("GET", "/language-model", None).await;
    assert_eq!(body["data"]["spent"], 0.0);
}

#[tokio::test]
async fn without_a_price_or_a_budget_nobody_is_asked() {
    let app = TestApp::start().await;
    let stand_in = StandIn::with([]).await;
    let ada = app.owner("ada@kith.example").await;
    let program = app.program(&ada).await;
    for (model, trouble) in [("unheard-of", "no_price"), ("claude-sonnet-5", "spent")] {
        let input = json!({
            "kind": "anthropic", "base_url": stand_in.address, "model": model, "key": KEY
        });
        put(&app, &ada, input).await;
        let (_, body) = program.api("POST", "/language-model/test", None).await;
        assert_eq!(body["data"]["trouble"], trouble);
    }
    assert!(stand_in.asked().is_empty());
}

fn of(cost: u64) -> Estimate {
    Estimate {
        provider: "anthropic",
        model: "model-1".to_owned(),
        tokens: 9,
        cost: Some(MicroDollars(cost)),
    }
}

#[tokio::test]
async fn calls_at_once_never_spend_the_same_money() {
    let app = TestApp::start().await;
    let stand_in = StandIn::with([]).await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    let scope = app.scope(&ada).await;
    let ledger = Ledger::new(&app.kith, &scope);
    drop(scope);
    // A dollar for eight calls of thirty cents.
    let estimate = of(300_000);
    let asked = (0..8).map(|_| ledger.reserve(&estimate));
    let answers = futures::future::join_all(asked).await;
    let allowed = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(allowed, 3);
    assert!(answers.contains(&Err(Refusal::Spent)));
}

#[tokio::test]
async fn what_is_not_settled_stays_spent_and_what_is_left_comes_back() {
    let app = TestApp::start().await;
    let stand_in = StandIn::with([]).await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    let ledger = || async { Ledger::new(&app.kith, &app.scope(&ada).await) };
    let reservation = ledger().await.reserve(&of(900_000)).await.unwrap();
    // Another process, or the same after a restart.
    let again = ledger().await;
    assert_eq!(again.reserve(&of(200_000)).await, Err(Refusal::Spent));
    let known = Spent::Known {
        tokens: 5,
        cost: MicroDollars(100_000),
    };
    again.settle(reservation, known).await;
    again.settle(reservation, Spent::Nothing).await;
    let next = again.reserve(&of(900_000)).await.unwrap();
    again.settle(next, Spent::All).await;
    let spent = spent_this_month(&mut app.scope(&ada).await).await.unwrap();
    assert_eq!(
        spent, 1_000_000,
        "settled once, and in full where nothing is known"
    );
    let mut without = of(1);
    without.cost = None;
    assert_eq!(again.reserve(&without).await, Err(Refusal::NoPrice));
}

#[tokio::test]
async fn at_most_five_at_once_whichever_processes_call() {
    let app = TestApp::start().await;
    let stand_in = StandIn::with([]).await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    let ledger = || async { Ledger::new(&app.kith, &app.scope(&ada).await) };
    let (one, other) = (ledger().await, ledger().await);
    let mut under_way = Vec::new();
    for _ in 0..5 {
        under_way.push(one.reserve(&of(1)).await.unwrap());
    }
    let sixth = of(1);
    let waiting = other.reserve(&sixth);
    let has_waited = tokio::time::timeout(Duration::from_millis(600), waiting).await;
    assert!(has_waited.is_err(), "another process waits, too");
    let too_dear = other.reserve(&of(2_000_000)).await;
    assert_eq!(too_dear, Err(Refusal::Spent), "nobody waits for nothing");
    one.settle(under_way[0], Spent::Nothing).await;
    other.reserve(&of(1)).await.unwrap();

    let mut scope = app.scope(&ada).await;
    let died = scope.now - chrono::Duration::minutes(11);
    let left_behind = "update language_calls set started_at = $1";
    sqlx::query(left_behind)
        .bind(died)
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    other
        .reserve(&of(1))
        .await
        .expect("who died holds no place");
}
