//! Whatever happens in whatever order, and however people are joined meanwhile: parted again,
//! they are as in a world in which nobody ever was.

use serde_json::{Value, json};

use super::*;
use crate::{
    context::Viewer,
    merging::records::{part_record, return_record},
};

const PEOPLE: usize = 5;
const STEPS: usize = 48;

/// The same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Mail(usize),
    File(usize, usize),
    Further(usize, usize),
    Edit(usize, usize, usize),
    Add(usize, usize),
    Remove(usize, usize),
    Tag(usize, usize),
    Untag(usize, usize),
    Note(usize),
    Task(usize),
    Work(usize, usize),
    Kin(usize, usize),
    Wish(usize, usize),
    Archive(usize),
}

fn step(dice: &mut Dice) -> Step {
    let (who, what) = (dice.below(PEOPLE), dice.below(4));
    match dice.below(16) {
        0 => Step::Mail(who),
        1 => Step::File(who, what),
        2 => Step::Further(who, what),
        3 | 4 => Step::Edit(who, dice.below(4), what),
        5 => Step::Add(who, what),
        6 => Step::Remove(who, what),
        7 | 8 => Step::Tag(who, what),
        9 => Step::Untag(who, what),
        10 => Step::Note(who),
        11 => Step::Task(who),
        12 => Step::Work(who, what),
        13 => Step::Kin(who, what),
        14 => Step::Wish(who, what),
        _ => Step::Archive(who),
    }
}

struct World<'a> {
    app: &'a TestApp,
    ada: Viewer,
    ids: Vec<Uuid>,
    days: i64,
}

fn address(who: usize) -> String {
    format!("p{who}@people.example")
}

impl<'a> World<'a> {
    async fn new(app: &'a TestApp, email: &str) -> Self {
        let ada = app.owner(email).await;
        let mut scope = app.scope(&ada).await;
        let mut ids = Vec::new();
        for who in 0..PEOPLE {
            ids.push(add(&mut scope, &format!("Person {who}"), &address(who)).await);
        }
        scope.commit().await.unwrap();
        Self {
            app,
            ada,
            ids,
            days: 0,
        }
    }

    async fn scope(&self) -> Scope {
        let mut scope = self.app.scope(&self.ada).await;
        scope.now += chrono::Duration::minutes(self.days);
        scope
    }

    /// What comes from outside comes to `step`'s own person, what a member does is done to
    /// the one that stands for them, `to`.
    async fn take(&mut self, number: usize, step: Step, to: impl Fn(usize) -> usize) {
        self.days += 1;
        match step {
            Step::Mail(who) => {
                let mail = Mail::new(&format!("m{number}"), 9, &self.ada.email, &address(who));
                self.app.import(&self.ada, &[mail]).await;
            }
            Step::File(who, what) => {
                let table = format!(
                    "Name,Email,Phone,Job Title,Tags\nPerson {who},{},+4930123{who}{what},Title {what},\"red,tag{what}\"\n",
                    address(who)
                );
                let name = format!("{number}.csv");
                self.app
                    .import_file(&self.ada, &name, table.as_bytes())
                    .await;
            }
            Step::Further(who, what) => {
                let table = format!(
                    "Name,Email,Email 2\nPerson {who},{},q{who}{what}@further.example\n",
                    address(who)
                );
                let name = format!("{number}.csv");
                self.app
                    .import_file(&self.ada, &name, table.as_bytes())
                    .await;
                let mail = format!("q{who}{what}@further.example");
                let mail = Mail::new(&format!("m{number}"), 9, &self.ada.email, &mail);
                self.app.import(&self.ada, &[mail]).await;
            }
            _ => self.by_hand(number, step, to).await,
        }
    }

