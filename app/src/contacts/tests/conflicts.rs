//! Two people who change the same contact: the second is told and shown both values.

use serde_json::json;
use uuid::Uuid;

use crate::{
    contacts::{self, ContactInput, is_unseen, types::PointKind},
    context::Viewer,
    fields::{
        self, FieldInput,
        types::{FieldKind, Subject},
    },
    testing::{Client, TestApp},
    workspaces::Role,
};

const EDIT: &str = "/do/app/contacts/actions/edit_contact";
const SET: &str = "/do/app/fields/actions/set_value";

async fn bo(ada: &Viewer) -> Uuid {
    let mut scope = ada.begin().await.unwrap();
    let input = ContactInput {
        name: Some("Bo Lind".to_owned()),
        title: Some("Mate".to_owned()),
        ..ContactInput::default()
    };
    let id = contacts::create_contact(&mut scope, input).await.unwrap();
    scope.commit().await.unwrap();
    id
}

async fn edit(browser: &Client, id: Uuid, seen: &str, value: &str) {
    let seen = &format!("={seen}");
    let id = id.to_string();
    let fields = [
        ("id", id.as_str()),
        ("field", "title"),
        ("seen", seen),
        ("value", value),
    ];
    browser.post_form(EDIT, &fields).await;
}

async fn title(ada: &Viewer, id: Uuid) -> Option<String> {
    let mut scope = ada.begin().await.unwrap();
    contacts::contact(&mut scope, id).await.unwrap().title
}

#[tokio::test]
async fn the_second_is_told_and_chooses() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let colin = app
        .colleague(&ada, "colin@kith.example", Role::Member)
        .await;
    let bo = bo(&ada).await;
    let (first, second) = (app.browser(&colin).await, app.browser(&ada).await);
    let page = format!("/contacts/{bo}");
    assert!(
        second
            .page(&page)
            .await
            .contains("name=\"seen\" value=\"=Mate\"")
    );
    edit(&first, bo, "Mate", "Captain").await;
    edit(&second, bo, "Mate", "Admiral").await;
    assert_eq!(title(&ada, bo).await.as_deref(), Some("Captain"));
    let html = second.page(&page).await;
    for part in [
        "Title was changed meanwhile",
        "Colin Ray",
        "<strong dir=\"auto\">Captain</strong>",
        "value=\"Admiral\"",
        "Keep theirs",
        "Save mine",
        "name=\"seen\" value=\"=Captain\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!second.page(&page).await.contains("Keep theirs"), "once");
    edit(&second, bo, "Captain", "Admiral").await;
    assert_eq!(title(&ada, bo).await.as_deref(), Some("Admiral"));
}

#[tokio::test]
async fn who_writes_the_same_or_another_field_is_in_nobodys_way() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = bo(&ada).await;
    let browser = app.browser(&ada).await;
    edit(&browser, bo, "Mate", "Captain").await;
    edit(&browser, bo, "Mate", "Captain").await;
    assert!(
        !browser
            .page(&format!("/contacts/{bo}"))
            .await
            .contains("Keep theirs")
    );
    for (seen, now, wanted, is_so) in [
        (None, "a", "b", false),
        (Some("=a\r\nb"), "a\nb", "c", false),
        (Some("=a"), "b", "b ", false),
        (Some("=a"), "b", "c", true),
        (Some("="), "b", "c", true),
    ] {
        assert_eq!(
            is_unseen(seen, now, wanted),
            is_so,
            "{seen:?} {now} {wanted}"
        );
    }
}

#[tokio::test]
async fn own_fields_are_guarded_too() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = bo(&ada).await;
    let mut scope = ada.begin().await.unwrap();
    let motto = FieldInput {
        subject: Subject::Contact,
        label: "Motto".to_owned(),
        kind: FieldKind::Text,
        key: None,
        choices: Vec::new(),
    };
    let motto = fields::define_field(&mut scope, motto).await.unwrap();
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let (field, id) = (motto.to_string(), bo.to_string());
    for value in ["Onward", "Upward"] {
        let form = [
            ("field", field.as_str()),
            ("id", &id),
            ("seen", "="),
            ("values[]", value),
        ];
        browser.post_form(SET, &form).await;
    }
    let html = browser.page(&format!("/contacts/{bo}")).await;
    for part in [
        "Motto was changed meanwhile",
        "Ada Berg",
        "Onward",
        "value=\"Upward\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[tokio::test]
async fn a_program_changes_only_what_it_has_seen() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = bo(&ada).await;
    let program = app.program(&ada).await;
    let place = format!("/api/v1/contacts/{bo}");
    let (_, read) = program.api("GET", &format!("/contacts/{bo}"), None).await;
    let version = format!("\"{}\"", read["data"]["version"]);
    for (title, status) in [("Captain", 200), ("Admiral", 412)] {
        let request = program
            .request("PATCH", &place)
            .header("if-match", &version);
        let answer = request
            .json(&json!({ "title": title }))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), status, "{title}");
        if status == 412 {
            let body: serde_json::Value = answer.json().await.unwrap();
            assert_eq!(
                body["error"]["details"]["current"]["title"],
                json!("Captain")
            );
        }
    }
    assert_eq!(title(&ada, bo).await.as_deref(), Some("Captain"));
}

