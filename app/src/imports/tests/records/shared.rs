//! Whom an address joins by mail, whichever of mail and file comes first.

use super::*;
use crate::contacts::{self, ContactInput};

/// What comes, and how it is delivered.
#[derive(Clone)]
enum Coming<'a> {
    Table(&'a str),
    Mail(Mail),
}

/// Who is here after each order of arrival: name, address, mail sent and received.
async fn in_both_orders(coming: [Coming<'_>; 2]) -> [Vec<(String, Option<String>, i32, i32)>; 2] {
    let [first, second] = coming;
    [
        after(&[first.clone(), second.clone()]).await,
        after(&[second, first]).await,
    ]
}

async fn after(coming: &[Coming<'_>]) -> Vec<(String, Option<String>, i32, i32)> {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    for one in coming {
        match one {
            Coming::Table(rows) => {
                let table = format!("Name,Email\n{rows}\n");
                import_bytes(&app, &ada, "people.csv", table.as_bytes()).await;
            }
            Coming::Mail(mail) => {
                app.import(&ada, std::slice::from_ref(mail)).await;
            }
        }
    }
    counted(&app, &ada).await
}

async fn counted(app: &TestApp, viewer: &Viewer) -> Vec<(String, Option<String>, i32, i32)> {
    sqlx::query_as(
        "select name, email, outbound_count, inbound_count
         from contacts
         where deleted_at is null
         order by name",
    )
    .fetch_all(app.scope(viewer).await.db())
    .await
    .unwrap()
}

fn person(name: &str, email: &str, out: i32, back: i32) -> (String, Option<String>, i32, i32) {
    (name.to_owned(), Some(email.to_owned()), out, back)
}

#[tokio::test]
async fn mail_under_another_given_name_is_another_person() {
    let home = "m.rossi@x.example";
    let coming = [
        Coming::Table("Maria Rossi,m.rossi@x.example"),
        Coming::Mail(Mail::new("1", 9, ME, "Mario Rossi <m.rossi@x.example>")),
    ];
    for found in in_both_orders(coming).await {
        assert_eq!(
            found,
            [
                person("Maria Rossi", home, 0, 0),
                person("Mario Rossi", home, 1, 0)
            ]
        );
    }
}

#[tokio::test]
async fn mail_under_a_form_of_the_name_or_none_is_theirs() {
    for sender in [
        "Michael Turner <mt@turner.example>",
        "M. Turner <mt@turner.example>",
        "mt@turner.example",
    ] {
        let coming = [
            Coming::Table("Mike Turner,mt@turner.example"),
            Coming::Mail(Mail::new("1", 9, ME, sender)),
        ];
        for found in in_both_orders(coming).await {
            let sent: Vec<i32> = found.iter().map(|one| one.2).collect();
            assert_eq!(sent, [1], "{sender}: {found:?}");
        }
    }
}

#[tokio::test]
async fn who_only_wrote_is_no_contact_because_another_has_the_address() {
    let coming = [
        Coming::Table("Maria Rossi,m.rossi@x.example"),
        Coming::Mail(Mail::new("1", 9, "Mario Rossi <m.rossi@x.example>", ME)),
    ];
    for found in in_both_orders(coming).await {
        assert_eq!(found, [person("Maria Rossi", "m.rossi@x.example", 0, 0)]);
    }
}

#[tokio::test]
async fn those_who_wait_hold_up_nobody_behind_them() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let table = "Name,Email\nMaria Rossi,m.rossi@x.example\nJulia Weber,j.weber@x.example\n";
    import_bytes(&app, &ada, "people.csv", table.as_bytes()).await;
    for (id, from) in [
        ("1", "Mario Rossi <m.rossi@x.example>"),
        ("2", "Jonas Weber <j.weber@x.example>"),
    ] {
        app.import(&ada, &[Mail::new(id, 9, from, ME)]).await;
    }
    let mut scope = app.scope(&ada).await;
    let mut after = None;
    for _ in 0..5 {
        let resolved = crate::identity::resolve_addresses(&mut scope, None, after, 1)
            .await
            .unwrap();
        after = resolved.next;
        if after.is_none() {
            return;
        }
    }
    panic!("they are gone through again and again");
}

#[tokio::test]
async fn mail_of_an_office_is_not_that_of_one_who_has_its_address() {
    for name in ["Acme", "Tom Lee"] {
        let office = format!("{name} <info@acme.example>");
        let coming = [
            Coming::Table("Tom Lee,info@acme.example"),
            Coming::Mail(Mail::new("1", 9, ME, &office)),
        ];
        for found in in_both_orders(coming).await {
            assert_eq!(found, [person("Tom Lee", "info@acme.example", 0, 0)]);
        }
    }
}

#[tokio::test]
async fn an_offices_address_that_somebody_wrote_down_is_that_contacts() {
    let mail = |id| Mail::new(id, 9, ME, "Acme <info@acme.example>");
    for is_mail_first in [true, false] {
        let app = TestApp::start().await;
        let ada = app.owner(ME).await;
        if is_mail_first {
            app.import(&ada, &[mail("1")]).await;
        }
        let mut scope = app.scope(&ada).await;
        let input = ContactInput {
            name: Some("Tom Lee".to_owned()),
            emails: Some(vec!["info@acme.example".to_owned()]),
            ..ContactInput::default()
        };
        contacts::create_contact(&mut scope, input).await.unwrap();
        scope.commit().await.unwrap();
        if !is_mail_first {
            app.import(&ada, &[mail("1")]).await;
        }
        app.import(&ada, &[mail("2")]).await;
        assert_eq!(
            counted(&app, &ada).await,
            [person("Tom Lee", "info@acme.example", 2, 0)]
        );
    }
}

#[tokio::test]
async fn an_offices_address_that_two_have_by_hand_is_nobodys() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    for name in ["Tim Lee", "Tom Lee"] {
        let input = ContactInput {
            name: Some(name.to_owned()),
            emails: Some(vec!["info@acme.example".to_owned()]),
            ..ContactInput::default()
        };
        contacts::create_contact(&mut scope, input).await.unwrap();
    }
    scope.commit().await.unwrap();
    app.import(&ada, &[Mail::new("1", 9, ME, "Acme <info@acme.example>")])
        .await;
    let sent: Vec<i32> = counted(&app, &ada).await.iter().map(|one| one.2).collect();
    assert_eq!(sent, [0, 0]);
}
