//! Drafts over real HTTP, with no key at all and with both kinds of models, against stand-ins
//! of the vendors.

mod leaks;
mod sending;

use chrono::Duration;
use serde_json::{Value, json};

use super::Draft;
use crate::{
    context::Viewer,
    language_model::{
        Chosen, Kind, NewKey,
        tests::{choose, with_model},
    },
    suggestions,
    testing::{
        Client, Mail, TestApp, now,
        stand_in::{KEY, Reply, StandIn},
        vendors::{completion, message},
    },
};

const ME: &str = "ada@kith.example";
const BO: &str = "Bo Lind <bo@lind.example>";

/// Bo and Ada wrote each other every ten days, then silence: he is due.
fn exchange() -> Vec<Mail> {
    let pairs = (0..12).flat_map(|n| {
        let days = 60 + 10 * n;
        [
            Mail::new(&format!("out{n}"), days, ME, BO)
                .subject("The boat")
                .body("Hi Bo,\n\nhow is the boat coming along these days? Tell me.\n\nCheers\nAda"),
            Mail::new(&format!("in{n}"), days + 2, BO, ME)
                .subject("The boat")
                .body("Hi Ada,\n\nthe mast is up since Friday, come and see it.\n\nBo"),
        ]
    });
    pairs.collect()
}

async fn id_of(app: &TestApp, ada: &Viewer, name: &str) -> String {
    let mut scope = app.scope(ada).await;
    let id: uuid::Uuid = sqlx::query_scalar("select id from contacts where name = $1")
        .bind(name)
        .fetch_one(scope.db())
        .await
        .unwrap();
    id.to_string()
}

/// What REST answers to a wish for a draft to Bo.
async fn make(program: &Client, bo: &str, wish: Value) -> Value {
    let (status, body) = program
        .api("POST", &format!("/contacts/{bo}/drafts"), Some(wish))
        .await;
    assert_eq!(status, 201, "{body}");
    body["data"].clone()
}

fn written(subject: &str, text: &str) -> String {
    json!({ "subject": subject, "text": text }).to_string()
}

#[tokio::test]
async fn without_a_key_rules_write_in_the_members_own_voice() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    app.import(&ada, &exchange()).await;
    let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let draft = make(&program, &bo, json!({})).await;
    let body = draft["body"].as_str().unwrap();
    assert!(
        body.starts_with("Hi Bo,\n\n") && body.ends_with("Cheers\nAda"),
        "{body}"
    );
    assert!(body.contains("“The boat”"), "{body}");
    let provenance = &draft["provenance"];
    assert_eq!(provenance["provider"], "offline");
    assert_eq!(provenance["prompt"], "offline.draft.v1");
    assert_eq!(provenance["trouble"], Value::Null);
    assert_eq!(provenance["interaction_ids"].as_array().unwrap().len(), 5);
    assert_eq!(provenance["inputs_digest"].as_str().unwrap().len(), 64);
    assert_eq!(
        (&draft["state"], &draft["language"]),
        (&json!("open"), &json!("en"))
    );
    assert!(draft["suggestion_id"].is_string(), "he is due");
    let (_, listed) = program
        .api("GET", &format!("/contacts/{bo}/drafts"), None)
        .await;
    assert_eq!(listed["data"][0], draft);
}

#[tokio::test]
async fn variants_languages_and_places() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    app.import(&ada, &exchange()).await;
    let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let length = |draft: &Value| draft["body"].as_str().unwrap().chars().count();
    let usual = make(&program, &bo, json!({})).await;
    let shorter = make(&program, &bo, json!({ "variant": "shorter" })).await;
    let warmer = make(&program, &bo, json!({ "variant": "warmer" })).await;
    let wished = make(&program, &bo, json!({ "instruction": "make it shorter" })).await;
    assert!(length(&shorter) < length(&usual) && length(&usual) < length(&warmer));
    assert_eq!(
        length(&wished),
        length(&shorter),
        "a wish that rules understand"
    );
    let german = make(&program, &bo, json!({ "language": "de" })).await;
    let body = german["body"].as_str().unwrap();
    assert!(body.starts_with("Hallo Bo,\n\nseit 2 Monaten"), "{body}");
    assert!(
        body.contains("Wie geht es dir?"),
        "a friend stays one: {body}"
    );
    assert!(body.ends_with("Viele Grüße\nAda"), "{body}");
    for (channel, most) in [("linkedin_note", 200), ("sms", 306), ("whatsapp", 1_000)] {
        let draft = make(&program, &bo, json!({ "channel": channel })).await;
        assert!(length(&draft) <= most, "{draft}");
        assert_eq!(draft["subject"], "", "{channel}");
    }
    let (status, body) = program
        .api(
            "POST",
            &format!("/contacts/{bo}/drafts"),
            Some(json!({ "channel": "fax" })),
        )
        .await;
    assert_eq!(status, 422, "{body}");
    let mut seen = 0;
    let mut path = format!("/contacts/{bo}/drafts?limit=3");
    loop {
        let (_, page) = program.api("GET", &path, None).await;
        seen += page["data"].as_array().unwrap().len();
        let Some(next) = page["meta"]["next_cursor"].as_str() else {
            break;
        };
        path = format!("/contacts/{bo}/drafts?limit=3&cursor={next}");
    }
    assert_eq!(seen, 8, "each once");
}