const POINT: &str = "/do/app/contacts/actions/points/change_point";
const JOB: &str = "/do/app/contacts/actions/employments/save_employment";

#[tokio::test]
async fn ways_to_reach_and_positions_are_guarded_too() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let colin = app
        .colleague(&ada, "colin@kith.example", Role::Member)
        .await;
    let bo = bo(&ada).await;
    let mut scope = ada.begin().await.unwrap();
    let mail = contacts::NewPoint::plain(PointKind::Email, "bo@lind.example");
    contacts::add_point(&mut scope, bo, mail).await.unwrap();
    scope.commit().await.unwrap();
    let (first, second) = (app.browser(&colin).await, app.browser(&ada).await);
    let (id, page) = (bo.to_string(), format!("/contacts/{bo}"));
    let change = async |browser: &Client, to: &str, label: &str| {
        let form = [
            ("id", &*id),
            ("kind", "email"),
            ("value", "bo@lind.example"),
            ("seen", "="),
            ("to", to),
            ("label", label),
        ];
        browser.post_form(POINT, &form).await;
    };
    change(&first, "bo@lind.example", "Home").await;
    change(&second, "bo@lind.example", "Work").await;
    let html = second.page(&page).await;
    for part in [
        "Label of bo@lind.example was changed meanwhile",
        "<strong dir=\"auto\">home</strong>",
        "value=\"Work\"",
        "Save mine",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let mut scope = ada.begin().await.unwrap();
    contacts::remove_point(&mut scope, bo, "bo@lind.example")
        .await
        .unwrap();
    let new = contacts::NewPoint::plain(PointKind::Email, "bo@moss.example");
    contacts::add_point(&mut scope, bo, new).await.unwrap();
    scope.commit().await.unwrap();
    change(&second, "bo@fjord.example", "Work").await;
    let html = second.page(&page).await;
    for part in [
        "E-mail was changed meanwhile",
        "<strong dir=\"auto\">bo@moss.example</strong>",
        "value=\"bo@fjord.example\"",
        "Ada Berg",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[tokio::test]
async fn a_position_is_not_written_over_unseen() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = bo(&ada).await;
    let mut scope = ada.begin().await.unwrap();
    let job = contacts::EmploymentInput {
        company: "Acme".to_owned(),
        title: "Cook".to_owned(),
        ..contacts::EmploymentInput::default()
    };
    contacts::set_employment(&mut scope, bo, None, job)
        .await
        .unwrap();
    let all = contacts::employments(&mut scope, bo).await.unwrap();
    let cook = all
        .into_iter()
        .find(|job| job.company.as_deref() == Some("Acme"));
    let key = cook.unwrap().key;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let id = bo.to_string();
    for since in ["2019", "2020"] {
        let form = [
            ("id", &*id),
            ("key", &*key),
            ("company", "Acme"),
            ("title", "Cook"),
            ("since", since),
            ("seen", "=Cook\nAcme\n\n\n"),
        ];
        browser.post_form(JOB, &form).await;
    }
    let html = browser.page(&format!("/contacts/{bo}")).await;
    for part in [
        "Position was changed meanwhile",
        "Cook, Acme, since 2019",
        "value=\"2020\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[tokio::test]
async fn a_program_adds_no_number_to_what_it_has_not_seen() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let bo = bo(&ada).await;
    let program = app.program(&ada).await;
    let (_, read) = program.api("GET", &format!("/contacts/{bo}"), None).await;
    let version = format!("\"{}\"", read["data"]["version"]);
    let mail = json!({ "kind": "email", "value": "bo@lind.example" });
    let job = json!({ "company": "Acme", "title": "Cook" });
    let tag = json!({ "name": "tea" });
    let child = json!({ "kind": "child", "who": "Kim", "alone": true });
    for (place, body, status) in [
        ("points", &mail, 201),
        ("points", &mail, 412),
        ("employments", &job, 412),
        ("tags", &tag, 412),
        ("relations", &child, 412),
    ] {
        let request = program.request("POST", &format!("/api/v1/contacts/{bo}/{place}"));
        let request = request.header("if-match", &version).json(body);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), status, "{place}");
    }
}
