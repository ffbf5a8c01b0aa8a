//! Relations: seen from both sides, from people and from files, taken back.

use serde_json::json;
use uuid::Uuid;

use super::{types::RelationKind::*, *};
use crate::{
    contacts::{self, ContactInput},
    context::{Scope, Viewer},
    error::{Error, FieldCode},
    events,
    identity::derive_contacts,
    testing::{Client, TestApp},
    workspaces::Role,
};

const ACTIONS: &str = "/do/app/relations/actions";

async fn add(scope: &mut Scope, name: &str, email: &str) -> Uuid {
    let input = ContactInput {
        name: Some(name.to_owned()),
        emails: Some(vec![email.to_owned()]),
        ..ContactInput::default()
    };
    contacts::create_contact(scope, input).await.unwrap()
}

struct Cast {
    app: TestApp,
    ada: Viewer,
    scope: Scope,
    bo: Uuid,
    mara: Uuid,
}

async fn cast() -> Cast {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let bo = add(&mut scope, "Bo Lind", "bo@lind.example").await;
    let mara = add(&mut scope, "Mara Lind", "mara@lind.example").await;
    Cast {
        app,
        ada,
        scope,
        bo,
        mara,
    }
}

async fn told(scope: &mut Scope, contact: Uuid) -> Vec<String> {
    let relations = relations_of(scope, contact).await.unwrap();
    let told = relations.into_iter().map(|one| {
        let known = one.contact_id.map_or("", |_| " (here)");
        format!("{}: {}{known}", one.label, one.name)
    });
    told.collect()
}

/// A record of a file that belongs to this contact and names relations.
async fn record_of(scope: &mut Scope, contact: Uuid, origin: &str, relations: serde_json::Value) {
    let id = scope.id();
    sqlx::query(
        "with said as (
           insert into source_records
             (id, workspace_id, origin, external_id, fields, source_updated_at, created_at, updated_at)
           values ($1, acting_workspace(), $2, $1::text, jsonb_build_object('relations', $4::jsonb), now(), now(), now())
         )
         insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
         values ($1, acting_workspace(), $3, 'new', 1, now())",
    )
    .bind(id)
    .bind(origin)
    .bind(contact)
    .bind(relations)
    .execute(scope.db())
    .await
    .unwrap();
    derive_contacts(scope, &[contact]).await.unwrap();
}

#[tokio::test]
async fn each_side_reads_its_own_word() {
    let Cast {
        mut scope,
        bo,
        mara,
        ..
    } = cast().await;
    for (kind, word, here, there) in [
        (Spouse, "", "Spouse", "Spouse"),
        (Child, "", "Child", "Parent"),
        (Manager, "", "Manager", "Direct report"),
        (Assists, "", "Assistant of", "Assistant"),
        (IntroducedBy, "", "Introduced by", "Introduced"),
        (Other, "landlord", "Landlord", "Landlord of"),
    ] {
        let id = add_relation(&mut scope, bo, kind, word, Who::Contact(mara))
            .await
            .unwrap();
        assert_eq!(
            told(&mut scope, bo).await,
            [format!("{here}: Mara Lind (here)")]
        );
        assert_eq!(
            told(&mut scope, mara).await,
            [format!("{there}: Bo Lind (here)")]
        );
        remove_relation(&mut scope, id).await.unwrap();
        assert!(told(&mut scope, bo).await.is_empty() && told(&mut scope, mara).await.is_empty());
    }
}

#[tokio::test]
async fn the_same_said_from_the_other_side_is_one_relation() {
    let Cast {
        mut scope,
        bo,
        mara,
        ..
    } = cast().await;
    let mut ids = Vec::new();
    for (contact, kind, other) in [
        (bo, Child, mara),
        (mara, Parent, bo),
        (bo, Child, mara),
        (bo, Friend, mara),
        (mara, Friend, bo),
    ] {
        ids.push(
            add_relation(&mut scope, contact, kind, "", Who::Contact(other))
                .await
                .unwrap(),
        );
    }
    assert_eq!((ids[0], ids[0], ids[3]), (ids[1], ids[2], ids[4]));
    assert_eq!(
        told(&mut scope, mara).await,
        ["Parent: Bo Lind (here)", "Friend: Bo Lind (here)"]
    );
}

