//! Signatures through the real import: what becomes of them, and what does not.

use proptest::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    contacts::{
        self, Contact, Fact, Point,
        types::{ContactField, PointKind},
    },
    context::{Scope, Viewer},
    identity,
    testing::{Mail, TestApp},
};

const ME: &str = "ada@kith.example";

/// A mail of theirs with this block beneath, and one of mine, which makes them a contact.
fn signed(id: &str, days: i64, from: &str, block: &str) -> [Mail; 2] {
    let body = format!("Shall we meet on Thursday?\n\n{block}");
    [
        Mail::new(id, days, from, ME).body(&body),
        Mail::new(&format!("{id}-answer"), days, ME, from),
    ]
}

async fn the_contact(scope: &mut Scope, email: &str) -> Contact {
    let id: Uuid = sqlx::query_scalar("select id from contacts where email = $1")
        .bind(email)
        .fetch_one(scope.db())
        .await
        .unwrap();
    contacts::contact(scope, id).await.unwrap()
}

async fn points(scope: &mut Scope, id: Uuid, kind: PointKind) -> Vec<Point> {
    let points = contacts::points(scope, id).await.unwrap();
    points
        .into_iter()
        .filter(|point| point.kind == kind.as_str())
        .collect()
}

async fn phones(scope: &mut Scope, id: Uuid) -> Vec<(String, Option<String>)> {
    let points = points(scope, id, PointKind::Phone).await;
    points
        .into_iter()
        .map(|point| (point.e164.unwrap_or(point.value), point.label))
        .collect()
}

fn is(e164: &str, kind: &str) -> (String, Option<String>) {
    (e164.to_owned(), Some(kind.to_owned()))
}

async fn fact(scope: &mut Scope, id: Uuid, field: &str) -> Fact {
    let facts = contacts::facts(scope, id).await.unwrap();
    facts.into_iter().find(|fact| fact.field == field).unwrap()
}

async fn world() -> (TestApp, Viewer) {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    (app, ada)
}

const GERMAN: &str = "Mit freundlichen Grüßen\n\nJürgen Weiß\nLeiter Einkauf\n\nLindner Maschinenbau GmbH\nGerberweg 31\n80331 München\nTel.: 089 99998 123\nFax: 089 99998 124\nMobil: 0171 3920012\nwww.lindner.example";
const FRENCH: &str = "Bien cordialement,\n\nHélène Garnier\nDirectrice commerciale | Atelier Garnier SARL\nTél. : +33 1 99 00 12 34\nhttps://www.linkedin.com/in/helene-garnier";
const ENGLISH: &str = "-- \nTom Hale\nProduct Manager, Brightwell Ltd\nM: +44 7700 900123\nhttps://github.com/tomhale\nTwitter: @tomhale";

