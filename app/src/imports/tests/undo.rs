//! Undoing and importing again, compared with a world in which it never happened.

use std::collections::BTreeSet;

use super::*;
use crate::{
    contacts::{self, types::ContactField},
    tasks::{self, TaskInput},
    timeline,
};

/// Everything that mail leaves behind, without what only names or dates it here.
const LEFT: [(&str, &str); 4] = [
    (
        "messages",
        "select concat_ws('|', i.external_id, i.direction, i.own_parts,
           (select min(o.external_id) from interactions o where o.thread_id = i.thread_id),
           (select string_agg(concat_ws(' ', r.external_id, p.role), ',' order by r.external_id)
            from participants p join source_records r on r.id = p.source_record_id
            where p.interaction_id = i.id))
         from interactions i where i.origin = 'mail' order by 1",
    ),
    (
        "records",
        "select concat_ws('|', origin, external_id, raw, fields, source_updated_at)
         from source_records where origin <> 'edit' order by 1",
    ),
    (
        "contacts",
        "select concat_ws('|', c.email, c.name, c.given_name, c.family_name, c.title, k.name, c.score,
           c.inbound_count, c.outbound_count, c.last_contact_at,
           (select string_agg(value, ',' order by value) from contact_points p where p.contact_id = c.id))
         from contacts c left join companies k on k.id = c.company_id order by 1",
    ),
    (
        "companies",
        "select concat_ws('|', name, domain, contact_count, interaction_count) from companies order by 1",
    ),
];

struct Place {
    app: TestApp,
    ada: Viewer,
    imports: Vec<Option<Uuid>>,
}

impl Place {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let ada = app.owner("ada@kith.example").await;
        Self {
            app,
            ada,
            imports: vec![None; 5],
        }
    }

    async fn import(&mut self, number: usize) {
        self.imports[number] = Some(self.app.import(&self.ada, &mails(number)).await);
    }

    async fn steer(&self, number: usize, verb: &str) {
        let id = self.imports[number].unwrap();
        let mut scope = self.app.scope(&self.ada).await;
        match verb {
            "undo" => undo(&mut scope, id).await.unwrap(),
            _ => redo(&mut scope, id).await.unwrap(),
        }
        scope.commit().await.unwrap();
        self.app.run_jobs().await;
        let report = report(&self.app, &self.ada, id).await;
        let expected = if verb == "undo" { "undone" } else { "done" };
        assert_eq!(report.state, expected, "{:?}", report.error);
        assert_eq!(report.listed, sum(&report));
    }

    /// Writes down a task about somebody who is here.
    async fn plan(&self, email: &str) {
        let mut scope = self.app.scope(&self.ada).await;
        let contact: Uuid = sqlx::query_scalar("select id from contacts where email = $1")
            .bind(email)
            .fetch_one(scope.db())
            .await
            .unwrap();
        let task = TaskInput {
            title: "Call".to_owned(),
            contacts: vec![contact],
            ..TaskInput::default()
        };
        tasks::add_task(&mut scope, self.ada.zone, task)
            .await
            .unwrap();
        scope.commit().await.unwrap();
    }

    /// Edits or notes somebody who is here.
    async fn touch(&self, email: &str, with_note: bool) {
        let mut scope = self.app.scope(&self.ada).await;
        let found: Option<Uuid> = sqlx::query_scalar("select id from contacts where email = $1")
            .bind(email)
            .fetch_optional(scope.db())
            .await
            .unwrap();
        if let Some(contact) = found {
            if with_note {
                timeline::add_note(&mut scope, contact, "Likes tea")
                    .await
                    .unwrap();
            } else {
                let title = "Captain".to_owned();
                contacts::edit_contact(&mut scope, contact, ContactField::Title, title)
                    .await
                    .unwrap();
            }
        }
        scope.commit().await.unwrap();
    }

    async fn left(&self, what: usize) -> BTreeSet<String> {
        let mut scope = self.app.scope(&self.ada).await;
        let rows: Vec<String> = sqlx::query_scalar(LEFT[what].1)
            .fetch_all(scope.db())
            .await
            .unwrap();
        rows.into_iter().collect()
    }
}

const FAMILIES: [&str; 11] = [
    "Lind", "Orr", "Ray", "Berg", "Falk", "Holm", "Dahl", "Krog", "Moe", "Vik", "Strand",
];

/// Mailboxes that share messages with their neighbours; the spelling of names differs.
fn mails(number: usize) -> Vec<Mail> {
    let me = "Ada Berg <ada@kith.example>";
    (number * 6..number * 6 + 12)
        .map(|n| {
            let person = n % 11;
            let family = FAMILIES[person];
            let given = ["Bo", "Bo Karl", "B."][n % 3];
            let spelling = format!("{given} {family}");
            let them = format!("{spelling} <p{person}@place{}.example>", person % 4);
            let days = 200 - 3 * n as i64;
            let mail = match n % 3 {
                0 => Mail::new(&format!("m{n}"), days, &them, me),
                _ => Mail::new(&format!("m{n}"), days, me, &them),
            };
            let mail = match n % 5 {
                0 => mail.subject("Re: Lunch"),
                1 => mail.answers(&format!("m{}", n.saturating_sub(4))),
                _ => mail,
            };
            let signed = format!("See you.\n\n-- \n{spelling}\nEngineer, Acme {}", n % 2);
            mail.body(&signed)
        })
        .collect()
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Import(usize),
    Undo(usize),
    Redo(usize),
    Touch(usize, bool),
}