#[tokio::test]
async fn removing_is_taken_back_unless_it_was_said_again() {
    let Cast {
        mut scope,
        bo,
        mara,
        ..
    } = cast().await;
    let first = add_relation(&mut scope, bo, Spouse, "", Who::Contact(mara))
        .await
        .unwrap();
    remove_relation(&mut scope, first).await.unwrap();
    assert_eq!(
        remove_relation(&mut scope, first).await,
        Err(Error::NotFound)
    );
    restore_relation(&mut scope, first).await.unwrap();
    assert_eq!(told(&mut scope, bo).await, ["Spouse: Mara Lind (here)"]);
    remove_relation(&mut scope, first).await.unwrap();
    add_relation(&mut scope, mara, Spouse, "", Who::Contact(bo))
        .await
        .unwrap();
    assert_eq!(
        restore_relation(&mut scope, first).await,
        Err(Error::NotFound)
    );
    let kinds: Vec<String> = events::recent(&mut scope, 20)
        .await
        .unwrap()
        .into_iter()
        .map(|event| event.kind)
        .filter(|kind| kind.starts_with("relation."))
        .collect();
    let newest_first = ["added", "removed", "restored", "removed", "added"];
    assert_eq!(kinds, newest_first.map(|verb| format!("relation.{verb}")));
}

#[tokio::test]
async fn whom_one_means_must_be_clear() {
    let Cast {
        mut scope,
        bo,
        mara,
        ..
    } = cast().await;
    let second = add(&mut scope, "Mara Berg", "mara@berg.example").await;
    for (text, alone, expected) in [
        ("Mara Lind", false, Ok(Who::Contact(mara))),
        ("MARA@BERG.EXAMPLE", false, Ok(Who::Contact(second))),
        (&mara.to_string(), false, Ok(Who::Contact(mara))),
        ("Mara", false, Err(FieldCode::SeveralFound)),
        ("Mara", true, Ok(Who::Name("Mara".to_owned()))),
        ("Zed", false, Err(FieldCode::NobodyFound)),
        ("Bo Lind", false, Err(FieldCode::NobodyFound)),
        (" ", true, Err(FieldCode::Required)),
        (&"x".repeat(201), true, Err(FieldCode::TooLong)),
    ] {
        let expected = expected.map_err(|code| Error::invalid("who", code));
        assert_eq!(who(&mut scope, bo, text, alone).await, expected, "{text}");
    }
    let without_word = add_relation(&mut scope, bo, Other, " ", Who::Contact(mara)).await;
    assert_eq!(
        without_word,
        Err(Error::invalid("word", FieldCode::Required))
    );
    let to_oneself = add_relation(&mut scope, bo, Friend, "", Who::Contact(bo)).await;
    assert_eq!(to_oneself, Err(Error::invalid("who", FieldCode::Wrong)));
}

#[tokio::test]
async fn a_deleted_contact_is_related_to_nobody_until_it_is_back() {
    let Cast {
        mut scope,
        bo,
        mara,
        ..
    } = cast().await;
    add_relation(&mut scope, bo, Spouse, "", Who::Contact(mara))
        .await
        .unwrap();
    contacts::delete_contact(&mut scope, mara).await.unwrap();
    assert!(told(&mut scope, bo).await.is_empty());
    contacts::restore_contact(&mut scope, mara).await.unwrap();
    assert_eq!(told(&mut scope, bo).await, ["Spouse: Mara Lind (here)"]);
}

#[tokio::test]
async fn a_name_in_a_file_means_the_one_contact_that_is_called_so() {
    let Cast {
        mut scope,
        bo,
        mara,
        ..
    } = cast().await;
    let said = json!([
        { "value": "mara lind", "label": "wife" },
        { "value": "Tim Lind", "label": "_$!<Son>!$_" },
        { "value": "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1", "label": "friend" },
    ]);
    record_of(&mut scope, bo, "vcard", said.clone()).await;
    record_of(&mut scope, bo, "google", said).await;
    assert_eq!(
        told(&mut scope, bo).await,
        ["Wife: Mara Lind (here)", "Son: Tim Lind"]
    );
    assert_eq!(told(&mut scope, mara).await, ["Spouse: Bo Lind (here)"]);
    add_relation(&mut scope, mara, Spouse, "", Who::Contact(bo))
        .await
        .unwrap();
    assert_eq!(told(&mut scope, mara).await, ["Spouse: Bo Lind (here)"]);
    add(&mut scope, "Mara Lind", "other@mara.example").await;
    let tim = add(&mut scope, "Tim Lind", "tim@lind.example").await;
    assert_eq!(
        told(&mut scope, bo).await,
        [
            "Spouse: Mara Lind (here)",
            "Wife: mara lind",
            "Son: Tim Lind (here)"
        ],
        "two are called so: the name says nothing any more"
    );
    assert_eq!(told(&mut scope, tim).await, ["Parent: Bo Lind (here)"]);
}

