//! That indexes serve the pages of groups under row-level security.

use sqlx::Row;

use super::*;
use crate::{
    contacts::{
        Grouping,
        query::{Clause, Thing},
        types::ContactSort,
    },
    testing::TestApp,
};

/// 20,000 people of 1,000 companies, a few of them of a priority.
async fn crowd(scope: &mut Scope) {
    for statement in [
        "insert into companies (id, workspace_id, name, created_at, updated_at)
         select gen_random_uuid(), acting_workspace(), 'Firm ' || n, now(), now()
         from generate_series(1, 1000) as n",
        "insert into contacts
           (id, workspace_id, name, score, company_id, priority, created_at, updated_at)
         select
           gen_random_uuid(),
           acting_workspace(),
           'Person ' || n,
           n % 97 / 10.0,
           k.id,
           case when n % 500 = 0 then 'high' end,
           now(),
           now()
         from generate_series(1, 20000) as n
         left join (
           select id, row_number() over (order by name) as place from companies
         ) k on k.place = n % 1100",
        "analyze companies",
        "analyze contacts",
    ] {
        sqlx::query(statement).execute(scope.db()).await.unwrap();
    }
}

fn explained<'a>(known: &'a Known, order: &'a InOrder<'a>, scope: &Scope) -> Parts<'a> {
    let mut parts = Parts::new(known, order, scope.now);
    parts.sql = QueryBuilder::new("explain select f.part, f.id from (");
    parts
}

async fn plan(scope: &mut Scope, mut parts: Parts<'_>) -> String {
    parts.close(51);
    let rows = parts.sql.build().fetch_all(scope.db()).await.unwrap();
    let lines: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    lines.join("\n")
}

#[tokio::test]
async fn companies_are_walked_by_name_and_their_people_found_by_them() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    crowd(&mut scope).await;
    let (list, known) = (ListQuery::default(), Known::default());
    let order = InOrder::Usual(ContactSort::Strength);
    let reached = Reached {
        company: Uuid::nil(),
        name: "firm 500".to_owned(),
        cursor: Cursor {
            key: "3".to_owned(),
            id: Uuid::nil(),
            group: None,
        },
    };
    for after in [None, Some(&reached)] {
        let mut parts = explained(&known, &order, &scope);
        parts.push_companies(&list, after, 51);
        let plan = plan(&mut scope, parts).await;
        for used in ["Incremental Sort", "companies_name", "contacts_company"] {
            assert!(plan.contains(used), "{used}: {plan}");
        }
    }
    let none = ListQuery {
        query: Clause::HasNo(Thing::Company).into(),
        ..list
    };
    let mut parts = explained(&known, &order, &scope);
    parts.push(&none, None, 51);
    let plan = plan(&mut scope, parts).await;
    assert!(plan.contains("contacts_score"), "{plan}");
}

#[tokio::test]
async fn a_group_is_read_along_an_index() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    crowd(&mut scope).await;
    let (list, known) = (ListQuery::default(), Known::default());
    let order = InOrder::Usual(ContactSort::Strength);
    for (by, place, used) in [
        (Grouping::Strength, 1, "contacts_score"),
        (Grouping::Priority, 0, "contacts_priority"),
        (Grouping::Priority, 1, "contacts_score"),
    ] {
        let group = &by.groups(&[])[place];
        let mut parts = explained(&known, &order, &scope);
        parts.push(&within(&list, group), None, 51);
        let plan = plan(&mut scope, parts).await;
        assert!(plan.contains(used), "{}: {plan}", group.label);
        assert!(!plan.contains("Seq Scan on contacts"), "{plan}");
    }
}
