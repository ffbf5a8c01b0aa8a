//! Threads by the rule of `mail::threads`, whatever way the messages came.

use std::collections::{BTreeMap, BTreeSet};

use mail::{
    message::{Message, parse},
    source::Cursor,
    threads::{Clues, Threads, number_of},
};

use super::*;
use crate::imports::{
    batch::store_batch,
    reader::{Batch, Item},
};

type Partition = BTreeSet<BTreeSet<String>>;

/// Numbers that look drawn by chance, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

/// Few people write of few things over a year; some name what they answer, be it here or not.
fn mails(chance: &mut Chance) -> Vec<Mail> {
    let people = [
        "Ada Berg <ada@kith.example>",
        "Bo Lind <bo@lind.example>",
        "Cy Orr <cy@orr.example>",
        "Di Ray <di@ray.example>",
    ];
    let subjects = [
        "Lunch",
        "Re: Lunch",
        "AW: Lunch",
        "Lunch",
        "Re: Tea",
        "Tea",
        "Re:",
    ];
    (0..60)
        .map(|n| {
            let from = chance.below(4);
            let to = (from + 1 + chance.below(3)) % 4;
            let days = [chance.below(360), chance.below(12)][chance.below(2)];
            let mail = Mail::new(&format!("m{n}"), days as i64, people[from], people[to])
                .subject(subjects[chance.below(subjects.len())]);
            match chance.below(6) {
                0 => mail.answers(&format!("m{}", chance.below(60))),
                1 => mail.answers(&format!("gone{}", chance.below(4))),
                2 => mail.header(&format!("Cc: {}", people[chance.below(4)])),
                _ => mail,
            }
        })
        .collect()
}

fn parsed(mail: &Mail) -> Message {
    let text = mailbox(std::slice::from_ref(mail));
    let (_, message) = text.split_once('\n').unwrap();
    parse(message.as_bytes()).unwrap()
}

/// The threads as the rule alone has them.
fn expected(mails: &[Mail]) -> Partition {
    let messages: Vec<Message> = mails.iter().map(parsed).collect();
    let mut threads = Threads::default();
    for message in &messages {
        threads.add(&Clues::from(message));
    }
    threads.settle();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for message in messages {
        let key = threads.key(&message.message_id);
        found.entry(key).or_default().insert(message.message_id);
    }
    found.into_values().collect()
}

struct Place {
    app: TestApp,
    ada: Viewer,
}

impl Place {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let ada = app.owner("ada@kith.example").await;
        Self { app, ada }
    }

    /// As the run of an import does it, in batches of this size.
    async fn import(&self, mails: &[Mail], size: usize) -> Uuid {
        let file = self.app.folder().join("given.mbox");
        std::fs::write(&file, mailbox(mails)).unwrap();
        let id = import_local_file(&self.ada, &file).await.unwrap();
        self.set_state(id, "running", "reading").await;
        let mut scope = self.app.scope(&self.ada).await;
        let mut import = import(&mut scope, id).await.unwrap();
        scope.commit().await.unwrap();
        for (number, mails) in mails.chunks(size).enumerate() {
            let batch = Batch {
                items: mails.iter().map(item).collect(),
                end: Some(Cursor {
                    container: String::new(),
                    offset: number as u64,
                }),
                bytes: 0,
            };
            let mut scope = self.app.scope(&self.ada).await;
            store_batch(&mut scope, &mut import, batch, 0.0)
                .await
                .unwrap();
            scope.commit().await.unwrap();
        }
        self.set_state(id, "done", "done").await;
        id
    }

    async fn set_state(&self, id: Uuid, state: &str, stage: &str) {
        let mut scope = self.app.scope(&self.ada).await;
        sqlx::query("update imports set state = $2, stage = $3 where id = $1")
            .bind(id)
            .bind(state)
            .bind(stage)
            .execute(scope.db())
            .await
            .unwrap();
        scope.commit().await.unwrap();
    }

    async fn undo(&self, id: Uuid) {
        let mut scope = self.app.scope(&self.ada).await;
        undo(&mut scope, id).await.unwrap();
        scope.commit().await.unwrap();
        self.app.run_jobs().await;
    }

    async fn threads(&self) -> Partition {
        let mut scope = self.app.scope(&self.ada).await;
        let rows: Vec<(String, Uuid)> =
            sqlx::query_as("select external_id, thread_id from interactions")
                .fetch_all(scope.db())
                .await
                .unwrap();
        let mut found: BTreeMap<Uuid, BTreeSet<String>> = BTreeMap::new();
        for (message, thread) in rows {
            found.entry(thread).or_default().insert(message);
        }
        found.into_values().collect()
    }

    /// What is kept beside the messages, without its names here.
    async fn kept(&self) -> Vec<String> {
        let mut scope = self.app.scope(&self.ada).await;
        sqlx::query_scalar(
            "select concat_ws(' ', 'tie', tie, occurred_at, id) from conversation_ties
             union all
             select concat_ws(' ', 'id', c.id, (select min(i.external_id) from interactions i where i.thread_id = c.thread_id))
             from conversation_ids c
             order by 1",
        )
        .fetch_all(scope.db())
        .await
        .unwrap()
    }
}