#[tokio::test]
async fn what_a_file_says_goes_with_the_file_and_stays_away_once_removed() {
    let Cast { mut scope, bo, .. } = cast().await;
    let said = json!([
        { "value": "Tim Lind", "label": "Child" },
        { "value": "Kim Lind", "label": "Child" },
    ]);
    record_of(&mut scope, bo, "vcard", said).await;
    let tim = relations_of(&mut scope, bo).await.unwrap()[1].clone();
    assert_eq!(
        (tim.name.as_str(), tim.source.source.as_str()),
        ("Tim Lind", "vcard")
    );
    remove_relation(&mut scope, tim.id).await.unwrap();
    derive_contacts(&mut scope, &[bo]).await.unwrap();
    assert_eq!(told(&mut scope, bo).await, ["Child: Kim Lind"]);
    restore_relation(&mut scope, tim.id).await.unwrap();
    assert_eq!(told(&mut scope, bo).await.len(), 2);
    sqlx::query("delete from source_records where origin = 'vcard'")
        .execute(scope.db())
        .await
        .unwrap();
    derive_contacts(&mut scope, &[bo]).await.unwrap();
    assert!(told(&mut scope, bo).await.is_empty());
}

async fn post(browser: &Client, action: &str, fields: &[(&str, &str)]) -> String {
    let path = format!("{ACTIONS}/{action}");
    let answer = browser.post_form(&path, fields).await;
    answer.headers()["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_form_asks_who_is_meant_and_the_page_of_each_shows_the_other() {
    let Cast {
        app,
        ada,
        mut scope,
        bo,
        mara,
    } = cast().await;
    add(&mut scope, "Mara Berg", "mara@berg.example").await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let (contact, path) = (bo.to_string(), format!("/contacts/{bo}"));
    let fields = [
        ("contact", contact.as_str()),
        ("kind", "spouse"),
        ("who", "Mara"),
    ];
    post(&browser, "add_relation", &fields).await;
    let page = browser.page(&path).await;
    assert!(page.contains("Several are called that.") && page.contains("Who is meant?"));
    assert!(
        page.contains(&format!("value=\"{mara}\"")) && page.contains("mara@berg.example"),
        "a button for each"
    );
    let chosen = mara.to_string();
    let fields = [
        ("contact", contact.as_str()),
        ("kind", "spouse"),
        ("who", chosen.as_str()),
    ];
    assert_eq!(post(&browser, "add_relation", &fields).await, path);
    let page = browser.page(&path).await;
    assert!(page.contains("Relation added.") && page.contains(&format!("/contacts/{mara}")));
    let other = browser.page(&format!("/contacts/{mara}")).await;
    assert!(other.contains(&format!("href=\"/contacts/{bo}\"")) && other.contains("Spouse"));
    let reader = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    let page = app.browser(&reader).await.page(&path).await;
    assert!(page.contains("Spouse") && !page.contains("add_relation"));
}

#[tokio::test]
async fn programs_say_read_and_take_back_relations() {
    let Cast {
        app,
        ada,
        scope,
        bo,
        mara,
    } = cast().await;
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let said = json!({ "kind": "manager", "who": "mara@lind.example" });
    let (status, body) = program
        .api("POST", &format!("/contacts/{bo}/relations"), Some(said))
        .await;
    assert_eq!(status, 201, "{body}");
    let relation = &body["data"][0];
    assert_eq!(
        (
            &relation["kind"],
            &relation["label"],
            &relation["contact_id"]
        ),
        (
            &json!("manager"),
            &json!("Manager"),
            &json!(mara.to_string())
        )
    );
    assert_eq!(relation["provenance"]["source"], "edit");
    let (_, body) = program
        .api("GET", &format!("/contacts/{mara}/relations"), None)
        .await;
    assert_eq!(body["data"][0]["kind"], "report");
    let id = relation["id"].as_str().unwrap();
    let (status, _) = program
        .api("DELETE", &format!("/relations/{id}"), None)
        .await;
    assert_eq!(status, 200);
    let (status, _) = program
        .api("DELETE", &format!("/relations/{id}"), None)
        .await;
    assert_eq!(status, 404, "twice");
    let (status, _) = program
        .api("POST", &format!("/relations/{id}/restore"), None)
        .await;
    assert_eq!(status, 200);
    let nobody = json!({ "kind": "friend", "who": "Zed" });
    let (status, body) = program
        .api("POST", &format!("/contacts/{bo}/relations"), Some(nobody))
        .await;
    assert_eq!((status, &body["error"]["code"]), (422, &json!("invalid")));
}
