//! Monica's export: people, what happened with them, what is written about them, and what
//! they are to each other.

use super::*;
use crate::{relations::relations_of, timeline};

const FILE: &str = "monica.json";

async fn id_of(app: &TestApp, viewer: &Viewer, name: &str) -> Uuid {
    let query = "select id from contacts where name = $1";
    let found = sqlx::query_scalar(query).bind(name);
    found.fetch_one(app.scope(viewer).await.db()).await.unwrap()
}

async fn happened(app: &TestApp, viewer: &Viewer) -> Vec<Value> {
    let query = "select i.kind, i.direction,
        (select jsonb_agg(jsonb_build_array(p.role, c.name) order by r.external_id)
         from participants p
         join source_records r on r.id = p.source_record_id
         left join identity_links l on l.source_record_id = r.id
         left join contacts c on c.id = l.contact_id
         where p.interaction_id = i.id) as people
        from interactions i where i.origin = 'monica' order by i.occurred_at";
    let found = rows(app, viewer, query).await.into_iter();
    found
        .map(|row| json!([row["kind"], row["direction"], row["people"]]))
        .collect()
}

async fn related(app: &TestApp, viewer: &Viewer, name: &str) -> Vec<String> {
    let id = id_of(app, viewer, name).await;
    let mut scope = app.scope(viewer).await;
    let relations = relations_of(&mut scope, id).await.unwrap().into_iter();
    relations
        .map(|one| format!("{}: {} {}", one.label, one.name, one.contact_id.is_some()))
        .collect()
}

#[tokio::test]
async fn an_account_comes_whole_is_known_again_and_goes_again() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let first = import_bytes(&app, &ada, FILE, &sample(FILE)).await;
    assert_eq!(
        (first.state.as_str(), first.kind.as_str()),
        ("done", "monica"),
        "{:?}",
        first.error
    );
    assert_eq!(
        (first.listed, first.stored, first.contacts_created),
        (17, 11, 3)
    );
    assert_eq!(first.listed, sum(&first));
    assert_eq!(
        (json!(first.skipped), json!(first.failed)),
        (
            json!({ "empty": 1, "no_place": 3, "not_a_meeting": 1 }),
            json!({ "nobody": 1 })
        )
    );
    let bo = "Bo Ada Reed";
    assert_eq!(
        happened(&app, &ada).await,
        [
            json!(["note", "none", [["about", bo]]]),
            json!(["call", "in", [["from", bo]]]),
            json!(["call", "out", [["to", bo]]]),
            json!(["note", "none", [["about", bo]]]),
            json!(["message", "out", [["to", bo]]]),
            json!(["message", "in", [["from", bo]]]),
            json!(["meeting", "none", [["to", bo], ["to", "Cy Berg"]]]),
            json!(["meeting", "none", [["to", bo]]]),
        ]
    );
    let again = import_bytes(&app, &ada, FILE, &sample(FILE)).await;
    assert_eq!(
        (again.stored, again.known, again.contacts_created),
        (0, 11, 0)
    );
    for (id, left) in [(first.import_id, 8), (again.import_id, 0)] {
        app.undo_import(&ada, id).await;
        assert_eq!(happened(&app, &ada).await.len(), left);
    }
    for table in ["contacts", "source_records", "contact_relations"] {
        let query = format!("select id from {table}");
        assert_eq!(rows(&app, &ada, &query).await, [] as [Value; 0], "{table}");
    }
}

#[tokio::test]
async fn a_contact_keeps_all_that_monica_says() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    import_bytes(&app, &ada, FILE, &sample(FILE)).await;
    let fields = rows(
        &app,
        &ada,
        "select c.email, c.title, k.name as company, c.birthday, c.priority, c.met_on
         from contacts c left join companies k on k.id = c.company_id where c.name = 'Bo Ada Reed'",
    )
    .await;
    assert_eq!(
        fields,
        [json!({
            "email": "bo@reed.example",
            "title": "Engineer",
            "company": "Quill Works",
            "birthday": "1984-02-03",
            "priority": "high",
            "met_on": "2015-06-20",
        })]
    );
    let id = id_of(&app, &ada, "Bo Ada Reed").await;
    let program = app.program(&ada).await;
    let (_, body) = program.api("GET", &format!("/contacts/{id}"), None).await;
    let also: Vec<&Value> = body["data"]["also"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["value"])
        .collect();
    for text in [
        "Return the tent: before summer",
        "Coffee (2024-10-01, every 2 weeks, switched off)",
        "Married Mara (2012-08-09, marriage): in a lighthouse",
        "I owe 20 inprogress",
        "every 30 days",
        "Rex (dog)",
    ] {
        assert!(also.contains(&&json!(text)), "{text}: {also:?}");
    }
    let browser = app.browser(&ada).await;
    let page = browser.page(&format!("/contacts/{id}")).await;
    for text in ["Also said", "Lunch at the harbour"] {
        assert!(page.contains(text), "{text}");
    }
}

#[tokio::test]
async fn ties_are_told_once_and_lead_to_the_contact() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    import_bytes(&app, &ada, FILE, &sample(FILE)).await;
    assert_eq!(
        related(&app, &ada, "Mia").await,
        ["Parent: Bo Ada Reed true"]
    );
    let of_bo = related(&app, &ada, "Bo Ada Reed").await;
    assert_eq!(of_bo.len(), 3, "{of_bo:?}");
    for tie in ["Child: Mia true", "Introduced by: Cy Berg true"] {
        assert!(of_bo.iter().any(|one| one == tie), "{of_bo:?}");
    }
    assert_eq!(related(&app, &ada, "Cy Berg").await.len(), 2);
}

#[tokio::test]
async fn a_note_of_a_file_is_a_note_like_any_other() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    import_bytes(&app, &ada, FILE, &sample(FILE)).await;
    let bo = id_of(&app, &ada, "Bo Ada Reed").await;
    let mut scope = app.scope(&ada).await;
    let note: Uuid =
        sqlx::query_scalar("select id from interactions where body = 'Moved to Kiel.'")
            .fetch_one(scope.db())
            .await
            .unwrap();
    timeline::edit_note(&mut scope, note, "Moved to Husum.")
        .await
        .unwrap();
    timeline::delete_note(&mut scope, note).await.unwrap();
    let notes = timeline::threads_of(&mut scope, bo, Some("note"), None, 10).await;
    assert_eq!(notes.unwrap().len(), 1);
    timeline::restore_note(&mut scope, note).await.unwrap();
    scope.commit().await.unwrap();
    let again = import_bytes(&app, &ada, FILE, &sample(FILE)).await;
    assert_eq!(again.stored, 0);
    let kept = "select body from interactions where kind = 'note' order by body";
    assert_eq!(
        rows(&app, &ada, kept).await[0]["body"],
        json!("Moved to Husum.")
    );
}
