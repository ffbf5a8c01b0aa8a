//! One workspace in which there is one of everything, and the names of it, for the
//! tests that walk all addresses.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{Mail, TestApp};
use crate::{
    api_keys, bulk, companies,
    contacts::{self, ContactInput, types::ContactField},
    context::{Scope, Viewer},
    dav, drafts,
    fields::{
        self, FieldInput,
        types::{FieldKind, Subject},
    },
    history,
    imports::import_local_file,
    jobs::{Order, enqueue},
    merging, notifications, photos,
    relations::{self, Who, types::RelationKind},
    review, tags,
    tasks::{self, TaskInput, feed::FeedShape},
    taxonomy,
    timeline::{self, By, LogInput, What},
    transfers, trash, views,
};

pub struct World {
    pub app: TestApp,
    pub ada: Viewer,
    ids: BTreeMap<&'static str, String>,
}

impl World {
    pub async fn new() -> Self {
        let app = TestApp::start().await;
        let ada = app.owner("ada@kith.example").await;
        let import = app.import(&ada, &exchange()).await;
        let mut ids = BTreeMap::from([("import", import.to_string())]);
        let mut scope = app.scope(&ada).await;
        for (name, sql) in FOUND {
            let id: Uuid = sqlx::query_scalar(*sql)
                .fetch_one(scope.db())
                .await
                .unwrap();
            ids.insert(name, id.to_string());
        }
        let news = notifications::News {
            kind: notifications::Kind::Review,
            key: "world".to_owned(),
            title: "Two may be one".to_owned(),
            detail: String::new(),
            link: "/review".to_owned(),
        };
        notifications::tell(&mut scope, &app.kith, notifications::Whom::Owners, &news)
            .await
            .unwrap();
        let told: Uuid = sqlx::query_scalar("select id from notifications where key = 'world'")
            .fetch_one(scope.db())
            .await
            .unwrap();
        ids.insert("notification", told.to_string());
        make(&mut scope, ids["contact"].parse().unwrap(), &mut ids).await;
        scope.commit().await.unwrap();
        make_drafts(&ada, &mut ids).await;
        for (name, state) in [
            ("asking", "asking"),
            ("nobodys", "asking"),
            ("offering", "done"),
            ("finished", "done"),
            ("undone", "undone"),
            ("pausable", "queued"),
            ("queued", "queued"),
        ] {
            let import = waiting_import(&app, &ada, state).await;
            ids.insert(name, import.to_string());
        }
        offer(&app, &ada, &ids["offering"]).await;
        ids.insert("columns", asking_table(&app, &ada).await.to_string());
        let (mended, broken) = broken_table(&app, &ada).await;
        ids.insert("mended", mended.to_string());
        ids.insert("broken", broken.to_string());
        Self { app, ada, ids }
    }

    /// Puts the ids of the world in the place of their names in braces.
    pub fn fill(&self, text: &str) -> String {
        self.ids.iter().fold(text.to_owned(), |text, (name, id)| {
            text.replace(&format!("{{{name}}}"), id)
        })
    }

    /// Changes whenever any row of the workspace does.
    pub async fn fingerprint(&self) -> Vec<(String, String)> {
        let mut scope = self.app.scope(&self.ada).await;
        let tables: Vec<String> = sqlx::query_scalar(
            "select c.relname::text from pg_class c
             join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
             where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
             order by 1",
        )
        .fetch_all(scope.db())
        .await
        .unwrap();
        let mut prints = Vec::new();
        for table in tables {
            let sql = format!(
                "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t"
            );
            let print = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .fetch_one(scope.db())
                .await
                .unwrap();
            prints.push((table, print));
        }
        prints
    }
}

/// An import that nobody has run yet.
async fn waiting_import(app: &TestApp, ada: &Viewer, state: &str) -> Uuid {
    let file = app.folder().join("mailbox.mbox");
    let import = import_local_file(ada, &file).await.unwrap();
    let mut scope = app.scope(ada).await;
    sqlx::query("update imports set state = $2 where id = $1")
        .bind(import)
        .bind(state)
        .execute(scope.db())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    import
}