#[tokio::test]
async fn a_model_writes_and_the_row_says_from_what() {
    for kind in [Kind::Anthropic, Kind::OpenAiCompatible] {
        let app = TestApp::start().await;
        let text = written(
            "The mast is up",
            "I keep thinking of the mast that is up since Friday. How is the boat doing?",
        );
        let reply = match kind {
            Kind::OpenAiCompatible => completion(&text),
            _ => message(&text, "end_turn"),
        };
        let stand_in = StandIn::with([Reply::json(200, reply)]).await;
        let ada = with_model(&app, kind, &stand_in).await;
        app.import(&ada, &exchange()).await;
        let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
        let wish = json!({ "instruction": "Ask about the mast" });
        let draft = make(&program, &bo, wish).await;
        assert_eq!(draft["provenance"]["trouble"], Value::Null, "{draft}");
        assert_eq!(draft["provenance"]["provider"], kind.as_str());
        assert_eq!(draft["provenance"]["prompt"], "draft.v1");
        assert!(draft["provenance"]["tokens_written"].as_i64().unwrap() > 0);
        assert!(draft["provenance"]["cost"].as_f64().unwrap() > 0.0);
        assert_eq!(draft["subject"], "The mast is up");
        let body = draft["body"].as_str().unwrap();
        assert!(
            body.starts_with("Hi Bo,\n\nI keep") && body.ends_with("Cheers\nAda"),
            "{body}"
        );
        let asked = stand_in.last().body.to_string();
        for told in [
            "Bo Lind",
            "the mast is up since Friday",
            "Ask about the mast",
            "how is the boat",
        ] {
            assert!(asked.contains(told), "{told}: {asked}");
        }
        let (_, settings) = program.api("GET", "/language-model", None).await;
        assert_eq!(settings["data"]["spent"], draft["provenance"]["cost"]);
        // The list of suggestions shows what was made for it.
        let mut scope = app.scope(&ada).await;
        let open = suggestions::open(&mut scope, "open", None, 5)
            .await
            .unwrap();
        assert_eq!(open[0].draft_body, body);
    }
}

/// Of each: what my last mail says, whom it went to beside Bo, what a model is told of it.
#[tokio::test]
async fn a_model_is_told_what_is_open_between_the_two() {
    let cases = [
        (
            "I'll send you the plans by Friday.",
            "",
            "the user promised something",
        ),
        (
            "Will you sail to Ystad in May?",
            "",
            "the user asked them something",
        ),
        (
            "I'll send you the plans by Friday.",
            ", cy@moss.example",
            "",
        ),
    ];
    for (said, beside, reason) in cases {
        let app = TestApp::start().await;
        let text = written(
            "The boat",
            "I keep thinking of the boat. How is it these days?",
        );
        let stand_in = StandIn::with([Reply::json(200, message(&text, "end_turn"))]).await;
        let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
        let mut mails = exchange();
        mails.push(Mail::new("reply", 20, BO, ME).body("The mast is up. Bye."));
        mails.push(Mail::new("last", 9, ME, &format!("{BO}{beside}")).body(said));
        app.import(&ada, &mails).await;
        let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
        let draft = make(&program, &bo, json!({})).await;
        assert_eq!(draft["provenance"]["trouble"], Value::Null, "{draft}");
        let asked = stand_in.last().body.to_string();
        assert!(asked.contains(reason), "{asked}");
        let is_told = asked.contains(said);
        assert_eq!(
            is_told,
            beside.is_empty(),
            "what others got is not told on: {asked}"
        );
    }
}

