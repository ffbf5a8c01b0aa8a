//! Fields of the workspace's own in queries, orders and columns of the list.

use chrono_tz::Tz;

use super::*;
use crate::{
    contacts::query::parse,
    fields::{
        self, ChoiceInput, Field, FieldInput,
        types::{FieldKind, Subject},
    },
};

pub(super) async fn field(
    scope: &mut Scope,
    label: &str,
    kind: FieldKind,
    choices: &[&str],
) -> Field {
    let input = FieldInput {
        subject: Subject::Contact,
        label: label.to_owned(),
        kind,
        key: None,
        choices: choices
            .iter()
            .filter(|_| kind.has_choices())
            .map(|label| ChoiceInput::new(*label))
            .collect(),
    };
    let id = fields::define_field(scope, input).await.unwrap();
    fields::field(scope, id).await.unwrap()
}

pub(super) async fn say(scope: &mut Scope, field: &Field, id: Uuid, texts: &[&str]) {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let value = fields::written(scope, field, &texts, "values")
        .await
        .unwrap();
    fields::set_value(scope, field, id, value).await.unwrap();
}

/// A field of each kind, filled in for Bo and Cy; Di has none.
async fn cast_with_fields(scope: &mut Scope) {
    let bo = add(scope, "Bo Lind", "bo@lind.example", "").await;
    let cy = add(scope, "Cy Berg", "cy@berg.example", "").await;
    add(scope, "Di Nowak", "di@nowak.example", "").await;
    let choices = ["Tin", "Gold", "Blue, light"];
    for (label, kind, of_bo, of_cy) in [
        (
            "Nickname",
            FieldKind::Text,
            &["Zébra Bo"][..],
            &["Cyclone"][..],
        ),
        ("Shoe size", FieldKind::Number, &["42"], &["9.5"]),
        (
            "Contract ends",
            FieldKind::Date,
            &["2026-03-20"],
            &["2025-12-31"],
        ),
        ("Stage", FieldKind::Choice, &["Gold"], &["Blue, light"]),
        (
            "Interests",
            FieldKind::MultiChoice,
            &["Tin", "Gold"],
            &["Tin"],
        ),
        (
            "Blog",
            FieldKind::Link,
            &["https://bo.example/blog"],
            &["cy.example"],
        ),
        ("Mentor", FieldKind::Contact, &["Cy Berg"], &["Di Nowak"]),
        ("Company", FieldKind::YesNo, &["yes"], &["no"]),
    ] {
        let field = field(scope, label, kind, &choices).await;
        say(scope, &field, bo, of_bo).await;
        say(scope, &field, cy, of_cy).await;
    }
}

fn asked(query: &str, sort: &str, limit: i64) -> ListQuery {
    ListQuery {
        query: parse(query).unwrap(),
        sort: ListOrder::parse(sort),
        limit,
        zone: Tz::Europe__Berlin,
        ..ListQuery::default()
    }
}

async fn found(scope: &mut Scope, query: &str, sort: &str) -> Vec<String> {
    let query = asked(query, sort, 50);
    let rows = list(scope, &query).await.unwrap().rows;
    assert_eq!(count(scope, &query).await.unwrap(), rows.len() as i64);
    let name = |row: Listed| row.name.split(' ').next().unwrap().to_owned();
    rows.into_iter().map(name).collect()
}

#[tokio::test]
async fn each_kind_of_field_is_asked_in_a_query() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    cast_with_fields(&mut scope).await;
    for (query, expected) in [
        ("nickname:zebra", &["Bo"][..]),
        ("Nickname:clon", &["Cy"]),
        ("nickname=cyclone", &["Cy"]),
        ("nickname!=cyclone", &["Bo", "Di"]),
        ("nickname=cy", &[]),
        ("shoe_size>40", &["Bo"]),
        ("\"Shoe size\"<=9.5", &["Cy"]),
        ("\"shoe size\":42", &["Bo"]),
        ("\"shoe size\"!=42", &["Cy", "Di"]),
        ("contract_ends:2026", &["Bo"]),
        ("contract_ends:next-30d", &["Bo"]),
        ("contract_ends<today", &["Cy"]),
        ("contract_ends>=2025-12-31", &["Bo", "Cy"]),
        ("contract_ends!=2025-12", &["Bo", "Di"]),
        ("contract_ends>1y", &[]),
        ("contract_ends:90d", &["Cy"]),
        ("stage:gold", &["Bo"]),
        ("stage:\"blue, light\"", &["Cy"]),
        ("stage:gold,tin", &["Bo"]),
        ("stage!=gold", &["Cy", "Di"]),
        ("interests:gold", &["Bo"]),
        ("interests:gold,tin", &["Bo", "Cy"]),
        ("interests:tin not interests:gold", &["Cy"]),
        ("blog:bo.example", &["Bo"]),
        ("mentor:berg", &["Bo"]),
        ("mentor=\"cy berg\"", &["Bo"]),
        ("mentor=di@nowak.example", &["Cy"]),
        ("mentor!=\"cy berg\"", &["Cy", "Di"]),
        ("\"company\":yes", &["Bo"]),
        ("company:yes", &[]),
        ("has:stage", &["Bo", "Cy"]),
        ("has:no-\"Shoe size\"", &["Di"]),
        ("\"Company\":*", &["Bo", "Cy"]),
        ("\"Company\"!=*", &["Di"]),
        ("not stage:gold", &["Cy", "Di"]),
        ("stage:gold or (shoe_size<10 and mentor:di)", &["Bo", "Cy"]),
    ] {
        let mut names = found(&mut scope, query, "name").await;
        names.sort();
        assert_eq!(names, expected, "{query}");
        let printed = parse(query).unwrap().to_string();
        assert_eq!(parse(&printed), parse(query), "{query}");
    }
}