    async fn by_hand(&mut self, number: usize, step: Step, to: impl Fn(usize) -> usize) {
        let mut scope = self.scope().await;
        let scope_ref = &mut scope;
        let id = |who: usize| self.ids[to(who)];
        match step {
            Step::Edit(who, field, what) => {
                let fields = [
                    ContactField::Title,
                    ContactField::Location,
                    ContactField::About,
                    ContactField::Company,
                ];
                edit(scope_ref, id(who), fields[field], &format!("Word {what}")).await;
            }
            Step::Add(who, what) => {
                let point = NewPoint::plain(PointKind::Url, &format!("https://site{what}.example"));
                contacts::add_point(scope_ref, id(who), point)
                    .await
                    .unwrap();
            }
            Step::Remove(who, what) => {
                let value = format!("https://site{what}.example");
                contacts::remove_point(scope_ref, id(who), &value)
                    .await
                    .unwrap();
            }
            Step::Tag(who, what) => {
                tags::tag_contact(scope_ref, id(who), &format!("tag{what}"))
                    .await
                    .unwrap();
            }
            Step::Untag(who, what) => {
                untag(scope_ref, id(who), &format!("tag{what}")).await;
            }
            Step::Note(who) => {
                timeline::add_note(scope_ref, id(who), &format!("Note {number}"))
                    .await
                    .unwrap();
            }
            Step::Task(who) => {
                let task = TaskInput {
                    title: format!("Task {number}"),
                    contacts: vec![id(who)],
                    ..TaskInput::default()
                };
                tasks::add_task(scope_ref, chrono_tz::UTC, task)
                    .await
                    .unwrap();
            }
            Step::Work(who, what) => {
                let job = contacts::EmploymentInput {
                    company: format!("Firm {what}"),
                    title: format!("Job {number}"),
                    since: "2019".to_owned(),
                    until: "2020".to_owned(),
                    ..contacts::EmploymentInput::default()
                };
                contacts::set_employment(scope_ref, id(who), None, job)
                    .await
                    .unwrap();
            }
            Step::Kin(who, what) => {
                let kim = Who::Name(format!("Kim {what}"));
                relations::add_relation(scope_ref, id(who), RelationKind::Child, "", kim)
                    .await
                    .unwrap();
            }
            Step::Wish(who, what) => {
                let wish = [Wish::EveryDays(30 + number as i32), Wish::Rhythm][what % 2];
                suggestions::set_wish(scope_ref, id(who), wish)
                    .await
                    .unwrap();
            }
            Step::Archive(who) => {
                contacts::archive_contact(scope_ref, id(who), true)
                    .await
                    .unwrap();
            }
            _ => {}
        }
        scope.commit().await.unwrap();
    }

    async fn portrait(&self, who: usize) -> Value {
        let mut scope = self.scope().await;
        let id = self.ids[who];
        let one = contacts::contact(&mut scope, id).await.unwrap();
        let fields: Vec<String> = ContactField::ALL
            .into_iter()
            .map(|field| one.text(field))
            .collect();
        let points = contacts::points(&mut scope, id).await.unwrap();
        let points: Vec<_> = points
            .into_iter()
            .map(|point| (point.kind, point.value, point.label))
            .collect();
        let tags = tags::tags_of(&mut scope, id).await.unwrap();
        let mut notes: Vec<_> = timeline::interactions_of(&mut scope, id, None, 100)
            .await
            .unwrap()
            .into_iter()
            .map(|one| (one.kind, one.body))
            .collect();
        notes.sort();
        let jobs = contacts::employments(&mut scope, id).await.unwrap();
        let kin = relations::relations_of(&mut scope, id).await.unwrap();
        let tasks: Vec<String> = sqlx::query_scalar(
            "select t.title from task_contacts l join tasks t on t.id = l.task_id where l.contact_id = $1 order by 1",
        )
        .bind(id)
        .fetch_all(scope.db())
        .await
        .unwrap();
        json!({
            "fields": fields,
            "points": points,
            "tags": tags.into_iter().map(|tag| tag.name).collect::<Vec<_>>(),
            "notes": notes,
            "jobs": jobs.into_iter().map(|job| (job.key, job.is_current)).collect::<Vec<_>>(),
            "kin": kin.into_iter().map(|one| (one.label, one.name)).collect::<Vec<_>>(),
            "tasks": tasks,
            "days": one.keep_in_touch_days,
            "never": one.never_suggested,
            "archived": one.archived_at.is_some(),
            "messages": (one.inbound_count, one.outbound_count),
        })
    }
}

/// Says that a contact has not the tag, also where none of its records says it has: what is
/// said of two as one is remembered of the one that was kept.
async fn untag(scope: &mut Scope, contact: Uuid, name: &str) {
    let Some(tag) = tags::tag_called(scope, name).await.unwrap() else {
        return;
    };
    match tags::untag_contact(scope, contact, tag.id).await {
        Ok(_) | Err(Error::NotFound) => {}
        other => panic!("{other:?}"),
    }
    sqlx::query(
        "insert into contact_tag_removals (workspace_id, contact_id, tag_id, created_at)
         values (acting_workspace(), $1, $2, now())
         on conflict do nothing",
    )
    .bind(contact)
    .bind(tag.id)
    .execute(scope.db())
    .await
    .unwrap();
}