/// An import that skipped something, and knows of another address.
async fn offer(app: &TestApp, ada: &Viewer, import: &str) {
    let mut scope = app.scope(ada).await;
    sqlx::query(
        r#"update imports set
             skipped = '{"newsletter": 1}',
             proposed = '[{"address": "old@kith.example", "sent": 1, "delivered": 1, "present": 1}]'
           where id = $1::uuid"#,
    )
    .bind(import)
    .execute(scope.db())
    .await
    .unwrap();
    scope.commit().await.unwrap();
}

/// A table whose columns a person is asked about.
async fn asking_table(app: &TestApp, ada: &Viewer) -> Uuid {
    let import = waiting_import(app, ada, "asking").await;
    let mapping = serde_json::json!({ "columns": [{ "header": "Name", "field": "name" }] });
    let mut scope = app.scope(ada).await;
    sqlx::query("update imports set kind = 'csv' where id = $1")
        .bind(import)
        .execute(scope.db())
        .await
        .unwrap();
    sqlx::query(
        "insert into import_tables (import_id, container, workspace_id, place, mapping, origin)
         values ($1, '', acting_workspace(), 0, $2, 'guess')",
    )
    .bind(import)
    .bind(mapping)
    .execute(scope.db())
    .await
    .unwrap();
    scope.commit().await.unwrap();
    import
}

/// A table that was read but for one row.
async fn broken_table(app: &TestApp, ada: &Viewer) -> (Uuid, i64) {
    let import = asking_table(app, ada).await;
    let mut scope = app.scope(ada).await;
    sqlx::query("update imports set state = 'done', stage = 'done', failed = '{\"nobody\": 1}' where id = $1")
        .bind(import)
        .execute(scope.db())
        .await
        .unwrap();
    let rejection = sqlx::query_scalar(
        "insert into import_rejections (import_id, workspace_id, place, outcome, reason, number, detail, raw)
         values ($1, $2, 5, 'failed', 'nobody', 1, 'nothing to know a person by', ',')
         returning id",
    )
    .bind(import)
    .bind(ada.workspace)
    .fetch_one(scope.db())
    .await
    .unwrap();
    scope.commit().await.unwrap();
    (import, rejection)
}

const FOUND: &[(&str, &str)] = &[
    (
        "contact",
        "select id from contacts where email = 'bo@lind.example'",
    ),
    (
        "company",
        "select id from companies where domain = 'lind.example'",
    ),
    (
        "interaction",
        "select id from interactions order by occurred_at limit 1",
    ),
    (
        "suggestion",
        "select id from suggestions where state = 'open'",
    ),
    (
        "life_event",
        r#"insert into life_events
             (id, workspace_id, record_id, import_id, kind, source, summary, confidence, happened_on, quote, details,
              essence, created_at, updated_at)
           select
             gen_random_uuid(), r.workspace_id, r.id, i.id, 'job_change', 'signature', 'Has a new job: Globex', 0.9,
             '2026-02-01', 'Globex', '{"company": "Globex"}', 'globex', now(), now()
           from imports i, source_records r
           where r.external_id = 'bo@lind.example' and r.origin = 'mail'
           limit 1
           returning id"#,
    ),
];

/// Bo and Ada wrote each other every ten days, then silence: he is due.
fn exchange() -> Vec<Mail> {
    let (me, bo) = ("ada@kith.example", "Bo Lind <bo@lind.example>");
    let pairs = (0..20).flat_map(|n| {
        let days = 60 + 10 * n;
        [
            Mail::new(&format!("out{n}"), days, me, bo),
            Mail::new(&format!("in{n}"), days + 2, bo, me),
        ]
    });
    pairs.collect()
}

/// One who may be joined to the contact, and one who was joined to somebody.
async fn make_twins(scope: &mut Scope, ids: &mut BTreeMap<&'static str, String>) {
    let names = [
        ("other_contact", "B. Lind"),
        ("rejected_contact", "Twin rejected"),
        ("kept_contact", "Twin kept"),
        ("joined_contact", "Twin joined"),
    ];
    for (name, called) in names {
        let input = ContactInput {
            name: Some(called.to_owned()),
            ..ContactInput::default()
        };
        let twin = contacts::create_contact(scope, input).await.unwrap();
        ids.insert(name, twin.to_string());
    }
    let id = |name: &str| ids[name].parse::<Uuid>().unwrap();
    let (kept, joined) = (id("kept_contact"), id("joined_contact"));
    merging::merge_contacts(scope, kept, &[joined], &merging::Terms::default())
        .await
        .unwrap();
    for (name, state) in [("other_contact", "open"), ("rejected_contact", "rejected")] {
        sqlx::query(
            "insert into identity_candidates
               (workspace_id, one_id, other_id, probability, rule_version, state, created_at)
             values (acting_workspace(), least($1::uuid, $2), greatest($1::uuid, $2), 0.9, 'test', $3, now())",
        )
        .bind(id("contact"))
        .bind(id(name))
        .bind(state)
        .execute(scope.db())
        .await
        .unwrap();
    }
}