#[tokio::test]
async fn a_model_is_told_what_is_promised_and_of_every_kind_of_contact() {
    let app = TestApp::start().await;
    let text = written(
        "The boat",
        "I keep thinking of the boat. How is it these days?",
    );
    let stand_in = StandIn::with([Reply::json(200, message(&text, "end_turn"))]).await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    let mut mails = exchange();
    mails.push(Mail::new("mine", 9, ME, BO).body("I'll send you the plans by Friday."));
    mails.push(Mail::new("theirs", 4, BO, ME).body("Did you find the time?"));
    app.import(&ada, &mails).await;
    for (id, days, recipients, subject) in [
        ("one", 6, 1, "Harbour tour"),
        ("many", 7, 3, "Salaries at Kestrel"),
    ] {
        let mut scope = app.scope(&ada).await;
        let meeting = scope.id();
        sqlx::query(
            "with met as (
               insert into interactions
                 (id, workspace_id, kind, direction, origin, external_id, thread_id, occurred_at, subject, recipients,
                  created_at)
               values ($1, acting_workspace(), 'meeting', 'none', 'test', $2, $1, $3, $4, $5, $3)
               returning id, occurred_at
             )
             insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
             select m.id, l.source_record_id, l.workspace_id, 'to', m.occurred_at
             from met m, identity_links l",
        )
        .bind(meeting)
        .bind(id)
        .bind(now() - Duration::days(days))
        .bind(subject)
        .bind(recipients)
        .execute(scope.db())
        .await
        .unwrap();
        scope.commit().await.unwrap();
    }
    let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let draft = make(&program, &bo, json!({})).await;
    assert_eq!(draft["provenance"]["trouble"], Value::Null, "{draft}");
    let asked = stand_in.last().body.to_string();
    for told in [
        "wait for an answer",
        "open promise of 2026-02-21 by the user",
        "2026-02-26 mail by them: Lunch",
        "2026-02-24 meeting between both: Harbour tour",
        "2026-02-23 meeting between both",
        "2026-02-21 mail by the user: Lunch",
    ] {
        assert!(asked.contains(told), "{told}: {asked}");
    }
    assert!(!asked.contains("Kestrel"), "others were there: {asked}");
}

/// As in a chat, where many short lines follow.
#[tokio::test]
async fn a_promise_is_told_however_much_they_wrote_since() {
    let app = TestApp::start().await;
    let text = written(
        "The boat",
        "I keep thinking of the boat. How is it these days?",
    );
    let stand_in = StandIn::with([Reply::json(200, message(&text, "end_turn"))]).await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    let mut mails = exchange();
    mails.push(Mail::new("mine", 14, ME, BO).body("I'll send you the plans by Friday."));
    for days in 7..13 {
        mails.push(Mail::new(&format!("line{days}"), days, BO, ME).body("Fine. Bye."));
    }
    app.import(&ada, &mails).await;
    let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let draft = make(&program, &bo, json!({})).await;
    assert_eq!(draft["provenance"]["trouble"], Value::Null, "{draft}");
    let asked = stand_in.last().body.to_string();
    assert!(
        asked.contains("open promise of") && asked.contains("I'll send you the plans by Friday."),
        "{asked}"
    );
    let mut scope = app.scope(&ada).await;
    let is_among_its_sources: bool = sqlx::query_scalar(
        "select exists (
           select from generated_texts g
           join interactions i on i.id = any(g.interaction_ids)
           where g.provider = 'anthropic' and i.external_id = 'mine@test.example'
         )",
    )
    .fetch_one(scope.db())
    .await
    .unwrap();
    assert!(is_among_its_sources);
}

#[tokio::test]
async fn what_is_too_long_for_its_place_says_by_how_much() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    app.import(&ada, &exchange()).await;
    let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let draft = make(&program, &bo, json!({ "channel": "linkedin_note" })).await;
    assert_eq!(draft["letters_over"], 0, "{draft}");
    let id = draft["id"].as_str().unwrap();
    let browser = app.browser(&ada).await;
    let long = "x".repeat(212);
    let fields = [("id", id), ("body", long.as_str())];
    let edit = "/do/app/drafts/actions/edit_draft";
    assert_eq!(browser.post_form(edit, &fields).await.status(), 302);
    let page = browser
        .page(&format!("/contacts/{bo}/write?draft={id}"))
        .await;
    let words = "12 letters too long: Note to a LinkedIn invitation takes 200.";
    assert!(page.contains(&format!("Saved. {words}")), "{page}");
    assert!(page.matches(words).count() >= 2, "also at the text: {page}");
    let path = format!("/drafts/{id}");
    let (_, saved) = program.api("GET", &path, None).await;
    assert_eq!(saved["data"]["letters_over"], 12);
}