#[tokio::test]
async fn what_is_no_field_or_no_value_of_it_is_refused() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    cast_with_fields(&mut scope).await;
    let fields = fields::fields(&mut scope, Subject::Contact).await.unwrap();
    for (query, place, length, begins) in [
        ("bo \"Hat size\":3", 3, 10, "there is no field “Hat size”"),
        ("bo hat:3", 3, 3, "there is no field “hat”"),
        ("has:luck", 4, 4, "“has” takes email"),
        ("shoe_size>big", 10, 3, "“shoe_size” takes a number"),
        ("contract_ends<soon", 14, 4, "“contract_ends” takes a time"),
        ("stage:silver", 6, 6, "“Stage” takes Tin, Gold"),
        ("stage<gold", 0, 10, "“stage” is compared by :, = and !="),
        ("\"company\":perhaps", 10, 7, "“company” takes yes or no"),
    ] {
        let problem = unmet(query, &fields).expect(query);
        assert_eq!((problem.at, problem.length), (place, length), "{query}");
        let words = problem.cause.to_string();
        assert!(words.starts_with(begins), "{query}: {words}");
        let query = asked(query, "", 5);
        let refused = list(&mut scope, &query).await.err();
        assert_eq!(refused, Some(Error::invalid("q", FieldCode::Unreadable)));
        assert!(ids(&mut scope, &query).await.is_err(), "nobody is meant");
    }
    let unknown = list(&mut scope, &asked("", "field.hat", 5)).await.err();
    assert_eq!(unknown, Some(Error::invalid("sort", FieldCode::Unknown)));
}

#[tokio::test]
async fn the_list_goes_by_a_field_and_keeps_its_pages() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    cast_with_fields(&mut scope).await;
    for (sort, expected) in [
        ("field.nickname", ["Cy", "Bo", "Di"]),
        ("-field.nickname", ["Bo", "Cy", "Di"]),
        ("field.shoe_size", ["Cy", "Bo", "Di"]),
        ("-field.shoe_size", ["Bo", "Cy", "Di"]),
        ("field.contract_ends", ["Cy", "Bo", "Di"]),
        ("field.stage", ["Bo", "Cy", "Di"]),
        ("field.mentor", ["Bo", "Cy", "Di"]),
        ("-field.mentor", ["Cy", "Bo", "Di"]),
        ("field.company", ["Cy", "Bo", "Di"]),
    ] {
        assert_eq!(found(&mut scope, "", sort).await, expected, "{sort}");
        let mut query = asked("", sort, 1);
        let mut walked = Vec::new();
        loop {
            let page = list(&mut scope, &query).await.unwrap();
            walked.extend(page.rows.into_iter().map(|row| row.name[..2].to_owned()));
            let Some(next) = page.next else { break };
            query.after = Cursor::decode(&next.encode());
        }
        assert_eq!(walked, expected, "page by page, {sort}");
    }
    let narrowed = found(&mut scope, "not stage:gold", "field.shoe_size").await;
    assert_eq!(narrowed, ["Cy", "Di"]);
}

#[tokio::test]
async fn the_page_shows_sorts_and_narrows_by_fields() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    cast_with_fields(&mut scope).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let page = async |address: &str| browser.page(address).await;
    let columns = "columns=field.shoe_size,field.interests,field.mentor";
    let body = page(&format!("/contacts?{columns}&q=has%3Astage")).await;
    for shown in [
        ">42<",
        ">9.5<",
        ">Tin, Gold<",
        ">Cy Berg<",
        "Remove filter Has Stage",
        "sort=field.shoe_size",
        "Narrow by Stage",
        "q=has%3Astage%20stage%3ATin",
    ] {
        assert!(body.contains(shown), "{shown}: {body}");
    }
    assert!(!body.contains("Select Di Nowak"));
    let body = page("/contacts?q=stage%3Agold,tin&sort=field.shoe_size").await;
    assert!(
        body.contains("Remove filter Stage is Gold or Tin"),
        "{body}"
    );
    let body = page("/contacts?q=bo+hat%3A3").await;
    assert!(body.contains("there is no field “hat”") && body.contains("<mark>hat</mark>"));
    let body = page("/contacts?sort=field.hat&columns=field.hat,email").await;
    assert!(
        body.contains("Bo Lind") && !body.contains("field.hat"),
        "{body}"
    );
    let added = browser
        .open("/contacts?field=%22company%22&test=%3A&value=yes")
        .await;
    assert_eq!(
        added.headers()["location"],
        "/contacts?q=%22company%22%3Ayes"
    );
}

#[tokio::test]
async fn programs_ask_for_fields() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    cast_with_fields(&mut scope).await;
    scope.commit().await.unwrap();
    let program = app.program(&ada).await;
    let json = async |path: &str| program.api("GET", path, None).await;
    let (_, body) = json("/contacts?q=shoe_size%3E5&sort=-field.shoe_size").await;
    assert_eq!(body["data"][0]["name"], "Bo Lind");
    assert_eq!(body["data"][1]["name"], "Cy Berg");
    for path in ["/contacts", "/contacts/count"] {
        let (status, body) = json(&format!("{path}?q=bo%20%20hat:3")).await;
        assert_eq!(status, 422);
        let said = &body["error"]["details"]["fields"]["q"];
        assert_eq!((&said["at"], &said["length"]), (&4.into(), &3.into()));
    }
}