/// What two sources say of one contact, of which one was taken from another contact.
async fn make_sources(scope: &mut Scope, ids: &mut BTreeMap<&'static str, String>) {
    let id = |name: &str| ids[name].parse::<Uuid>().unwrap();
    let (kept, other) = (id("kept_contact"), id("other_contact"));
    for name in ["source", "parted_source"] {
        let record: Uuid = sqlx::query_scalar(
            r#"with record as (
                 insert into source_records
                   (id, workspace_id, origin, external_id, fields, source_updated_at, created_at, updated_at)
                 values
                   (gen_random_uuid(), acting_workspace(), 'csv', $1, '{"title": "Twin"}', now(), now(), now())
                 returning id
               )
               insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
               select id, acting_workspace(), $2, 'email', 1, now() from record
               returning source_record_id"#,
        )
        .bind(name)
        .bind(kept)
        .fetch_one(scope.db())
        .await
        .unwrap();
        ids.insert(name, record.to_string());
    }
    let parted = ids["parted_source"].parse().unwrap();
    merging::records::part_record(scope, parted, Some(other))
        .await
        .unwrap();
}

async fn make(scope: &mut Scope, contact: Uuid, ids: &mut BTreeMap<&'static str, String>) {
    let note = timeline::add_note(scope, contact, "Likes tea")
        .await
        .unwrap();
    let deleted_note = timeline::add_note(scope, contact, "Likes coffee")
        .await
        .unwrap();
    timeline::delete_note(scope, deleted_note).await.unwrap();
    // Long ago and by the other, so that nothing that waits is settled by it.
    let heard = LogInput {
        what: What::Message(By::Them),
        when: "2025-01-02".to_owned(),
        text: "Likes cocoa".to_owned(),
    };
    let zone = chrono_tz::Tz::UTC;
    let log_entry = timeline::log_contact(scope, contact, zone, &heard)
        .await
        .unwrap();
    let deleted_log_entry = timeline::log_contact(scope, contact, zone, &heard)
        .await
        .unwrap();
    timeline::delete_log(scope, deleted_log_entry)
        .await
        .unwrap();
    let input = ContactInput {
        name: Some("Gone Girl".to_owned()),
        ..ContactInput::default()
    };
    let deleted = contacts::create_contact(scope, input).await.unwrap();
    contacts::delete_contact(scope, deleted).await.unwrap();
    let photo = photos::prepare(photos::tests::camera_photo())
        .await
        .unwrap();
    photos::set_photo(scope, contact, &photo).await.unwrap();
    ids.insert("photo", photo.hash);
    let child = |name: &str| Who::Name(name.to_owned());
    let (kept, removed) = (child("Kim Lind"), child("Kai Lind"));
    let relation = relations::add_relation(scope, contact, RelationKind::Child, "", kept)
        .await
        .unwrap();
    let removed = relations::add_relation(scope, contact, RelationKind::Child, "", removed)
        .await
        .unwrap();
    relations::remove_relation(scope, removed).await.unwrap();
    let field = FieldInput {
        subject: Subject::Contact,
        label: "Motto".to_owned(),
        kind: FieldKind::Text,
        key: None,
        choices: Vec::new(),
    };
    let field = fields::define_field(scope, field).await.unwrap();
    ids.insert("field", field.to_string());
    contacts::edit_contact(scope, contact, ContactField::Title, "Captain".to_owned())
        .await
        .unwrap();
    let gone = companies::find_or_create(scope, "Gone AG").await.unwrap();
    trash::delete_company(scope, gone).await.unwrap();
    ids.insert("deleted_company", gone.to_string());
    let change = history::changes(scope, contact, None, 1).await.unwrap();
    ids.insert("field_change", change[0].id.to_string());
    let task = |title: &str, when: &str| TaskInput {
        title: title.to_owned(),
        when: when.to_owned(),
        contacts: vec![contact],
        reminders: vec![1440],
        ..TaskInput::default()
    };
    let zone = chrono_tz::UTC;
    let (open, done, gone) = (
        tasks::add_task(
            scope,
            zone,
            task("Call Bo Lind", "tomorrow 10:00, every week"),
        )
        .await
        .unwrap(),
        tasks::add_task(scope, zone, task("Thank Bo Lind", ""))
            .await
            .unwrap(),
        tasks::add_task(scope, zone, task("Forget Bo Lind", ""))
            .await
            .unwrap(),
    );
    tasks::complete_task(scope, done).await.unwrap();
    tasks::delete_task(scope, gone).await.unwrap();
    // A day before ten in the morning is to come in half an hour: it is made to be now.
    sqlx::query("update task_reminders set remind_at = $1 where task_id = $2")
        .bind(scope.now)
        .bind(open)
        .execute(scope.db())
        .await
        .unwrap();
    tasks::feed::create_feed(scope, FeedShape::Events)
        .await
        .unwrap();
    let tag = tags::tag_contact(scope, contact, "friend").await.unwrap();
    let other_tag = tags::create_tag(scope, "sailor", None).await.unwrap();
    let deleted_tag = tags::create_tag(scope, "gone", None).await.unwrap();
    tags::delete_tag(scope, deleted_tag).await.unwrap();
    make_companies(scope, ids).await;
    make_changes(scope, contact, deleted, ids).await;
    make_twins(scope, ids).await;
    make_taxonomy(scope, ids).await;
    make_sources(scope, ids).await;
    let feed = tasks::feed::feeds(scope).await.unwrap()[0].id;
    let view = views::ViewInput {
        name: "Close".to_owned(),
        is_shared: true,
        ..views::ViewInput::default()
    };
    let (view, deleted_view) = (
        views::save_view(scope, &view).await.unwrap(),
        views::save_view(scope, &view).await.unwrap(),
    );
    views::delete_view(scope, deleted_view, false)
        .await
        .unwrap();
    dav::create_app_password(scope, "Phone").await.unwrap();
    let device = dav::app_passwords(scope).await.unwrap()[0].id;
    api_keys::create_key(scope, "walker").await.unwrap();
    let key = api_keys::keys(scope).await.unwrap()[0].id;
    let transfer = transfers::start_export(scope).await.unwrap();
    let scan = review::start_scan(scope, true).await.unwrap();
    review::cancel_scan(scope, scan).await.unwrap();
    let queued_scan = review::start_scan(scope, true).await.unwrap();
    for (name, id) in [
        ("transfer", transfer),
        ("scan", scan),
        ("queued_scan", queued_scan),
        ("device", device),
        ("note", note),
        ("deleted_note", deleted_note),
        ("log_entry", log_entry),
        ("deleted_log_entry", deleted_log_entry),
        ("deleted", deleted),
        ("relation", relation),
        ("removed_relation", removed),
        ("key", key),
        ("feed", feed),
        ("tag", tag),
        ("other_tag", other_tag),
        ("deleted_tag", deleted_tag),
        ("task", open),
        ("done_task", done),
        ("deleted_task", gone),
        ("view", view),
        ("deleted_view", deleted_view),
    ] {
        ids.insert(name, id.to_string());
    }
    let order = Order::RefreshScores {
        workspace: scope.workspace,
    };
    enqueue(scope.db(), &order, Some("failed")).await.unwrap();
    let job = sqlx::query_scalar(
        "update apalis.jobs set status = 'Failed', attempts = max_attempts where idempotency_key = 'failed' returning id",
    );
    ids.insert("job", job.fetch_one(scope.db()).await.unwrap());
}