fn item(mail: &Mail) -> Item {
    Item {
        container: String::new(),
        place: Some(0),
        content: Ok(Box::new(parsed(mail))),
        signed: None,
    }
}

#[tokio::test]
async fn threads_do_not_depend_on_order_nor_on_batches() {
    for seed in 1..=4 {
        let mut chance = Chance(seed);
        let mut mails = mails(&mut chance);
        let expected = expected(&mails);
        assert!(expected.len() > 5 && expected.iter().any(|thread| thread.len() > 3));
        let mut kept = None;
        for size in [1, 3, 1_000] {
            chance.shuffle(&mut mails);
            let place = Place::new().await;
            let (first, second) = mails.split_at(chance.below(mails.len()));
            place.import(first, size).await;
            place.import(second, size).await;
            assert_eq!(
                place.threads().await,
                expected,
                "seed {seed}, batches of {size}"
            );
            let now = place.kept().await;
            assert_eq!(kept.get_or_insert_with(|| now.clone()), &now);
        }
    }
}

#[tokio::test]
async fn threads_after_an_undo_are_those_of_the_rest() {
    for seed in 11..=14 {
        let mut chance = Chance(seed);
        let mut mails = mails(&mut chance);
        chance.shuffle(&mut mails);
        let place = Place::new().await;
        let mut imports = Vec::new();
        for mails in mails.chunks(20) {
            imports.push(place.import(mails, 7).await);
        }
        let mut left = mails.clone();
        for number in [1, 0] {
            place.undo(imports[number]).await;
            left.drain(number * 20..number * 20 + 20);
            assert_eq!(place.threads().await, expected(&left), "seed {seed}");
        }
        let other = Place::new().await;
        other.import(&left, 1_000).await;
        assert_eq!(place.kept().await, other.kept().await);
    }
}

#[tokio::test]
async fn what_was_here_before_threads_were_kept_can_be_answered() {
    let place = Place::new().await;
    let me = "Ada Berg <ada@kith.example>";
    let bo = "Bo Lind <bo@lind.example>";
    let old = [
        Mail::new("1", 30, me, bo),
        Mail::new("2", 29, bo, me).answers("1"),
    ];
    place.import(&old, 1_000).await;
    let mut scope = place.app.scope(&place.ada).await;
    sqlx::raw_sql("update interactions set trace = null; delete from conversation_ties")
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    let new = [Mail::new("3", 2, me, bo).answers("2")];
    let id = place.import(&new, 1_000).await;
    assert_eq!(place.threads().await.len(), 1);
    place.undo(id).await;
    let threads = place.threads().await;
    assert_eq!(threads.len(), 1, "{threads:?}");
}

#[tokio::test]
async fn the_migration_counts_identifiers_as_the_rule_does() {
    let place = Place::new().await;
    let mut scope = place.app.scope(&place.ada).await;
    let number: i64 = sqlx::query_scalar(
        r"select ('x' || encode(substring(sha256(convert_to(E'id\n' || $1, 'UTF8')) from 1 for 8), 'hex'))::bit(64)::bigint",
    )
    .bind("ж1@test.example")
    .fetch_one(scope.db())
    .await
    .unwrap();
    assert_eq!(number, number_of("ж1@test.example"));
}
