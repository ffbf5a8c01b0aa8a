//! Undoing files of records among mailboxes, compared with a world in which they never
//! came.

use super::*;

/// What is left, without what only names or dates it here.
const LEFT: [(&str, &str); 4] = [
    (
        "records",
        "select origin, external_id, raw, fields, source_updated_at
         from source_records where origin <> 'edit' order by 1, 2",
    ),
    (
        "people",
        "select c.name, c.email, c.given_name, c.title, c.birthday, k.name as company, c.inbound_count, c.outbound_count,
           (select jsonb_agg(jsonb_build_array(p.kind, p.value, p.label) order by p.kind, p.value)
            from contact_points p where p.contact_id = c.id) as points
         from contacts c left join companies k on k.id = c.company_id
         order by c.name, c.email, points",
    ),
    ("companies", "select name, domain, contact_count from companies order by name, domain"),
    (
        "links",
        "select (select jsonb_agg(jsonb_build_array(r.origin, r.external_id) order by r.origin, r.external_id)
           from identity_links l join source_records r on r.id = l.source_record_id where l.contact_id = c.id) as records
         from contacts c order by 1",
    ),
];

const FILES: usize = 6;

/// Mailboxes and tables that speak of the same people.
fn file(number: usize) -> (String, String) {
    let me = "Ada Berg <ada@kith.example>";
    if number.is_multiple_of(2) {
        let mails: Vec<Mail> = (0..6)
            .map(|n| {
                let person = (number + n) % 8;
                let them = format!("B. P{person} <p{person}@place{}.example>", person % 3);
                let id = format!("m{number}-{n}");
                match (number + n) % 3 {
                    0 => Mail::new(&id, 100 - n as i64, me, &them),
                    _ => Mail::new(&id, 90 - n as i64, &them, me),
                }
            })
            .collect();
        return (format!("{number}.mbox"), mailbox(&mails));
    }
    let mut table = "Record ID,First Name,Last Name,Email,Additional email addresses,Job Title,Associated Company,Last Modified Date\n".to_owned();
    for n in 0..5 {
        let person = (number + n) % 8;
        let second = if n == 2 {
            format!("p{person}@second.example")
        } else {
            String::new()
        };
        table.push_str(&format!(
            "{person},Bo,P{person},p{person}@place{}.example,{second},Job {number},Firm {},2025-0{}-01 10:00\n",
            person % 3,
            number % 2,
            1 + (number + n) % 9,
        ));
    }
    (format!("{number}.csv"), table)
}

struct Place {
    app: TestApp,
    ada: Viewer,
    imports: [Option<Uuid>; FILES],
}

impl Place {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let ada = app.owner(ME).await;
        Self {
            app,
            ada,
            imports: [None; FILES],
        }
    }

    async fn step(&mut self, number: usize) {
        let Some(id) = self.imports[number] else {
            let (name, text) = file(number);
            let report = import_bytes(&self.app, &self.ada, &name, text.as_bytes()).await;
            assert_eq!(
                (report.state.as_str(), report.listed),
                ("done", sum(&report)),
                "{name}: {:?}",
                report.error
            );
            self.imports[number] = Some(report.import_id);
            return;
        };
        let stands = report(&self.app, &self.ada, id).await.state;
        let mut scope = self.app.scope(&self.ada).await;
        let expected = if stands == "done" {
            undo(&mut scope, id).await.unwrap();
            "undone"
        } else {
            redo(&mut scope, id).await.unwrap();
            "done"
        };
        scope.commit().await.unwrap();
        self.app.run_jobs().await;
        let report = report(&self.app, &self.ada, id).await;
        assert_eq!(
            (report.state.as_str(), report.listed),
            (expected, sum(&report)),
            "{:?}",
            report.error
        );
    }

    async fn standing(&self) -> Vec<usize> {
        let mut standing = Vec::new();
        for (number, id) in self.imports.iter().enumerate() {
            if let Some(id) = id
                && report(&self.app, &self.ada, *id).await.state == "done"
            {
                standing.push(number);
            }
        }
        standing
    }
}

fn draws(seed: u64) -> Vec<usize> {
    let mut state = seed;
    let mut draw = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % FILES
    };
    (0..11).map(|_| draw()).collect()
}

#[tokio::test]
async fn what_is_left_is_what_the_others_say() {
    for seed in 1..=6 {
        let steps = draws(seed);
        let mut place = Place::new().await;
        for number in &steps {
            place.step(*number).await;
        }
        let standing = place.standing().await;
        let mut other = Place::new().await;
        for number in &standing {
            other.step(*number).await;
        }
        for (what, query) in LEFT {
            let mut left = rows(&place.app, &place.ada, query).await;
            let mut lost = rows(&other.app, &other.ada, query).await;
            let found = left.clone();
            left.retain(|row| !lost.contains(row));
            lost.retain(|row| !found.contains(row));
            assert_eq!(
                (&left, &lost),
                (&Vec::new(), &Vec::new()),
                "{what} that are left over, and lost, after {steps:?}, of which {standing:?} stand"
            );
        }
    }
}

#[tokio::test]
async fn an_undone_file_leaves_nothing_but_what_a_person_touched() {
    use crate::timeline;

    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let report = import_bytes(&app, &ada, "g.csv", &sample("outlook-en.csv")).await;
    assert!(report.contacts_created >= 2);
    let mut scope = app.scope(&ada).await;
    let noted: Uuid = sqlx::query_scalar("select id from contacts order by name limit 1")
        .fetch_one(scope.db())
        .await
        .unwrap();
    timeline::add_note(&mut scope, noted, "Likes tea")
        .await
        .unwrap();
    undo(&mut scope, report.import_id).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let undone = rows(
        &app,
        &ada,
        "select state, removed = stored as counted from imports",
    )
    .await;
    assert_eq!(undone, [json!({ "state": "undone", "counted": true })]);
    let left = rows(&app, &ada, "select id from contacts").await;
    assert_eq!(left, [json!({ "id": noted })]);
    let records = rows(&app, &ada, "select origin from source_records").await;
    assert_eq!(records, [json!({ "origin": "edit" })]);
}

#[tokio::test]
async fn addresses_that_only_the_file_joined_are_parted() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let table = "Name,Email,Email 2\nBo Lind,bo@lind.example,bo@home.example\n";
    let file = import_bytes(&app, &ada, "people.csv", table.as_bytes()).await;
    let mails = [
        Mail::new("1", 30, ME, "Bo Lind <bo@lind.example>"),
        Mail::new("2", 20, ME, "Bo Lind <bo@home.example>"),
    ];
    app.import(&ada, &mails).await;
    assert_eq!(people(&app, &ada).await.len(), 1);
    let mut scope = app.scope(&ada).await;
    undo(&mut scope, file.import_id).await.unwrap();
    scope.commit().await.unwrap();
    app.run_jobs().await;
    let emails: Vec<Value> = people(&app, &ada)
        .await
        .into_iter()
        .map(|row| row["email"].clone())
        .collect();
    assert_eq!(emails, ["bo@home.example", "bo@lind.example"]);
}
