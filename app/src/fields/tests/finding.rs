//! Fields as conditions and orders, and that an index serves them under row-level security.

use sqlx::{Postgres, QueryBuilder, Row};

use super::{defined, input, of_kind, person, say};
use crate::{
    context::Scope,
    error::FieldCode,
    fields::{Field, FieldTest, push_sort, sort_column, types::FieldKind},
    testing::TestApp,
};

fn listing(field: &Field, test: &FieldTest) -> QueryBuilder<Postgres> {
    let mut sql = QueryBuilder::new("select c.name from contacts c");
    push_sort(&mut sql, field, "c.id", "own");
    sql.push(" where c.workspace_id = acting_workspace() and ");
    test.push(&mut sql, "c.id");
    sql.push(format!(
        " order by own.{} desc nulls last, c.name_folded",
        sort_column(field.kind)
    ));
    sql
}

async fn found(scope: &mut Scope, field: &Field, compare: &str, text: &str) -> Vec<String> {
    let test = FieldTest::read(field, compare, text).unwrap();
    let mut sql = listing(field, &test);
    sql.build_query_scalar()
        .fetch_all(scope.db())
        .await
        .unwrap()
}

#[tokio::test]
async fn each_kind_is_filtered_and_sorted() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let (bo, cy) = (
        person(&mut scope, "Bo").await,
        person(&mut scope, "Cy").await,
    );
    person(&mut scope, "Di").await;
    let choices = ["Tin", "Gold"];
    for (kind, of_bo, of_cy, compare, text, names) in [
        (FieldKind::Text, "Ünder", "over", "=", "UNDER", &["Bo"][..]),
        (FieldKind::Text, "Ünder", "over", "~", "der", &["Bo"]),
        (FieldKind::Text, "Ünder", "over", "~", "er", &["Bo", "Cy"]),
        (FieldKind::Number, "9", "10", ">=", "9", &["Cy", "Bo"]),
        (FieldKind::Number, "9", "10", "<", "9,5", &["Bo"]),
        (
            FieldKind::Date,
            "2026-01-02",
            "2026-01-01",
            "<=",
            "2026-01-02",
            &["Bo", "Cy"],
        ),
        (
            FieldKind::Date,
            "2026-01-02",
            "2026-01-01",
            ">",
            "2026-01-01",
            &["Bo"],
        ),
        (FieldKind::Choice, "Gold", "Tin", "=", "gold", &["Bo"]),
        (FieldKind::MultiChoice, "Gold", "Tin", "=", "Tin", &["Cy"]),
        (FieldKind::YesNo, "yes", "no", "=", "no", &["Cy"]),
    ] {
        let field = defined(&mut scope, of_kind(kind, &choices)).await;
        say(&mut scope, &field, bo, &[of_bo]).await;
        say(&mut scope, &field, cy, &[of_cy]).await;
        let found = found(&mut scope, &field, compare, text).await;
        assert_eq!(found, names, "{kind:?} {compare} {text}");
        let any: Vec<String> = listing(&field, &FieldTest::any(&field))
            .build_query_scalar()
            .fetch_all(scope.db())
            .await
            .unwrap();
        assert_eq!(any.len(), 2, "{kind:?}");
    }
}

#[tokio::test]
async fn a_contact_is_found_by_whom_it_names() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let (bo, cy) = (
        person(&mut scope, "Bo").await,
        person(&mut scope, "Cy").await,
    );
    let mentor = defined(&mut scope, input("Mentor", FieldKind::Contact)).await;
    say(&mut scope, &mentor, bo, &["Cy"]).await;
    assert_eq!(
        found(&mut scope, &mentor, "=", &cy.to_string()).await,
        ["Bo"]
    );
}

#[tokio::test]
async fn what_a_kind_cannot_be_asked_is_refused() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    for (kind, compare, text, code) in [
        (FieldKind::Number, "=", "many", FieldCode::NotANumber),
        (FieldKind::Number, "~", "1", FieldCode::Unknown),
        (FieldKind::Date, "=", "May", FieldCode::NotADate),
        (FieldKind::Choice, "=", "Lead", FieldCode::Unknown),
        (FieldKind::Choice, "<", "Gold", FieldCode::Unknown),
        (FieldKind::YesNo, "=", "perhaps", FieldCode::Unknown),
        (FieldKind::Text, "?", "a", FieldCode::Unknown),
    ] {
        let field = defined(&mut scope, of_kind(kind, &["Gold"])).await;
        let refused = FieldTest::read(&field, compare, text).unwrap_err();
        assert_eq!(refused, code, "{kind:?} {compare} {text}");
    }
}

#[tokio::test]
async fn an_index_finds_values_under_row_level_security() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    for (kind, compare, text, index) in [
        (FieldKind::Text, "=", "a", "custom_values_folded"),
        (FieldKind::Number, "<", "3", "custom_values_number"),
        (FieldKind::Date, ">=", "2026-01-01", "custom_values_day"),
        (FieldKind::Choice, "=", "Gold", "custom_values_folded"),
        (FieldKind::YesNo, "=", "yes", "custom_values_number"),
    ] {
        let field = defined(&mut scope, of_kind(kind, &["Gold"])).await;
        sqlx::query(
            "insert into custom_values (workspace_id, field_id, subject_id, place, text, number, day)
             select
               acting_workspace(), $1, gen_random_uuid(), 1, 'text ' || n, n, date '2020-01-01' + n
             from generate_series(1, 5000) as n",
        )
        .bind(field.id)
        .execute(scope.db())
        .await
        .unwrap();
        sqlx::query("analyze custom_values")
            .execute(scope.db())
            .await
            .unwrap();
        let mut sql =
            QueryBuilder::new("explain select from (values (gen_random_uuid())) as c (id) where ");
        FieldTest::read(&field, compare, text)
            .unwrap()
            .push(&mut sql, "c.id");
        let plan = sql.build().fetch_all(scope.db()).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
        let plan = plan.join("\n");
        assert!(
            plan.contains(index) || plan.contains("custom_values_pkey"),
            "{plan}"
        );
        let mut sql = QueryBuilder::new(
            "explain select v.subject_id from custom_values v where v.workspace_id = acting_workspace() and v.field_id = ",
        );
        sql.push_bind(field.id);
        sql.push(format!(
            " and v.{} is not null order by v.{0} limit 50",
            sort_column(kind)
        ));
        let plan = sql.build().fetch_all(scope.db()).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
        assert!(plan.join("\n").contains("Index"), "{plan:?}");
    }
}
