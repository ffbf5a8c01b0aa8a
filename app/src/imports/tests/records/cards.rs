//! Cards that name each other by their identifiers.

use super::*;
use crate::relations::relations_of;

const BO: &str = "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1";
const MARA: &str = "52c2d1f0-5d3f-4a5e-9f0e-1f2a3b4c5d6e";

fn card(name: &str, uid: &str, rest: &str) -> Vec<u8> {
    format!("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{name}\r\nUID:{uid}\r\n{rest}\r\nEND:VCARD\r\n")
        .into_bytes()
}

async fn related(app: &TestApp, viewer: &Viewer, name: &str) -> Vec<String> {
    let mut scope = app.scope(viewer).await;
    let id: Uuid = sqlx::query_scalar("select id from contacts where name = $1")
        .bind(name)
        .fetch_one(scope.db())
        .await
        .unwrap();
    let relations = relations_of(&mut scope, id).await.unwrap().into_iter();
    let told = relations.map(|one| {
        let is_here = one.contact_id.is_some();
        format!("{}: {} {is_here}", one.label, one.name)
    });
    told.collect()
}

#[tokio::test]
async fn a_card_stands_for_its_contact_whichever_comes_first() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let bo = card(
        "Bo Lind",
        &format!("urn:uuid:{BO}"),
        &format!(
            "RELATED;TYPE=spouse:urn:uuid:{}\r\nRELATED;TYPE=friend:urn:uuid:{BO}",
            MARA.to_uppercase()
        ),
    );
    let mara = card(
        "Mara Lind",
        MARA,
        &format!("RELATED;TYPE=spouse:urn:uuid:{BO}\r\nRELATED;TYPE=parent:Old Lind"),
    );
    import_bytes(&app, &ada, "bo.vcf", &bo).await;
    assert_eq!(related(&app, &ada, "Bo Lind").await, [] as [&str; 0]);
    let later = import_bytes(&app, &ada, "mara.vcf", &mara).await;
    assert_eq!(
        related(&app, &ada, "Bo Lind").await,
        ["Spouse: Mara Lind true"]
    );
    assert_eq!(
        related(&app, &ada, "Mara Lind").await,
        ["Spouse: Bo Lind true", "Parent: Old Lind false"]
    );
    app.undo_import(&ada, later.import_id).await;
    assert_eq!(related(&app, &ada, "Bo Lind").await, [] as [&str; 0]);
}

#[tokio::test]
async fn a_profile_is_one_whether_it_is_linked_or_named() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    for (file, rest) in [
        (
            "a.vcf",
            "URL:https://www.linkedin.com/in/jane-doe\r\nX-SOCIALPROFILE;TYPE=twitter;X-USER=jane:http://twitter.com/jane",
        ),
        (
            "b.vcf",
            "X-SOCIALPROFILE;TYPE=linkedin:jane-doe\r\nEMAIL:jane@doe.example",
        ),
    ] {
        import_bytes(&app, &ada, file, &card("Jane Doe", file, rest)).await;
    }
    let people = rows(
        &app,
        &ada,
        "select id from contacts where deleted_at is null",
    )
    .await;
    assert_eq!(people.len(), 1, "{people:?}");
    let id: Uuid = people[0]["id"].as_str().unwrap().parse().unwrap();
    let mut scope = app.scope(&ada).await;
    let points = crate::contacts::points(&mut scope, id).await.unwrap();
    let mut shown: Vec<(String, String)> = points
        .into_iter()
        .map(|point| (point.kind, point.value))
        .collect();
    shown.sort();
    let expected = [
        ("email", "jane@doe.example"),
        ("handle", "https://www.linkedin.com/in/jane-doe"),
        ("handle", "https://x.com/jane"),
    ];
    let expected = expected.map(|(kind, value)| (kind.to_owned(), value.to_owned()));
    assert_eq!(shown, expected);
    let html = app
        .browser(&ada)
        .await
        .page(&format!("/contacts/{id}"))
        .await;
    let link = "href=\"https://www.linkedin.com/in/jane-doe\"";
    assert_eq!(html.matches(link).count(), 1, "{html}");
}

#[tokio::test]
async fn what_could_not_be_read_is_shown_as_it_came() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    import_bytes(
        &app,
        &ada,
        "a.vcf",
        &card(
            "Bo Lind",
            "bo",
            "BDAY:around noon\r\nEMAIL:bo@lind.example\r\nX-HAT:blue",
        ),
    )
    .await;
    let table = b"Name,Email,Birthday\nCy Berg,cy@berg.example,31/31/1990\nDi Orr,di@orr.example,3/5/1990\nEd Orr,ed@orr.example,23/5/1990\n";
    import_bytes(&app, &ada, "people.csv", table).await;
    let program = app.program(&ada).await;
    let browser = app.browser(&ada).await;
    for (email, label, name, value) in [
        ("bo@lind.example", "Birthday", "BDAY", "around noon"),
        ("cy@berg.example", "Birthday", "Birthday", "31/31/1990"),
    ] {
        let found = format!("select id from contacts where email = '{email}'");
        let id = rows(&app, &ada, &found).await[0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let (_, body) = program.api("GET", &format!("/contacts/{id}"), None).await;
        let also = body["data"]["also"].as_array().unwrap();
        let unread: Vec<&Value> = also.iter().filter(|one| one["is_unread"] == true).collect();
        assert_eq!(unread.len(), 1, "{also:?}");
        assert_eq!(
            (&unread[0]["name"], &unread[0]["value"]),
            (&json!(name), &json!(value))
        );
        let html = browser.page(&format!("/contacts/{id}")).await;
        let (_, said) = html.split_once("Also said").unwrap();
        assert!(said.contains(label) && said.contains(value), "{said}");
        assert!(said.contains("could not be read"), "{said}");
    }
}