/// Who stands for whom.
struct Joins(Vec<Option<usize>>);

impl Joins {
    fn standing(&self, who: usize) -> usize {
        self.0[who].map_or(who, |into| self.standing(into))
    }
}

async fn live(seed: u64) {
    let app = TestApp::start().await;
    let mut joined = World::new(&app, "ada@joined.example").await;
    let mut plain = World::new(&app, "ada@plain.example").await;
    let mut joins = Joins(vec![None; PEOPLE]);
    let mut dice = Dice(seed);
    let mut told = Vec::new();
    let mut taken = Vec::new();
    for number in 0..STEPS {
        let (one, other) = (dice.below(PEOPLE), dice.below(PEOPLE));
        match dice.below(7) {
            0 if joins.0[one].is_none() && joins.0[other].is_none() && one != other => {
                let mut scope = joined.scope().await;
                let choices = match dice.below(2) {
                    0 => BTreeMap::new(),
                    _ => BTreeMap::from([
                        ("title".to_owned(), joined.ids[other]),
                        ("location".to_owned(), joined.ids[one]),
                    ]),
                };
                let terms = Terms {
                    choices,
                    ..Terms::default()
                };
                let (kept, gone) = (joined.ids[one], joined.ids[other]);
                merge_contacts(&mut scope, kept, &[gone], &terms)
                    .await
                    .unwrap();
                scope.commit().await.unwrap();
                joins.0[other] = Some(one);
                told.push(format!("join {other} to {one}"));
            }
            1 if joins.0[one].is_some() => {
                part(&joined, &mut joins, one).await;
                told.push(format!("part {one}"));
            }
            2 => {
                let chosen = dice.below(4);
                if let Some(record) = take(&joined, joins.standing(one), chosen).await {
                    taken.push(record);
                    told.push(format!("take a record of {one}"));
                }
            }
            3 if !taken.is_empty() => {
                let record = taken.remove(dice.below(taken.len()));
                bring_back(&joined, record).await;
                told.push("bring a record back".to_owned());
            }
            _ => {
                let step = step(&mut dice);
                told.push(format!("{step:?}"));
                joined.take(number, step, |who| joins.standing(who)).await;
                plain.take(number, step, |who| joins.standing(who)).await;
            }
        }
    }
    while let Some(record) = taken.pop() {
        bring_back(&joined, record).await;
    }
    while let Some(one) = (0..PEOPLE).find(|one| joins.0[*one].is_some()) {
        part(&joined, &mut joins, one).await;
    }
    for who in 0..PEOPLE {
        let (with, without) = (joined.portrait(who).await, plain.portrait(who).await);
        for (key, value) in with.as_object().unwrap() {
            assert_eq!(
                value,
                &without[key],
                "seed {seed}, person {who}, {key}\n{}",
                told.join("\n")
            );
        }
    }
}

/// Somebody says that something a source says of the person is of another.
async fn take(world: &World<'_>, who: usize, chosen: usize) -> Option<Uuid> {
    let mut scope = world.scope().await;
    let records: Vec<Uuid> = sqlx::query_scalar(
        "select r.id
         from identity_links l
         join source_records r on r.id = l.source_record_id
         where l.contact_id = $1 and r.origin not in ('edit', 'signature')
         order by r.origin, r.external_id",
    )
    .bind(world.ids[who])
    .fetch_all(scope.db())
    .await
    .unwrap();
    let record = records.get(chosen.checked_rem(records.len())?).copied()?;
    part_record(&mut scope, record, None).await.unwrap();
    scope.commit().await.unwrap();
    Some(record)
}

async fn bring_back(world: &World<'_>, record: Uuid) {
    let mut scope = world.scope().await;
    return_record(&mut scope, record).await.unwrap();
    scope.commit().await.unwrap();
}

async fn part(world: &World<'_>, joins: &mut Joins, one: usize) {
    let mut scope = world.scope().await;
    part_contact(&mut scope, world.ids[one]).await.unwrap();
    scope.commit().await.unwrap();
    joins.0[one] = None;
}

#[tokio::test]
async fn parted_again_all_is_as_if_nobody_had_been_joined() {
    let seeds = std::env::var("KITH_MERGE_SEEDS").unwrap_or_else(|_| "1,2,3".to_owned());
    for seed in seeds.split(',') {
        live(seed.parse().unwrap()).await;
    }
}
