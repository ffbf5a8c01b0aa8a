//! Fields of the workspace's own in queries, orders and columns of the list of companies.

use chrono_tz::Tz;

use super::*;
use crate::{
    companies::COUNTED,
    contacts::{ContactInput, ListOrder, create_contact},
    fields::{self, ChoiceInput, Field, FieldInput, types::FieldKind},
};

async fn field(scope: &mut Scope, label: &str, kind: FieldKind) -> Field {
    let choices = ["Tin", "Gold"].map(ChoiceInput::new);
    let input = FieldInput {
        subject: Subject::Company,
        label: label.to_owned(),
        kind,
        key: None,
        choices: if kind.has_choices() {
            choices.into()
        } else {
            Vec::new()
        },
    };
    let id = fields::define_field(scope, input).await.unwrap();
    fields::field(scope, id).await.unwrap()
}

async fn say(scope: &mut Scope, field: &Field, id: Uuid, text: &str) {
    let texts = [text.to_owned()];
    let value = fields::written(scope, field, &texts, "values")
        .await
        .unwrap();
    fields::set_value(scope, field, id, value).await.unwrap();
}

/// Lind and Zeta with a field of each kind; Aster has none of them.
async fn firms_with_fields(app: &TestApp) -> (Viewer, Uuid, Uuid) {
    let ada = three_firms(app).await;
    let mut scope = app.scope(&ada).await;
    let all = list(&mut scope, &query("", CompanySort::Name))
        .await
        .unwrap();
    let (lind, zeta) = (all[1].id, all[2].id);
    for name in ["Cy Berg", "Di Nowak"] {
        let input = ContactInput {
            name: Some(name.to_owned()),
            ..ContactInput::default()
        };
        create_contact(&mut scope, input).await.unwrap();
    }
    for (label, kind, of_lind, of_zeta) in [
        ("Trade", FieldKind::Text, "Bäckerei", "Boats"),
        ("Seats", FieldKind::Number, "9", "250"),
        ("Contract ends", FieldKind::Date, "2026-03-20", "2025-12-31"),
        ("Tier", FieldKind::Choice, "Gold", "Tin"),
        ("Title", FieldKind::MultiChoice, "Tin", "Gold"),
        ("Feed", FieldKind::Link, "lind.example/feed", "zeta.example"),
        ("Owner", FieldKind::Contact, "Di Nowak", "Cy Berg"),
        ("Partner", FieldKind::YesNo, "yes", "no"),
    ] {
        let field = field(&mut scope, label, kind).await;
        say(&mut scope, &field, lind, of_lind).await;
        say(&mut scope, &field, zeta, of_zeta).await;
    }
    scope.commit().await.unwrap();
    (ada, lind, zeta)
}

fn asked(text: &str, sort: &str) -> CompanyQuery {
    CompanyQuery {
        query: parse_about(Subject::Company, text).unwrap(),
        sort: ListOrder::parse(sort),
        limit: 10,
        zone: Tz::Europe__Berlin,
        ..CompanyQuery::default()
    }
}

async fn found(scope: &mut Scope, text: &str, sort: &str) -> Vec<String> {
    let query = asked(text, sort);
    let rows = list(scope, &query).await.unwrap();
    assert_eq!(count(scope, &query).await.unwrap(), rows.len() as i64);
    rows.into_iter().map(|company| company.name).collect()
}

#[tokio::test]
async fn each_kind_of_field_narrows_the_list() {
    let app = TestApp::start().await;
    let (ada, ..) = firms_with_fields(&app).await;
    let mut scope = app.scope(&ada).await;
    for (text, expected) in [
        ("trade:back", &["Lind"][..]),
        ("trade!=boats", &["Aster", "Lind"]),
        ("seats>9", &["Zeta"]),
        ("seats<=9", &["Lind"]),
        ("contract_ends:2026", &["Lind"]),
        ("\"Contract ends\"<2026-01", &["Zeta"]),
        ("tier:gold", &["Lind"]),
        ("tier:gold,tin", &["Lind", "Zeta"]),
        ("title:gold", &["Zeta"]),
        ("\"title\":tin", &["Lind"]),
        ("feed:feed", &["Lind"]),
        ("owner:berg", &["Zeta"]),
        ("owner=\"Di Nowak\"", &["Lind"]),
        ("partner:yes", &["Lind"]),
        ("has:tier", &["Lind", "Zeta"]),
        ("has:no-title", &["Aster"]),
        ("not tier:gold", &["Aster", "Zeta"]),
        ("zeta.ex or (seats<10 and lin)", &["Lind", "Zeta"]),
        ("lin tier:tin", &[]),
    ] {
        assert_eq!(found(&mut scope, text, "name").await, expected, "{text}");
    }
}