#[tokio::test]
async fn signatures_in_several_languages_become_contact_data_with_evidence() {
    let (app, ada) = world().await;
    let mails = [
        signed("de", 5, "Jürgen Weiß <weiss@lindner.example>", GERMAN),
        signed("fr", 4, "Hélène Garnier <helene@garnier.example>", FRENCH),
        signed("en", 3, "Tom Hale <tom@brightwell.example>", ENGLISH),
    ];
    app.import(&ada, &mails.concat()).await;
    let mut scope = app.scope(&ada).await;

    let weiss = the_contact(&mut scope, "weiss@lindner.example").await;
    assert_eq!(weiss.title.as_deref(), Some("Leiter Einkauf"));
    assert_eq!(weiss.company.as_deref(), Some("Lindner Maschinenbau GmbH"));
    assert!(weiss.location.unwrap().contains("München"));
    assert_eq!(
        phones(&mut scope, weiss.id).await,
        [
            is("+498999998123", "work"),
            is("+491713920012", "mobile"),
            is("+498999998124", "fax")
        ],
        "the fax stands last"
    );
    let written = &points(&mut scope, weiss.id, PointKind::Phone).await[0];
    assert_eq!(written.raw, "089 99998 123", "as it was written");
    let source = fact(&mut scope, weiss.id, "title").await.source;
    assert_eq!(source.source, "signature");
    assert_eq!(source.at, Some(mails[0][0].at()));
    assert!(source.confidence.unwrap() > 0.8);
    let subject: String = sqlx::query_scalar("select external_id from interactions where id = $1")
        .bind(source.interaction_id)
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert_eq!(subject, "de@test.example", "the message it stands in");
    assert_eq!(
        fact(&mut scope, weiss.id, "name").await.source.source,
        "mail"
    );

    let helene = the_contact(&mut scope, "helene@garnier.example").await;
    assert_eq!(helene.title.as_deref(), Some("Directrice commerciale"));
    assert_eq!(
        phones(&mut scope, helene.id).await,
        [is("+33199001234", "work")]
    );
    let tom = the_contact(&mut scope, "tom@brightwell.example").await;
    assert_eq!(tom.title.as_deref(), Some("Product Manager"));
    let handles = points(&mut scope, tom.id, PointKind::Handle).await;
    let handles: Vec<(Option<&str>, &str)> = handles
        .iter()
        .map(|point| (point.label.as_deref(), point.value.as_str()))
        .collect();
    assert_eq!(
        handles,
        [
            (Some("twitter"), "https://x.com/tomhale"),
            (Some("github"), "https://github.com/tomhale")
        ]
    );
}

const JANE: &str = "Jane Doe <jane@acme.example>";

/// Jane, who signed as sales manager a month ago.
async fn with_jane(app: &TestApp, ada: &Viewer) -> (Scope, Uuid) {
    let mails = signed("1", 30, JANE, &titled("Sales Manager"));
    app.import(ada, &mails).await;
    let mut scope = app.scope(ada).await;
    let id = the_contact(&mut scope, "jane@acme.example").await.id;
    (scope, id)
}

fn titled(title: &str) -> String {
    format!("Best regards,\nJane Doe\n{title}\nAcme GmbH\nTel: +49 30 1234567")
}

#[tokio::test]
async fn the_newest_signature_wins_whatever_the_order_of_arrival() {
    let app = TestApp::start().await;
    for (account, order) in [
        ("ada@kith.example", [0, 1, 2]),
        ("eve@kith.example", [2, 1, 0]),
        ("ivy@kith.example", [1, 2, 0]),
    ] {
        let viewer = app.owner(account).await;
        let mail = |id: &str, days, block: &str| {
            let body = format!("See you at noon.\n\n{block}");
            [
                Mail::new(id, days, JANE, account).body(&body),
                Mail::new(&format!("{id}-answer"), days, account, JANE),
            ]
        };
        let mails = [
            mail("a", 700, &titled("Sales Manager")),
            mail("b", 30, &titled("Sales Director")),
            mail("c", 3, "Best,\nJane"),
        ];
        for index in order {
            app.import(&viewer, &mails[index]).await;
        }
        let mut scope = app.scope(&viewer).await;
        let contact = the_contact(&mut scope, "jane@acme.example").await;
        assert_eq!(
            contact.title.as_deref(),
            Some("Sales Director"),
            "{order:?}"
        );
        let source = fact(&mut scope, contact.id, "title").await.source;
        assert_eq!(source.at, Some(mails[1][0].at()), "{order:?}");
        let seen: i64 = sqlx::query_scalar("select count(*) from signatures")
            .fetch_one(scope.db())
            .await
            .unwrap();
        assert_eq!(seen, 2, "the older one is kept");
    }
}

