//! Row-level security, as PostgreSQL itself reports and applies it.

use sqlx::{Row, postgres::PgRow};
use uuid::Uuid;

use crate::{
    api_keys, bulk, companies, contacts,
    context::{Scope, Viewer},
    dav,
    fields::{
        self, ChoiceInput, FieldInput,
        types::{FieldKind, Subject},
    },
    merging, photos,
    relations::{self, types::RelationKind},
    review,
    suggestions::{self, FollowUps},
    tags,
    tasks::{self, TaskInput, feed::FeedShape},
    taxonomy,
    testing::{Mail, TestApp, now},
    views,
    workspaces::{self, Role},
};

/// Every table with a `workspace_id`, and whether its rows are protected.
async fn tenant_tables(app: &TestApp) -> Vec<(String, bool, bool)> {
    let rows = sqlx::query(
        "select c.relname::text as name, c.relrowsecurity, c.relforcerowsecurity
         from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         order by 1",
    );
    let rows = rows.fetch_all(&app.kith.pool).await.unwrap();
    let read = |row: PgRow| {
        (
            row.get("name"),
            row.get("relrowsecurity"),
            row.get("relforcerowsecurity"),
        )
    };
    rows.into_iter().map(read).collect()
}

/// A workspace with at least one row in each tenant table.
async fn filled(app: &TestApp) -> Viewer {
    let ada = app.owner("ada@kith.example").await;
    let mails = [
        Mail::new("1", 9, "Bo <bo@lind.example>", "ada@kith.example"),
        Mail::new("2", 8, "ada@kith.example", "Bo <bo@lind.example>"),
        Mail::new("3", 7, "Bo <bo@lind.example>", "ada@kith.example")
            .body("Shall we have lunch?\n\nBest regards,\nBo Lind\nCaptain\n+46 8 123 45 67"),
        Mail::new("4", 6, "News <news@shop.example>", "ada@kith.example")
            .header("List-Unsubscribe: <https://shop.example>"),
        Mail::new("5", 5, "Bo <bo@lind.example>", "ada@kith.example")
            .subject("Automatic reply: Lunch")
            .header("Auto-Submitted: auto-replied")
            .body("I am away until 1 March."),
    ];
    app.import(&ada, &mails).await;
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        "insert into import_touched (import_id, contact_id, workspace_id, qualified)
         select i.id, c.id, i.workspace_id, true from imports i, contacts c",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into ticked_contacts (workspace_id, user_id, contact_id)
         select workspace_id, $1, id from contacts",
    )
    .bind(ada.user)
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into record_statements
           (import_id, source_record_id, workspace_id, raw, fields, evidence, said_at)
         select i.id, r.id, i.workspace_id, '{}', '{}', '{}', now() from imports i, source_records r",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into column_mappings (workspace_id, signature, mapping, updated_at)
         values (acting_workspace(), 'Name,Mail', '{}', now())",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into meeting_statements
           (import_id, external_id, file, workspace_id, event, is_change, starts_at, sequence, modified_at, stamped_at, digest)
         select id, 'a', '', workspace_id, 'a', false, now(), 0, now(), now(), '' from imports",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into import_tables (import_id, container, workspace_id, place, mapping, origin)
         select id, '', workspace_id, 0, '{}', 'guess' from imports",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into unsearched_messages (interaction_id, workspace_id)
         select id, workspace_id from interactions limit 1
         on conflict do nothing",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into life_events
           (id, workspace_id, record_id, import_id, kind, source, summary, confidence, happened_on, quote, essence,
            created_at, updated_at)
         select gen_random_uuid(), r.workspace_id, r.id, i.id, 'move', 'mail', 'Moved', 0.9, now(), 'moved', 'a', now(), now()
         from imports i, source_records r
         limit 1",
    )
    .execute(scope.db())
    .await
    .unwrap();
    let tier = FieldInput {
        subject: Subject::Contact,
        label: "Tier".to_owned(),
        kind: FieldKind::Choice,
        key: None,
        choices: vec![ChoiceInput::new("Gold")],
    };
    let tier = fields::define_field(&mut scope, tier).await.unwrap();
    sqlx::query(
        "insert into company_statements (import_id, company_id, field_id, workspace_id, value, said_at)
         select i.id, k.id, $1, i.workspace_id, '1', now() from imports i, companies k",
    )
    .bind(tier)
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into transfers (id, workspace_id, direction, created_at)
         values (gen_random_uuid(), acting_workspace(), 'out', now())",
    )
    .execute(scope.db())
    .await
    .unwrap();
    for told in [
        "insert into notification_deliveries (id, workspace_id, user_id, way, due_at, created_at)
         select gen_random_uuid(), workspace_id, user_id, 'digest', now(), now() from memberships limit 1",
        "insert into notification_hours (workspace_id, user_id)
         select workspace_id, user_id from memberships limit 1",
        "insert into notification_choices (workspace_id, user_id, kind, in_app, mail, push)
         select workspace_id, user_id, 'imports', true, true, true from memberships limit 1",
        "insert into push_subscriptions (id, workspace_id, user_id, endpoint, public_key, auth, created_at)
         select gen_random_uuid(), workspace_id, user_id, 'https://push.example/a', '', '', now() from memberships limit 1",
    ] {
        sqlx::query(told).execute(scope.db()).await.unwrap();
    }
    dav::create_app_password(&mut scope, "Phone").await.unwrap();
    for device in [
        "insert into device_cards (workspace_id, contact_id, name, uid, card, updated_at)
         select workspace_id, id, 'a', 'b', 'c', now() from contacts limit 1",
        "insert into card_states (workspace_id, contact_id, name, state, changed)
         select workspace_id, id, 'a', 'b', 1 from contacts limit 1",
        "insert into card_books (workspace_id) values (acting_workspace())",
        "insert into card_touches (workspace_id, contact_id)
         select workspace_id, id from contacts limit 1",
    ] {
        sqlx::query(device).execute(scope.db()).await.unwrap();
    }
    for language in [
        "insert into language_settings (workspace_id, kind, base_url, model, monthly_budget, updated_at)
         values (acting_workspace(), 'offline', '', '', 0, now())",
        "insert into language_calls
           (id, workspace_id, month, provider, model, reserved, read_and_written, started_at)
         values (gen_random_uuid(), acting_workspace(), '2026-03-01', 'anthropic', 'm', 1, 1, now())",
        "insert into generated_texts
           (id, workspace_id, kind, contact_id, provider, model, prompt, inputs_digest, interaction_ids, trigger,
            channel, variant, language, tone, made_subject, made_body, subject, body, created_at)
         select gen_random_uuid(), workspace_id, 'draft', id, 'offline', 'm', 'p', 'd', '{}', 'none', 'mail',
           'usual', 'en', 'casual', 'a', 'b', 'a', 'b', now()
         from contacts limit 1",
    ] {
        sqlx::query(language).execute(scope.db()).await.unwrap();
    }
    workspaces::invite(&mut scope, "carl@kith.example", Role::Member)
        .await
        .unwrap();
    api_keys::create_key(&mut scope, "test").await.unwrap();
    suggestions::set_follow_ups(&mut scope, FollowUps::default())
        .await
        .unwrap();
    let bo: Uuid = sqlx::query_scalar("select id from contacts limit 1")
        .fetch_one(scope.db())
        .await
        .unwrap();
    let job = contacts::EmploymentInput {
        title: "Baker".to_owned(),
        ..contacts::EmploymentInput::default()
    };
    contacts::set_employment(&mut scope, bo, None, job)
        .await
        .unwrap();
    let craft = taxonomy::EntryInput {
        name: Some("Craft".to_owned()),
        category: Some("Role".to_owned()),
        words: [(taxonomy::RuleField::Title, vec!["baker".to_owned()])].into(),
    };
    taxonomy::add_entry(&mut scope, &craft).await.unwrap();
    taxonomy::start_reading(&mut scope, taxonomy::Kind::Discover)
        .await
        .unwrap();
    sqlx::query(
        "insert into tag_verdicts
           (contact_id, workspace_id, says_digest, rules_digest, found, text_id, read_at)
         select contact_id, workspace_id, '', '', '[]', id, now()
         from generated_texts
         where kind = 'draft' and renewed_for is null
         limit 1",
    )
    .execute(scope.db())
    .await
    .unwrap();
    let tea = tags::tag_contact(&mut scope, bo, "tea").await.unwrap();
    let gone = tags::tag_contact(&mut scope, bo, "gone").await.unwrap();
    tags::delete_tag(&mut scope, gone).await.unwrap();
    sqlx::query(
        "insert into contact_tag_removals (workspace_id, contact_id, tag_id, created_at)
         values (acting_workspace(), $1, $2, now())",
    )
    .bind(bo)
    .bind(tea)
    .execute(scope.db())
    .await
    .unwrap();
    let action = bulk::Action::Archive;
    bulk::start(&mut scope, &action, &[bo]).await.unwrap();
    let tier = fields::field(&mut scope, tier).await.unwrap();
    fields::set_value(&mut scope, &tier, bo, "Gold".into())
        .await
        .unwrap();
    let company: Uuid = sqlx::query_scalar("select id from companies limit 1")
        .fetch_one(scope.db())
        .await
        .unwrap();
    companies::add_alias(&mut scope, company, "Linden")
        .await
        .unwrap();
    let joined = companies::find_or_create(&mut scope, "Joined")
        .await
        .unwrap();
    companies::merge_companies(&mut scope, joined, company, &merging::Terms::default())
        .await
        .unwrap();
    let task = TaskInput {
        title: "Call".to_owned(),
        when: "tomorrow".to_owned(),
        contacts: vec![bo],
        companies: vec![company],
        reminders: vec![60],
        ..TaskInput::default()
    };
    tasks::add_task(&mut scope, chrono_tz::UTC, task)
        .await
        .unwrap();
    tasks::feed::create_feed(&mut scope, FeedShape::Todos)
        .await
        .unwrap();
    let photo = photos::prepare(photos::tests::camera_photo())
        .await
        .unwrap();
    photos::keep(&mut scope, &photo).await.unwrap();
    let child = relations::Who::Name("Kim Lind".to_owned());
    relations::add_relation(&mut scope, bo, RelationKind::Child, "", child)
        .await
        .unwrap();
    tasks::set_birthday_lead(&mut scope, 7).await.unwrap();
    let view = views::ViewInput {
        name: "Close".to_owned(),
        ..views::ViewInput::default()
    };
    views::save_view(&mut scope, &view).await.unwrap();
    sqlx::query(
        "with twin as (
           insert into contacts (id, workspace_id, name, created_at, updated_at)
           values ('00000000-0000-0000-0000-000000000001', acting_workspace(), 'Twin', now(), now())
           returning id
         )
         insert into identity_candidates
           (workspace_id, one_id, other_id, probability, rule_version, created_at)
         select acting_workspace(), twin.id, $1, 0.9, 'test', now() from twin",
    )
    .bind(bo)
    .execute(scope.db())
    .await
    .unwrap();
    review::start_scan(&mut scope, true).await.unwrap();
    sqlx::query(
        "insert into company_candidates
           (workspace_id, one_id, other_id, probability, rule_version, created_at)
         select acting_workspace(), least($1::uuid, $2), greatest($1::uuid, $2), 0.9, 'test', now()",
    )
    .bind(company)
    .bind(joined)
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into contact_merges (id, workspace_id, kept_id, joined_id, created_at)
         select gen_random_uuid(), workspace_id, id, id, now() from contacts limit 1",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query("insert into company_keys (workspace_id, company_id, key) values (acting_workspace(), $1, 7)")
        .bind(company)
        .execute(scope.db())
        .await
        .unwrap();
    sqlx::query(
        "insert into parted_records (id, workspace_id, origin, external_id, from_id, way, rule, created_at)
         select gen_random_uuid(), workspace_id, 'csv', '1', id, 'made', 'email', now() from contacts limit 1",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into identity_decisions (id, workspace_id, kind, rule_version, created_at)
         values (gen_random_uuid(), acting_workspace(), 'link', 'test', now())",
    )
    .execute(scope.db())
    .await
    .unwrap();
    scope.commit().await.unwrap();
    ada
}

