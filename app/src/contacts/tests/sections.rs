//! The table in groups: nobody is missing or there twice, however the pages are cut.

use super::{
    grouping::{by_name, stages},
    *,
};
use crate::{
    contacts::{Grouping, Section, grouped, query::parse},
    tags,
};

/// Five people of three companies, one of which is deleted though somebody is still linked.
async fn firms(scope: &mut Scope) {
    for (name, company) in [
        ("Bo", "Berg"),
        ("Cy", "acme"),
        ("Di", ""),
        ("Ed", "Gone Ltd"),
        ("Fi", "acme"),
    ] {
        add(scope, name, &format!("{name}@lind.example"), company).await;
    }
    sqlx::query("update companies set deleted_at = now() where name = 'Gone Ltd'")
        .execute(scope.db())
        .await
        .unwrap();
}

fn told(section: &Section) -> String {
    let names: Vec<&str> = section.people.iter().map(|row| row.name.as_str()).collect();
    format!(
        "{} {}: {}",
        section.group.label,
        section.count,
        names.join(" ")
    )
}

async fn page(scope: &mut Scope, by: &str, list: &ListQuery) -> Vec<String> {
    let by = Grouping::parse(by).unwrap();
    let page = grouped(scope, list, &by).await.unwrap();
    page.sections.iter().map(told).collect()
}

/// All pages, put together again where a group went on.
async fn walked(scope: &mut Scope, by: &str, list: &ListQuery) -> Vec<String> {
    let by = Grouping::parse(by).unwrap();
    let (mut whole, mut list): (Vec<Section>, _) = (Vec::new(), list.clone());
    loop {
        let page = grouped(scope, &list, &by).await.unwrap();
        let shown: usize = page.sections.iter().map(|part| part.people.len()).sum();
        assert!(shown > 0 && shown <= list.limit as usize);
        for section in page.sections {
            match whole
                .last_mut()
                .filter(|last| last.group.key == section.group.key)
            {
                Some(last) => {
                    assert!(section.goes_on);
                    last.people.extend(section.people);
                }
                None => {
                    assert!(!section.goes_on);
                    whole.push(section);
                }
            }
        }
        let Some(next) = page.next else { break };
        list.after = Cursor::decode(&next.encode());
        assert_eq!(list.after.as_ref(), Some(&next));
    }
    whole.iter().map(told).collect()
}

#[tokio::test]
async fn nobody_vanishes_between_groups_or_pages() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let (_, ids) = stages(&mut scope).await;
    for (id, priority) in [(ids[0], "high"), (ids[1], "low")] {
        let priority = priority.to_owned();
        edit_contact(&mut scope, id, ContactField::Priority, priority)
            .await
            .unwrap();
    }
    for (by, expected) in [
        (
            "field.stage",
            &["Lead 2: Bo Fi", "Won, so far 1: Cy", "No Stage 2: Di Ed"][..],
        ),
        (
            "priority",
            &[
                "High priority 1: Bo",
                "Normal priority 3: Di Ed Fi",
                "Low priority 1: Cy",
            ],
        ),
        ("strength", &["No contact yet 5: Bo Cy Di Ed Fi"]),
        ("company", &["No company 5: Bo Cy Di Ed Fi"]),
    ] {
        assert_eq!(page(&mut scope, by, &by_name(50)).await, expected);
        for limit in 1..=6 {
            assert_eq!(
                walked(&mut scope, by, &by_name(limit)).await,
                expected,
                "{by} by {limit}"
            );
        }
        for sort in ["strength", "last", "new", "field.stage", "-field.stage"] {
            let sorted = |limit| ListQuery {
                sort: ListOrder::parse(sort),
                ..by_name(limit)
            };
            let whole = page(&mut scope, by, &sorted(50)).await;
            let names = |told: &[String]| {
                let mut names: Vec<_> = told
                    .iter()
                    .flat_map(|line| line.split(": ").nth(1).unwrap().split(' '))
                    .map(ToOwned::to_owned)
                    .collect();
                names.sort();
                names
            };
            assert_eq!(names(&whole), ["Bo", "Cy", "Di", "Ed", "Fi"], "{by} {sort}");
            for limit in [1, 2, 3] {
                let pages = walked(&mut scope, by, &sorted(limit)).await;
                assert_eq!(pages, whole, "{by} {sort} by {limit}");
            }
        }
    }
}

#[tokio::test]
async fn who_works_nowhere_any_more_comes_last() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    firms(&mut scope).await;
    let expected = ["acme 2: Cy Fi", "Berg 1: Bo", "No company 2: Di Ed"];
    for limit in 1..=6 {
        let list = by_name(limit);
        assert_eq!(
            walked(&mut scope, "company", &list).await,
            expected,
            "{limit}"
        );
    }
    for (query, expected) in [
        ("has:no-company", &["No company 2: Di Ed"][..]),
        ("has:company", &["acme 2: Cy Fi", "Berg 1: Bo"]),
        ("fi or di", &["acme 1: Fi", "No company 1: Di"]),
        ("nobody", &[]),
    ] {
        let list = ListQuery {
            query: parse(query).unwrap(),
            ..by_name(50)
        };
        assert_eq!(
            page(&mut scope, "company", &list).await,
            expected,
            "{query}"
        );
    }
    let falling = ListQuery {
        sort: ListOrder::own("gone", true),
        ..by_name(50)
    };
    let refused = grouped(&mut scope, &falling, &Grouping::Company)
        .await
        .err();
    assert_eq!(refused, Some(Error::invalid("sort", FieldCode::Unknown)));
    let gone = Grouping::Own("gone".to_owned());
    let refused = grouped(&mut scope, &by_name(50), &gone).await.err();
    assert_eq!(refused, Some(Error::invalid("group", FieldCode::Unknown)));
}