#[tokio::test]
async fn what_a_person_wrote_is_never_overwritten() {
    let (app, ada) = world().await;
    let (mut scope, id) = with_jane(&app, &ada).await;
    contacts::edit_contact(&mut scope, id, ContactField::Title, "Boss".to_owned())
        .await
        .unwrap();
    let typed = contacts::NewPoint::plain(PointKind::Phone, "+49 (0)30 / 123 45 67");
    contacts::add_point(&mut scope, id, typed).await.unwrap();
    scope.commit().await.unwrap();
    app.import(&ada, &signed("2", 1, JANE, &titled("Sales Director")))
        .await;
    let mut scope = app.scope(&ada).await;
    let contact = contacts::contact(&mut scope, id).await.unwrap();
    assert_eq!(contact.title.as_deref(), Some("Boss"));
    let phones = points(&mut scope, id, PointKind::Phone).await;
    assert_eq!(phones.len(), 1, "the same number, written otherwise");
    assert_eq!(phones[0].raw, "+49 (0)30 / 123 45 67");
    assert_eq!(phones[0].e164.as_deref(), Some("+49301234567"));
    assert_eq!(
        phones[0].label.as_deref(),
        Some("work"),
        "the kind is still known"
    );

    contacts::restore_field(&mut scope, id, ContactField::Title)
        .await
        .unwrap();
    let contact = contacts::contact(&mut scope, id).await.unwrap();
    assert_eq!(contact.title.as_deref(), Some("Sales Director"));
}

#[tokio::test]
async fn what_is_not_right_stays_away_and_can_come_back() {
    let (app, ada) = world().await;
    let (mut scope, id) = with_jane(&app, &ada).await;
    contacts::remove_point(&mut scope, id, "+49301234567")
        .await
        .unwrap();
    scope.commit().await.unwrap();
    app.import(&ada, &signed("2", 1, JANE, &titled("Sales Manager")))
        .await;
    let mut scope = app.scope(&ada).await;
    assert!(phones(&mut scope, id).await.is_empty());
    contacts::restore_point(&mut scope, id, "+49301234567")
        .await
        .unwrap();
    let phones = points(&mut scope, id, PointKind::Phone).await;
    assert_eq!(phones[0].source.as_ref().unwrap().source, "signature");
}

#[tokio::test]
async fn a_quoted_signature_is_not_theirs() {
    let (app, ada) = world().await;
    let quoted = format!(
        "Yes, gladly.\n\nTom\n\nOn Tue, 3 Feb 2026 at 9:00, Jane Doe <jane@acme.example> wrote:\n> Shall we?\n>\n> {}",
        titled("Sales Manager").replace('\n', "\n> ")
    );
    let mails = [
        Mail::new("1", 5, "Tom Hale <tom@brightwell.example>", ME).body(&quoted),
        Mail::new("2", 4, ME, "tom@brightwell.example"),
    ];
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let tom = the_contact(&mut scope, "tom@brightwell.example").await;
    assert_eq!(tom.title, None);
    assert!(phones(&mut scope, tom.id).await.is_empty());
}

#[tokio::test]
async fn with_a_free_address_the_signature_names_the_company() {
    let (app, ada) = world().await;
    let block = "Best regards,\nJane Doe\nFounder\nHolt Press Ltd\nTel: +44 20 7946 0123";
    app.import(
        &ada,
        &signed("1", 5, "Jane Doe <jane.doe@gmail.com>", block),
    )
    .await;
    let mut scope = app.scope(&ada).await;
    let jane = the_contact(&mut scope, "jane.doe@gmail.com").await;
    assert_eq!(jane.company.as_deref(), Some("Holt Press Ltd"));
    assert_eq!(
        fact(&mut scope, jane.id, "company").await.source.source,
        "signature"
    );
}

#[tokio::test]
async fn a_whole_name_completes_half_of_one() {
    let (app, ada) = world().await;
    let block = "Kind regards,\nJane Doe\nEditor\nHolt Press Ltd";
    app.import(&ada, &signed("1", 5, "Jane <jane@holt.example>", block))
        .await;
    let mut scope = app.scope(&ada).await;
    let jane = the_contact(&mut scope, "jane@holt.example").await;
    assert_eq!(
        (jane.name.as_str(), jane.given_name.as_deref()),
        ("Jane Doe", Some("Jane"))
    );
}