/// One that can still become something, one that was sent, and one that was discarded.
async fn make_drafts(ada: &Viewer, ids: &mut BTreeMap<&'static str, String>) {
    for (name, contact) in [
        ("sent_draft", "kept_contact"),
        ("discarded_draft", "contact"),
        ("draft", "contact"),
    ] {
        let wanted = drafts::Wanted {
            contact: ids[contact].parse().unwrap(),
            ..drafts::Wanted::default()
        };
        let id = drafts::make_draft(ada, &wanted).await.unwrap();
        let mut scope = ada.begin().await.unwrap();
        match name {
            "sent_draft" => drop(drafts::accept_draft(&mut scope, id, None).await.unwrap()),
            "discarded_draft" => drop(drafts::discard_draft(&mut scope, id).await.unwrap()),
            _ => {}
        }
        scope.commit().await.unwrap();
        ids.insert(name, id.to_string());
    }
}

/// A proposed tag and a removed one, each in its category, one category that was removed, and
/// work that waits.
async fn make_taxonomy(scope: &mut Scope, ids: &mut BTreeMap<&'static str, String>) {
    for (name, category_name, called) in [
        ("taxonomy_tag", "taxonomy_category", "Craft"),
        ("removed_taxonomy_tag", "kept_category", "Guild"),
        ("tag_of_removed_category", "removed_category", "Trade"),
    ] {
        let input = taxonomy::EntryInput {
            name: Some(called.to_owned()),
            category: Some(format!("Of {called}")),
            words: [(taxonomy::RuleField::Title, vec![called.to_lowercase()])].into(),
        };
        let id = taxonomy::add_entry(scope, &input).await.unwrap();
        let category = taxonomy::entry(scope, id).await.unwrap().category_id;
        ids.insert(name, id.to_string());
        ids.insert(category_name, category.to_string());
    }
    let id = |name: &str| ids[name].parse::<Uuid>().unwrap();
    let (removed, category) = (id("removed_taxonomy_tag"), id("removed_category"));
    taxonomy::remove_entry(scope, removed).await.unwrap();
    taxonomy::remove_category(scope, category).await.unwrap();
    let reading = taxonomy::start_reading(scope, taxonomy::Kind::Classify)
        .await
        .unwrap();
    ids.insert("queued_reading", reading.to_string());
}