#[tokio::test]
async fn a_long_page_has_many_groups() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    sqlx::query(
        "with firm as (
           insert into companies (id, workspace_id, name, created_at, updated_at)
           select gen_random_uuid(), acting_workspace(), 'Firm ' || lpad(n::text, 3, '0'), now(), now()
           from generate_series(1, 120) as n
           returning id, name
         )
         insert into contacts (id, workspace_id, name, company_id, created_at, updated_at)
         select gen_random_uuid(), acting_workspace(), 'One of ' || name, id, now(), now()
         from firm",
    )
    .execute(scope.db())
    .await
    .unwrap();
    let shown = page(&mut scope, "company", &by_name(200)).await;
    assert_eq!(shown.len(), 120);
    assert_eq!(shown[119], "Firm 120 1: One of Firm 120");
}

#[tokio::test]
async fn a_page_goes_on_though_its_group_went() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    firms(&mut scope).await;
    let first = grouped(&mut scope, &by_name(1), &Grouping::Company)
        .await
        .unwrap();
    sqlx::query("update companies set deleted_at = now() where name = 'acme'")
        .execute(scope.db())
        .await
        .unwrap();
    let rest = ListQuery {
        after: first.next,
        ..by_name(50)
    };
    let shown = page(&mut scope, "company", &rest).await;
    assert_eq!(shown, ["Berg 1: Bo", "No company 4: Cy Di Ed Fi"]);
    let (stage, _) = stages(&mut scope).await;
    let elsewhere = ListQuery {
        after: Some(Cursor {
            key: String::new(),
            id: Uuid::nil(),
            group: Some("Silver".to_owned()),
        }),
        ..by_name(1)
    };
    let by = format!("field.{}", stage.key);
    assert_eq!(page(&mut scope, &by, &elsewhere).await, ["Lead 2: Bo"]);
}

#[tokio::test]
async fn the_table_shows_its_groups() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    firms(&mut scope).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let body = browser.page("/contacts?group=company&sort=name").await;
    for shown in [
        "By Company",
        "group-row",
        ">acme<",
        ">No company<",
        "q=has%3Ano-company",
        "Select Ed",
    ] {
        assert!(body.contains(shown), "{shown}: {body}");
    }
    assert!(!body.contains("Gone Ltd"), "it is deleted");
    let body = browser.page("/contacts?group=field.gone").await;
    assert!(
        body.contains("Select Ed") && !body.contains("group-row"),
        "{body}"
    );
    let body = browser.page("/contacts?group=company&q=nobody").await;
    assert!(body.contains("Nobody fits"));
}

#[tokio::test]
async fn programs_ask_for_groups() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    firms(&mut scope).await;
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let get = async |path: &str| program.api("GET", path, None).await;
    let (_, first) = get("/contacts?group=company&sort=name&limit=3").await;
    let labels = |body: &serde_json::Value| {
        let groups = body["meta"]["groups"].as_array().unwrap().clone();
        let told = groups
            .iter()
            .map(|group| format!("{} {}", group["label"].as_str().unwrap(), group["count"]));
        told.collect::<Vec<_>>()
    };
    assert_eq!(labels(&first), ["acme 2", "Berg 1"]);
    assert_eq!(first["data"][0]["group"], first["meta"]["groups"][0]["key"]);
    let next = first["meta"]["next_cursor"].as_str().unwrap();
    let (_, rest) = get(&format!("/contacts?group=company&sort=name&cursor={next}")).await;
    assert_eq!(labels(&rest), ["No company 2"]);
    assert_eq!(rest["data"][1]["group"], "");
    let (_, plain) = get("/contacts").await;
    assert!(plain["data"][0].get("group").is_none() && plain["meta"].get("groups").is_none());
    for wrong in ["group=shoe", "group=field.gone"] {
        let (status, body) = get(&format!("/contacts?{wrong}")).await;
        assert_eq!(status, 422);
        assert!(
            body["error"]["details"]["fields"]["group"].is_object(),
            "{body}"
        );
    }
}

#[tokio::test]
async fn who_has_several_tags_stands_in_the_group_of_each() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    for (name, tags) in [
        ("Bo", &["tea", "\"boats\" & oars"][..]),
        ("Cy", &["tea"]),
        ("Di", &[]),
        ("Ed", &["gone"]),
    ] {
        let id = add(&mut scope, name, &format!("{name}@lind.example"), "").await;
        for tag in tags {
            tags::tag_contact(&mut scope, id, tag).await.unwrap();
        }
    }
    let gone = tags::tag_called(&mut scope, "gone").await.unwrap().unwrap();
    tags::delete_tag(&mut scope, gone.id).await.unwrap();
    let expected = ["\"boats\" & oars 1: Bo", "tea 2: Bo Cy", "No tag 2: Di Ed"];
    assert_eq!(page(&mut scope, "tag", &by_name(50)).await, expected);
    for limit in 1..=5 {
        let walked = walked(&mut scope, "tag", &by_name(limit)).await;
        assert_eq!(walked, expected, "by {limit}");
    }
    scope.commit().await.unwrap();
    let html = app
        .browser(&ada)
        .await
        .page("/contacts?group=tag&sort=name")
        .await;
    assert!(html.contains("By Tag") && html.contains("No tag"), "{html}");
    assert!(html.contains("q=tag%3Dtea"), "{html}");
    let board = app
        .browser(&ada)
        .await
        .page("/contacts?layout=board&group=tag")
        .await;
    assert!(board.contains("By Strength"), "nobody stands on it twice");
}
