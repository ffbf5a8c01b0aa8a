//! Who is known by name in a chat: one of those who are here, where only one can be meant.

use super::*;

const CHAT: &str = "WhatsApp Chat with Bo Reed.txt";

async fn who(app: &TestApp, viewer: &Viewer) -> Vec<Value> {
    let query = "select c.name, array_agg(r.origin order by r.origin) as origins
        from contacts c
        join identity_links l on l.contact_id = c.id
        join source_records r on r.id = l.source_record_id
        where c.deleted_at is null
        group by c.id, c.name order by c.name, origins";
    let found = rows(app, viewer, query).await.into_iter();
    found
        .map(|row| json!([row["name"], row["origins"]]))
        .collect()
}

#[tokio::test]
async fn the_only_contact_of_that_name_is_meant_until_the_chat_is_undone() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let list = b"Name,Email\nBo Reed,bo@reed.example\nBo Reedy,b@reedy.example\n";
    import_bytes(&app, &ada, "people.csv", list).await;
    let chat = import_bytes(&app, &ada, CHAT, &sample(CHAT)).await;
    assert_eq!((chat.stored, chat.contacts_created), (3, 0));
    assert_eq!(
        who(&app, &ada).await,
        [
            json!(["Bo Reed", ["csv", "whatsapp"]]),
            json!(["Bo Reedy", ["csv"]])
        ]
    );
    let decided =
        "select evidence, rule_version from identity_decisions where rule_version like '%name%'";
    assert_eq!(
        rows(&app, &ada, decided).await,
        [json!({ "evidence": { "same": "name" }, "rule_version": "exact-name-1" })]
    );
    app.undo_import(&ada, chat.import_id).await;
    assert_eq!(who(&app, &ada).await[0], json!(["Bo Reed", ["csv"]]));
}

#[tokio::test]
async fn a_name_that_two_have_or_half_a_name_joins_nobody() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let list =
        b"Name,Email\nBo Reed,bo@reed.example\nBo Reed,bo@other.example\nQuill,q@quill.example\n";
    import_bytes(&app, &ada, "people.csv", list).await;
    let chat = import_bytes(&app, &ada, CHAT, &sample(CHAT)).await;
    assert_eq!(chat.contacts_created, 1);
    assert_eq!(
        who(&app, &ada).await[..3],
        [
            json!(["Bo Reed", ["csv"]]),
            json!(["Bo Reed", ["csv"]]),
            json!(["Bo Reed", ["whatsapp"]]),
        ]
    );
}

/// Two accounts of a service are two people, however they are called; in the file or before.
#[tokio::test]
async fn a_second_account_of_that_name_is_somebody_else() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let chat = |id: u32| {
        let said = |n: u32, from: &str, name: &str| {
            format!(
                r#"{{"id": {n}, "type": "message", "date": "2026-01-02T10:00:00", "from": "{name}", "from_id": "{from}", "text": "Hi"}}"#
            )
        };
        let theirs = said(1, &format!("user{id}"), "Bo Reed");
        let mine = said(2, "user1", "Ada Quill");
        format!(
            r#"{{"name": "Bo Reed", "type": "personal_chat", "id": {id}, "messages": [{theirs}, {mine}]}}"#
        )
    };
    let list = b"Name,Email\nBo Reed,bo@reed.example\n";
    import_bytes(&app, &ada, "people.csv", list).await;
    import_bytes(&app, &ada, "result.json", chat(7).as_bytes()).await;
    import_bytes(&app, &ada, "result.json", chat(90).as_bytes()).await;
    assert_eq!(
        who(&app, &ada).await,
        [
            json!(["Bo Reed", ["csv", "telegram"]]),
            json!(["Bo Reed", ["telegram"]]),
        ]
    );
}

#[tokio::test]
async fn a_number_says_more_than_a_name() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let list = b"Name,Phone\nBo Reed,+49 170 1234567\nCy Orr,+49 170 7654321\n";
    import_bytes(&app, &ada, "people.csv", list).await;
    let chat = "02/01/24, 21:15 - +49 170 7654321: Hi\n02/01/24, 21:16 - Ada Quill: Hi\n02/01/24, 21:17 - +49 170 7654321: So\n";
    let file = "WhatsApp Chat with +49 170 7654321.txt";
    let report = import_bytes(&app, &ada, file, chat.as_bytes()).await;
    assert_eq!(report.listed, sum(&report));
    let of_cy = "select c.name, c.inbound_count from contacts c where inbound_count > 0";
    assert_eq!(
        rows(&app, &ada, of_cy).await,
        [json!({ "name": "Cy Orr", "inbound_count": 2 })]
    );
}