#[tokio::test]
async fn a_forgotten_import_takes_its_signatures_along() {
    let (app, ada) = world().await;
    let first = app
        .import(&ada, &signed("1", 30, JANE, &titled("Sales Manager")))
        .await;
    let second = app
        .import(&ada, &signed("2", 1, JANE, &titled("Sales Director")))
        .await;
    let mut scope = app.scope(&ada).await;
    let id = the_contact(&mut scope, "jane@acme.example").await.id;
    for (import, title) in [(second, Some("Sales Manager")), (first, None)] {
        identity::forget_signatures(&mut scope, import)
            .await
            .unwrap();
        identity::derive_contacts(&mut scope, &[id]).await.unwrap();
        let contact = contacts::contact(&mut scope, id).await.unwrap();
        assert_eq!(contact.title.as_deref(), title);
    }
    identity::spell_companies(&mut scope).await.unwrap();
    let contact = contacts::contact(&mut scope, id).await.unwrap();
    assert_eq!(
        contact.company.as_deref(),
        Some("Acme"),
        "only the domain is left"
    );
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let (app, ada) = world().await;
    let mails = signed("de", 5, "Jürgen Weiß <weiss@lindner.example>", GERMAN);
    let mut prints = Vec::new();
    for _ in 0..2 {
        app.import(&ada, &mails).await;
        let mut scope = app.scope(&ada).await;
        let print: Value = sqlx::query_scalar(
            "select jsonb_build_object(
               'contacts', (select jsonb_agg(to_jsonb(c)) from contacts c),
               'points', (select jsonb_agg(to_jsonb(p) order by p.kind, p.position) from contact_points p),
               'companies', (select jsonb_agg(to_jsonb(k)) from companies k)
             )",
        )
        .fetch_one(scope.db())
        .await
        .unwrap();
        prints.push(print);
    }
    assert_eq!(prints[0], prints[1]);
}

/// What is known of Jane after these mails came in this order, an import each.
async fn after(app: &TestApp, account: &str, mails: &[(i64, &str, &str)]) -> Value {
    let viewer = app.owner(account).await;
    let from = "Jane Doe <jane@acme.example>";
    let answer = Mail::new("answer", 0, account, from);
    app.import(&viewer, &[answer]).await;
    for (days, title, phone) in mails {
        let body =
            format!("See you.\n\nBest regards,\nJane Doe\n{title}\nAcme GmbH\n+49 30 {phone}");
        let id = format!("{days} {title} {phone}").replace(' ', "-");
        let mail = Mail::new(&id, *days, from, account).body(&body);
        app.import(&viewer, &[mail]).await;
    }
    let mut scope = app.scope(&viewer).await;
    sqlx::query_scalar(
        "select jsonb_build_object(
           'title', c.title,
           'points', (
             select jsonb_agg(to_jsonb(p) - 'workspace_id' - 'contact_id' - 'source_record_id' order by p.kind, p.position)
             from contact_points p
             where p.contact_id = c.id
           ),
           'said', (
             select jsonb_agg(jsonb_build_array(r.raw, r.fields, r.evidence, r.source_updated_at))
             from source_records r
             where r.origin = 'signature'
           )
         )
         from contacts c",
    )
    .fetch_one(scope.db())
    .await
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]
    #[test]
    fn mail_in_any_order_of_arrival_gives_the_same_facts(
        mails in proptest::collection::vec(
            (1_i64..900, prop_oneof!["Sales Manager", "Head of Sales"], prop_oneof!["1234567", "7654321"]),
            2..5,
        ),
        seed in any::<u64>(),
    ) {
        let mails: Vec<(i64, &str, &str)> = mails
            .iter()
            .map(|(days, title, phone)| (*days, title.as_str(), phone.as_str()))
            .collect();
        let mut shuffled = mails.clone();
        let length = shuffled.len() as u64;
        shuffled.rotate_left((seed % length) as usize);
        shuffled.reverse();
        let (one, other) = tokio::runtime::Runtime::new().unwrap().block_on(async {
            let app = TestApp::start().await;
            (
                after(&app, "ada@kith.example", &mails).await,
                after(&app, "eve@kith.example", &shuffled).await,
            )
        });
        prop_assert_eq!(one, other);
    }
}