#[tokio::test]
async fn where_the_model_cannot_write_rules_do_and_say_why() {
    let app = TestApp::start().await;
    let refused =
        |kind: &str| json!({ "type": "error", "error": { "type": kind, "message": "no" } });
    let stand_in = StandIn::with([
        Reply::json(401, refused("authentication_error")),
        Reply::json(404, refused("not_found_error")),
        Reply::json(200, message("Dear Bo, I am no JSON.", "end_turn")),
        Reply::json(200, message("", "refusal")),
    ])
    .await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    app.import(&ada, &exchange()).await;
    let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let mut last = String::new();
    for trouble in ["key", "model", "broken", "declined"] {
        let draft = make(&program, &bo, json!({})).await;
        last = draft["id"].as_str().unwrap().to_owned();
        assert_eq!(draft["provenance"]["trouble"], trouble);
        assert_eq!(draft["provenance"]["provider"], "offline");
        assert!(draft["body"].as_str().unwrap().starts_with("Hi Bo,"));
    }
    let path = format!("/contacts/{bo}/write?draft={last}");
    let page = app.browser(&ada).await.page(&path).await;
    assert!(page.contains("Rules wrote this") && page.contains("The model declined to write."));
}

#[tokio::test]
async fn a_spent_budget_asks_nobody() {
    let app = TestApp::start().await;
    let stand_in = StandIn::with([]).await;
    let ada = with_model(&app, Kind::Anthropic, &stand_in).await;
    let poor = Chosen {
        kind: Kind::Anthropic,
        base_url: stand_in.address.clone(),
        model: "model-1".to_owned(),
        key: NewKey::Set(KEY.to_owned()),
        monthly_budget: 10,
        price_read: Some(3_000_000),
        price_written: Some(15_000_000),
    };
    choose(&app, &ada, poor).await;
    app.import(&ada, &exchange()).await;
    let (program, bo) = (app.program(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let draft = make(&program, &bo, json!({})).await;
    assert_eq!(draft["provenance"]["trouble"], "spent");
    assert!(stand_in.asked().is_empty());
}

#[tokio::test]
async fn the_page_makes_edits_and_keeps_what_was_typed() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    app.import(&ada, &exchange()).await;
    let (browser, bo) = (app.browser(&ada).await, id_of(&app, &ada, "Bo Lind").await);
    let write = format!("/contacts/{bo}/write");
    assert!(
        browser
            .page(&format!("/contacts/{bo}"))
            .await
            .contains(&write)
    );
    assert!(browser.page(&write).await.contains("No draft yet"));
    let fields = [("id", bo.as_str()), ("variant", "warmer")];
    let answer = browser
        .post_form("/do/app/drafts/actions/make_draft", &fields)
        .await;
    let place = answer.headers()["location"].to_str().unwrap().to_owned();
    let id = place.rsplit_once('=').unwrap().1.to_owned();
    let page = browser.page(&place).await;
    assert!(
        page.contains("I sent this") && page.contains("mailto:bo@lind.example"),
        "{page}"
    );
    let post = |name: &'static str, subject: &'static str, body: &'static str| {
        let fields = [
            ("id", id.clone()),
            ("subject", subject.to_owned()),
            ("body", body.to_owned()),
        ];
        browser
            .request("POST", &format!("/do/app/drafts/actions/{name}"))
            .header("accept", "text/html")
            .header("referer", &place)
            .form(&fields)
            .send()
    };
    assert!(
        page.contains(&format!("data-draft=\"/api/v1/drafts/{id}\""))
            && page.contains("/drafts.js"),
        "the script saves there as one types: {page}"
    );
    let typed = json!({ "subject": "As I type", "body": "Hi Bo" });
    let path = format!("/drafts/{id}");
    let saved = browser.api("PATCH", &path, Some(typed)).await;
    assert_eq!(saved.0, 200, "by the session alone: {}", saved.1);
    let refused = post("edit_draft", "Typed subject", " ").await.unwrap();
    assert_eq!(refused.headers()["location"], place.as_str());
    let page = browser.page(&place).await;
    assert!(
        page.contains("Typed subject") && page.contains("Fill this in."),
        "{page}"
    );
    post("edit_draft", "Sailing?", "Hi Bo,\r\n\r\nlet us sail.\r\n")
        .await
        .unwrap();
    let mut scope = app.scope(&ada).await;
    let draft: Draft = super::draft(&mut scope, id.parse().unwrap()).await.unwrap();
    assert_eq!(
        (draft.subject.as_str(), draft.body.as_str()),
        ("Sailing?", "Hi Bo,\n\nlet us sail.")
    );
    assert!(
        draft.made_body.contains("How are you?"),
        "what was made stays"
    );
    assert_eq!(draft.edited_by.as_deref(), Some("Ada Berg"));
    drop(scope);
    post("discard_draft", "", "").await.unwrap();
    assert!(browser.page(&write).await.contains("No draft yet"));
    let page = browser.page(&place).await;
    assert!(page.contains("Discarded") && page.contains("Bring back"));
    post("restore_draft", "", "").await.unwrap();
    assert!(browser.page(&write).await.contains("let us sail."));
}