async fn count(scope: &mut Scope, table: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
    sqlx::query_scalar(sql).fetch_one(scope.db()).await.unwrap()
}

#[tokio::test]
async fn every_tenant_table_has_row_level_security_enabled_and_forced() {
    let app = TestApp::start().await;
    let tables = tenant_tables(&app).await;
    assert!(tables.len() >= 16, "{tables:?}");
    let open: Vec<_> = tables
        .iter()
        .filter(|(_, enabled, forced)| !(*enabled && *forced))
        .collect();
    assert!(open.is_empty(), "without protection: {open:?}");
}

#[tokio::test]
async fn every_other_table_is_known_to_belong_to_nobody() {
    let app = TestApp::start().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select c.relname::text from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
           and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id')
         order by 1",
    )
    .fetch_all(&app.kith.pool)
    .await
    .unwrap();
    let shared = [
        "_sqlx_migrations",
        "failing_work",
        "installation",
        "login_attempts",
        "scheduled_runs",
        "schedules",
        "sessions",
        "users",
        "workspaces",
    ];
    assert_eq!(tables, shared);
}

#[tokio::test]
async fn the_role_of_the_program_is_bound_by_row_level_security() {
    let app = TestApp::start().await;
    let role: (bool, bool) =
        sqlx::query_as("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
            .fetch_one(&app.kith.pool)
            .await
            .unwrap();
    assert_eq!(role, (false, false));
}

#[tokio::test]
async fn without_a_scope_no_row_is_visible() {
    let app = TestApp::start().await;
    let ada = filled(&app).await;
    for (table, ..) in tenant_tables(&app).await {
        let mut own = app.scope(&ada).await;
        assert!(
            count(&mut own, &table).await > 0,
            "the test puts nothing into {table}"
        );
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let outside: i64 = sqlx::query_scalar(sql)
            .fetch_one(&app.kith.pool)
            .await
            .unwrap();
        assert_eq!(outside, 0, "{table}");
    }
}

#[tokio::test]
async fn a_scope_ends_with_its_transaction() {
    let app = TestApp::start().await;
    let ada = filled(&app).await;
    let mut connection = app.kith.pool.acquire().await.unwrap();
    for end in ["commit", "rollback"] {
        for sql in [
            "begin".to_owned(),
            format!("set local kith.workspace = '{}'", ada.workspace),
            end.to_owned(),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(sql))
                .execute(&mut *connection)
                .await
                .unwrap();
        }
        let seen: i64 = sqlx::query_scalar("select count(*) from contacts")
            .fetch_one(&mut *connection)
            .await
            .unwrap();
        assert_eq!(seen, 0, "after {end}");
    }
}