/// A change that was done, one that failed for somebody, and one that waits.
async fn make_changes(
    scope: &mut Scope,
    contact: Uuid,
    deleted: Uuid,
    ids: &mut BTreeMap<&'static str, String>,
) {
    let asked = bulk::Asked {
        action: "add_tag".to_owned(),
        tag: "chosen".to_owned(),
        ..bulk::Asked::default()
    };
    let action = asked.read(scope).await.unwrap();
    for (name, contacts) in [
        ("change", [contact]),
        ("failed_change", [deleted]),
        ("queued_change", [contact]),
    ] {
        let change = bulk::start(scope, &action, &contacts).await.unwrap();
        ids.insert(name, change.to_string());
        if name == "queued_change" {
            sqlx::query("update bulk_changes set state = 'queued' where id = $1")
                .bind(change)
                .execute(scope.db())
                .await
                .unwrap();
        }
    }
    let user = scope.actor.unwrap();
    bulk::keep_ticks(scope, user, &[], &[contact])
        .await
        .unwrap();
}

/// Bo's company with another name, one beside it, and one that was joined to that.
async fn make_companies(scope: &mut Scope, ids: &mut BTreeMap<&'static str, String>) {
    let company: Uuid = ids["company"].parse().unwrap();
    companies::add_alias(scope, company, "Linden")
        .await
        .unwrap();
    let noted = companies::CompanyInput {
        notes: Some("Pays late".to_owned()),
        ..companies::CompanyInput::default()
    };
    companies::edit_company(scope, company, noted)
        .await
        .unwrap();
    let change = companies::changes(scope, company, None, 1).await.unwrap();
    ids.insert("company_change", change[0].id.to_string());
    let other = companies::find_or_create(scope, "Other").await.unwrap();
    let joined = companies::find_or_create(scope, "Joined").await.unwrap();
    companies::merge_companies(scope, joined, other, &merging::Terms::default())
        .await
        .unwrap();
    let rejected = companies::find_or_create(scope, "Rejected").await.unwrap();
    for (alike, state) in [(other, "open"), (rejected, "rejected")] {
        sqlx::query(
            "insert into company_candidates
               (workspace_id, one_id, other_id, probability, rule_version, state, created_at)
             values (acting_workspace(), least($1::uuid, $2), greatest($1::uuid, $2), 0.9, 'test', $3, now())",
        )
        .bind(company)
        .bind(alike)
        .bind(state)
        .execute(scope.db())
        .await
        .unwrap();
    }
    ids.insert("rejected_company", rejected.to_string());
    ids.insert("other_company", other.to_string());
    ids.insert("joined_company", joined.to_string());
}