/// A sequence in which each step is possible.
fn steps(seed: u64) -> Vec<Step> {
    let mut state = seed;
    let mut draw = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut standing = [None; 5];
    let mut steps = Vec::new();
    while steps.len() < 14 {
        let number = draw(5);
        steps.push(match (draw(5), standing[number]) {
            (0, _) => Step::Touch(draw(11), draw(2) == 0),
            (_, None) => {
                standing[number] = Some(true);
                Step::Import(number)
            }
            (_, Some(true)) => {
                standing[number] = Some(false);
                Step::Undo(number)
            }
            (_, Some(false)) => {
                standing[number] = Some(true);
                Step::Redo(number)
            }
        });
    }
    steps
}

/// The steps without those imports that are undone in the end.
fn without_undone(steps: &[Step]) -> Vec<Step> {
    let last = |number: usize| {
        steps.iter().rposition(
            |step| matches!(step, Step::Import(n) | Step::Undo(n) | Step::Redo(n) if *n == number),
        )
    };
    let kept = steps
        .iter()
        .enumerate()
        .filter_map(|(place, step)| match step {
            Step::Import(number) | Step::Redo(number) => {
                (last(*number) == Some(place)).then_some(Step::Import(*number))
            }
            Step::Undo(_) => None,
            touch => Some(*touch),
        });
    kept.collect()
}

async fn play(steps: &[Step]) -> Place {
    let mut place = Place::new().await;
    for step in steps {
        match *step {
            Step::Import(number) => place.import(number).await,
            Step::Undo(number) => place.steer(number, "undo").await,
            Step::Redo(number) => place.steer(number, "redo").await,
            Step::Touch(person, with_note) => {
                let email = format!("p{person}@place{}.example", person % 4);
                place.touch(&email, with_note).await;
            }
        }
    }
    place
}

async fn compare(seed: u64) {
    let steps = steps(seed);
    let (here, there) = (play(&steps).await, play(&without_undone(&steps)).await);
    assert_eq!(
        here.left(0).await,
        there.left(0).await,
        "messages after {steps:?}"
    );
    let touched: BTreeSet<String> = steps
        .iter()
        .filter_map(|step| match step {
            Step::Touch(person, _) => Some(format!("p{person}@place{}.example", person % 4)),
            _ => None,
        })
        .collect();
    let untouched = |rows: BTreeSet<String>| -> BTreeSet<String> {
        rows.into_iter()
            .filter(|row| !row.split('|').any(|cell| touched.contains(cell)))
            .collect()
    };
    for (what, (name, _)) in LEFT.iter().enumerate().take(3) {
        assert_eq!(
            untouched(here.left(what).await),
            untouched(there.left(what).await),
            "{name} after {steps:?}"
        );
    }
    if touched.is_empty() {
        assert_eq!(here.left(3).await, there.left(3).await, "{steps:?}");
    }
}

#[tokio::test]
async fn what_was_undone_never_happened() {
    for seed in 1..=4 {
        compare(seed).await;
    }
}

#[tokio::test]
async fn an_undone_import_leaves_what_a_person_did_and_says_why() {
    let mut place = Place::new().await;
    place.import(0).await;
    place.touch("p1@place1.example", false).await;
    place.touch("p2@place2.example", true).await;
    place.plan("p4@place0.example").await;
    place.steer(0, "undo").await;
    let report = report(&place.app, &place.ada, place.imports[0].unwrap()).await;
    let kept = ["edited", "noted", "decided"].map(|reason| (reason.to_owned(), 1));
    assert_eq!(report.kept, kept.into());
    assert_eq!(report.removed, 12);
    let left = place.left(2).await;
    assert_eq!(left.len(), 3);
    let names = ["Orr", "Ray", "Falk"];
    assert!(
        left.iter()
            .all(|contact| names.iter().any(|name| contact.contains(name))),
        "{left:?}"
    );
    assert_eq!(place.left(0).await.len(), 0);
    let browser = place.app.browser(&place.ada).await;
    let page = browser
        .page(&crate::routes::paths::import(report.import_id))
        .await;
    assert!(
        page.contains("Import again") && page.contains("1 because you edited"),
        "{page}"
    );
    place.steer(0, "redo").await;
    assert_eq!(place.left(0).await.len(), 12);
}

#[tokio::test]
async fn a_message_that_another_import_delivered_stays() {
    let mut place = Place::new().await;
    place.import(0).await;
    place.import(1).await;
    let before = place.left(0).await;
    place.steer(0, "undo").await;
    assert_eq!(before.len(), 18);
    assert_eq!(place.left(0).await.len(), 12, "six were in both");
}