#[tokio::test]
async fn another_workspace_sees_and_changes_nothing_of_ours() {
    let app = TestApp::start().await;
    let ada = filled(&app).await;
    let eve = app.owner("eve@other.example").await;
    for (table, ..) in tenant_tables(&app).await {
        let mut scope = app.scope(&eve).await;
        let ours = format!("from {table} where workspace_id = $1");
        let seen: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) {ours}")))
            .bind(ada.workspace)
            .fetch_one(scope.db())
            .await
            .unwrap();
        assert_eq!(seen, 0, "{table} is seen");
        let deleted = sqlx::query(sqlx::AssertSqlSafe(format!("delete {ours}")))
            .bind(ada.workspace)
            .execute(scope.db())
            .await
            .unwrap();
        assert_eq!(deleted.rows_affected(), 0, "{table} is deleted from");
    }
}

#[tokio::test]
async fn another_workspace_cannot_write_rows_for_ours() {
    let app = TestApp::start().await;
    let ada = filled(&app).await;
    let eve = app.owner("eve@other.example").await;
    for sql in [
        "insert into companies (id, workspace_id, name, created_at, updated_at) values ($2, $1, 'Mole', $3, $3)",
        "insert into contacts (id, workspace_id, name, created_at, updated_at) values ($2, $1, 'Mole', $3, $3)",
        "insert into memberships (user_id, workspace_id, role, created_at)
         select id, $1, 'owner', $3 from users where email = 'eve@other.example' and $2::uuid is not null",
    ] {
        let mut scope = app.scope(&eve).await;
        let refused = sqlx::query(sql).bind(ada.workspace).bind(Uuid::from_u128(1)).bind(now()).execute(scope.db()).await;
        let refused = refused.unwrap_err();
        assert!(refused.to_string().contains("row-level security"), "{refused}");
    }
}

#[tokio::test]
async fn a_row_cannot_be_moved_into_another_workspace() {
    let app = TestApp::start().await;
    let ada = filled(&app).await;
    let eve = app.owner("eve@other.example").await;
    let mut scope = app.scope(&ada).await;
    let moved = sqlx::query("update contacts set workspace_id = $1")
        .bind(eve.workspace)
        .execute(scope.db())
        .await;
    assert!(
        moved
            .unwrap_err()
            .to_string()
            .contains("row-level security")
    );
}