#[tokio::test]
async fn the_list_goes_by_each_kind_and_who_has_no_value_comes_last() {
    let app = TestApp::start().await;
    let (ada, ..) = firms_with_fields(&app).await;
    let mut scope = app.scope(&ada).await;
    for (key, rising) in [
        ("trade", ["Lind", "Zeta", "Aster"]),
        ("seats", ["Lind", "Zeta", "Aster"]),
        ("contract_ends", ["Zeta", "Lind", "Aster"]),
        ("tier", ["Zeta", "Lind", "Aster"]),
        ("title", ["Lind", "Zeta", "Aster"]),
        ("feed", ["Lind", "Zeta", "Aster"]),
        ("owner", ["Zeta", "Lind", "Aster"]),
        ("partner", ["Zeta", "Lind", "Aster"]),
    ] {
        let names = found(&mut scope, "", &format!("field.{key}")).await;
        assert_eq!(names, rising, "{key}");
        let names = found(&mut scope, "", &format!("-field.{key}")).await;
        assert_eq!(names, [rising[1], rising[0], "Aster"], "{key}");
    }
    let mut walked = Vec::new();
    for offset in 0..3 {
        let query = CompanyQuery {
            offset,
            limit: 1,
            ..asked("", "field.seats")
        };
        let rows = list(&mut scope, &query).await.unwrap();
        assert_eq!(rows.len(), if offset < 2 { 2 } else { 1 }, "{offset}");
        walked.push(rows[0].name.clone());
    }
    assert_eq!(walked, ["Lind", "Zeta", "Aster"]);
    let gone = list(&mut scope, &asked("", "field.gone")).await;
    assert_eq!(
        gone.unwrap_err(),
        Error::invalid("sort", FieldCode::Unknown)
    );
}

#[tokio::test]
async fn the_page_narrows_sorts_and_shows_own_fields() {
    let app = TestApp::start().await;
    let (ada, ..) = firms_with_fields(&app).await;
    let browser = app.browser(&ada).await;
    let html = browser.page("/companies").await;
    assert!(html.contains("Narrow by Tier"), "{html}");
    assert!(html.contains("value=\"field.seats\""), "{html}");
    let html = browser
        .page("/companies?q=tier%3Agold&columns=people&columns=field.seats&columns=field.owner")
        .await;
    assert!(html.contains("Remove filter Tier is Gold"), "{html}");
    assert!(html.contains("Lind") && !html.contains("Zeta"), "{html}");
    assert!(html.contains("Di Nowak"), "{html}");
    assert!(
        html.contains("sort=field.seats") && !html.contains("sort=average"),
        "{html}"
    );
    let html = browser.page("/companies?q=acme+hat%3Abig").await;
    assert!(html.contains("Kith cannot read this query"), "{html}");
    assert!(html.contains("<mark>hat</mark>"), "{html}");
    assert!(!html.contains("zeta.example"), "{html}");
    let added = "/companies?q=lin&sort=name&field=tier&test=%3A&value=gold";
    let answer = browser.open(added).await;
    assert_eq!(
        answer.headers()["location"],
        "/companies?q=lin%20tier%3Agold&sort=name"
    );
    let html = browser.page("/companies?q=tier%3Atin+lin").await;
    assert!(html.contains("No company fits"), "{html}");
}

#[tokio::test]
async fn programs_ask_for_own_fields_and_are_told_where_they_err() {
    let app = TestApp::start().await;
    let (ada, lind, zeta) = firms_with_fields(&app).await;
    let program = app.program(&ada).await;
    let ids = async |path: &str| -> Vec<String> {
        let (status, answer) = program.api("GET", path, None).await;
        assert_eq!(status, 200, "{answer}");
        let rows = answer["data"].as_array().unwrap().iter();
        rows.map(|row| row["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let (lind, zeta) = (lind.to_string(), zeta.to_string());
    assert_eq!(ids("/companies?q=seats%3E9").await, [zeta.as_str()]);
    let sorted = ids("/companies?sort=-field.seats&limit=2").await;
    assert_eq!(sorted, [zeta.as_str(), lind.as_str()]);
    let (status, answer) = program.api("GET", "/companies?q=lin+score%3E5", None).await;
    let place = &answer["error"]["details"]["fields"]["q"];
    assert_eq!((status, place["at"].as_i64()), (422, Some(4)), "{answer}");
    for wrong in ["field.gone", "shoes"] {
        let (status, answer) = program
            .api("GET", &format!("/companies?sort={wrong}"), None)
            .await;
        assert_eq!(status, 422, "{answer}");
    }
}

#[tokio::test]
async fn indexes_give_what_own_fields_ask_and_order() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let seats = field(&mut scope, "Seats", FieldKind::Number).await;
    sqlx::query(
        "insert into companies (id, workspace_id, name, name_origin, contact_count, created_at, updated_at)
         select gen_random_uuid(), acting_workspace(), 'Firm ' || n, 'edit', 1, now(), now()
         from generate_series(1, 5000) as n",
    )
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query(
        "insert into custom_values (workspace_id, field_id, subject_id, place, number)
         select workspace_id, $1, id, 1, row_number() over ()
         from companies",
    )
    .bind(seats.id)
    .execute(scope.db())
    .await
    .unwrap();
    sqlx::query("analyze custom_values, companies")
        .execute(scope.db())
        .await
        .unwrap();
    assert!(count(&mut scope, &asked("seats>4000", "")).await.unwrap() == 1000 && COUNTED > 1000);
    for (text, sort, index) in [
        ("", "field.seats", "custom_values_number"),
        ("", "-field.seats", "custom_values_number"),
        ("seats>4990", "", "companies_pkey"),
        ("seats>10", "", "custom_values"),
        ("", "", "companies_score"),
    ] {
        let plan = crate::companies::list::plan(&mut scope, &asked(text, sort)).await;
        assert!(plan.contains(index), "{text} {sort}: {plan}");
    }
}
