//! Companies are found by whatever they are called, and ordered by what is to do.

use std::collections::HashMap;

use super::*;
use crate::{
    companies::{add_alias, merge_companies, to_do_at},
    merging::Terms,
    tasks::{self, TaskInput},
};

async fn ids(scope: &mut Scope) -> [Uuid; 3] {
    let all = list(scope, &query("", CompanySort::Name)).await.unwrap();
    [all[0].id, all[1].id, all[2].id]
}

#[tokio::test]
async fn another_name_finds_a_company_and_so_does_what_was_joined_to_it() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let [aster, lind, zeta] = ids(&mut scope).await;
    let by_name = CompanySort::Name;
    assert!(names(&mut scope, "nordic", by_name).await.is_empty());
    add_alias(&mut scope, aster, "Nördic Star").await.unwrap();
    add_alias(&mut scope, aster, "star.example").await.unwrap();
    assert_eq!(names(&mut scope, "nordic", by_name).await, ["Aster"]);
    assert_eq!(names(&mut scope, "star.ex", by_name).await, ["Aster"]);
    let either = names(&mut scope, "nordic or lind", by_name).await;
    assert_eq!(either, ["Aster", "Lind"]);
    assert_eq!(
        names(&mut scope, "not nordic", by_name).await,
        ["Lind", "Zeta"]
    );
    merge_companies(&mut scope, zeta, lind, &Terms::default())
        .await
        .unwrap();
    assert_eq!(names(&mut scope, "zeta", by_name).await, ["Lind"]);
    merge_companies(&mut scope, lind, aster, &Terms::default())
        .await
        .unwrap();
    assert_eq!(names(&mut scope, "zeta.ex", by_name).await, ["Aster"]);
}

#[tokio::test]
async fn what_is_to_do_is_counted_once_and_orders_all_companies() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let [aster, lind, zeta] = ids(&mut scope).await;
    let here = people(&mut scope, lind, 10).await.unwrap();
    let task = |companies: Vec<Uuid>, contacts: Vec<Uuid>| TaskInput {
        title: "Call them".to_owned(),
        companies,
        contacts,
        ..TaskInput::default()
    };
    let tasks = [
        task(vec![lind], here.iter().map(|person| person.id).collect()),
        task(Vec::new(), vec![here[0].id]),
        task(vec![zeta], Vec::new()),
    ];
    let mut added = Vec::new();
    for task in tasks {
        let id = tasks::add_task(&mut scope, chrono_tz::UTC, task).await;
        added.push(id.unwrap());
    }
    let all = [aster, lind, zeta];
    let counts = to_do_at(&mut scope, &all).await.unwrap();
    assert_eq!(counts, HashMap::from([(lind, 2), (zeta, 1)]));
    let by_tasks = CompanySort::Tasks;
    assert_eq!(
        names(&mut scope, "", by_tasks).await,
        ["Lind", "Zeta", "Aster"]
    );
    for id in &added[..2] {
        tasks::delete_task(&mut scope, *id).await.unwrap();
    }
    let counts = to_do_at(&mut scope, &all).await.unwrap();
    assert_eq!(counts, HashMap::from([(zeta, 1)]));
    assert_eq!(names(&mut scope, "a", by_tasks).await[0], "Zeta");
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let page = browser.page("/companies?sort=tasks&columns=tasks").await;
    assert!(page.contains("Open tasks"), "{page}");
}
