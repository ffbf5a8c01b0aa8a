//! Companies that are one: by their names, by a person's word, and apart again.

use super::*;
use crate::{
    companies::{
        CompanyInput, add_alias, aliases, called, edit_company, merge_companies, part_companies,
        remove_alias,
    },
    contacts::{ContactInput, types::ContactField},
    merging::Terms,
    tasks::{self, TaskInput},
};

async fn at(scope: &mut Scope, name: &str, company: &str) -> Uuid {
    let input = ContactInput {
        name: Some(name.to_owned()),
        company: Some(company.to_owned()),
        ..ContactInput::default()
    };
    contacts::create_contact(scope, input).await.unwrap()
}

async fn company_of(scope: &mut Scope, person: &str) -> Option<String> {
    let id: Uuid = sqlx::query_scalar("select id from contacts where name = $1")
        .bind(person)
        .fetch_one(scope.db())
        .await
        .unwrap();
    contacts::contact(scope, id).await.unwrap().company
}

async fn by_domain(scope: &mut Scope, domain: &str) -> Uuid {
    called(scope, domain).await.unwrap().unwrap()
}

fn parent(name: &str) -> CompanyInput {
    CompanyInput {
        parent: Some(name.to_owned()),
        ..CompanyInput::default()
    }
}

#[tokio::test]
async fn a_legal_form_makes_no_second_company() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let acme = find_or_create(&mut scope, "Acme GmbH").await.unwrap();
    for name in [
        "ACME Inc.",
        "acme",
        "Acme, Ltd",
        "ACMÉ S.A.",
        "Acme GmbH & Co. KG",
    ] {
        assert_eq!(find_or_create(&mut scope, name).await, Ok(acme), "{name}");
    }
    for name in ["Acme Labs", "Acm", "GmbH", "AB"] {
        assert_ne!(find_or_create(&mut scope, name).await, Ok(acme), "{name}");
    }
}

#[tokio::test]
async fn two_that_have_a_domain_each_are_never_taken_for_one() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mails = [
        Mail::new("1", 9, ME, "Bo Lind <bo@acme.de>"),
        Mail::new("2", 8, ME, "Di Moe <di@acme.com>"),
    ];
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let (german, other) = (
        by_domain(&mut scope, "acme.de").await,
        by_domain(&mut scope, "acme.com").await,
    );
    assert_ne!(german, other);
    for (id, name) in [(german, "Acme GmbH"), (other, "Acme Inc.")] {
        let input = CompanyInput {
            name: Some(name.to_owned()),
            ..CompanyInput::default()
        };
        edit_company(&mut scope, id, input).await.unwrap();
    }
    assert_eq!(find_or_create(&mut scope, "acme gmbh").await, Ok(german));
    let third = find_or_create(&mut scope, "Acme Ltd").await.unwrap();
    assert!(third != german && third != other, "it may be either");
}

#[tokio::test]
async fn joined_companies_are_one_and_are_parted_as_they_were() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let (lind, zeta) = (
        by_domain(&mut scope, "lind.example").await,
        by_domain(&mut scope, "zeta.example").await,
    );
    at(&mut scope, "Eve Note", "Lind").await;
    let task = TaskInput {
        title: "Call them".to_owned(),
        companies: vec![lind],
        ..TaskInput::default()
    };
    tasks::add_task(&mut scope, chrono_tz::UTC, task)
        .await
        .unwrap();
    let notes = |text: &str| CompanyInput {
        notes: Some(text.to_owned()),
        ..CompanyInput::default()
    };
    edit_company(&mut scope, lind, notes("Bakers"))
        .await
        .unwrap();
    edit_company(&mut scope, zeta, notes("Tailors"))
        .await
        .unwrap();
    let before = find(&mut scope, lind).await.unwrap();
    merge_companies(&mut scope, lind, zeta, &Terms::default())
        .await
        .unwrap();
    let one = find(&mut scope, zeta).await.unwrap();
    assert_eq!(
        (one.contact_count, one.notes.as_str()),
        (4, "Tailors\n\nBakers")
    );
    assert_eq!(find(&mut scope, lind).await.unwrap_err(), Error::NotFound);
    assert_eq!(by_domain(&mut scope, "lind.example").await, zeta);
    assert_eq!(
        company_of(&mut scope, "Eve Note").await,
        Some(one.name.clone())
    );
    assert_eq!(crate::companies::open_tasks(&mut scope, zeta).await, Ok(1));
    part_companies(&mut scope, lind).await.unwrap();
    let parted = find(&mut scope, lind).await.unwrap();
    assert_eq!(
        (parted.contact_count, &parted.notes),
        (before.contact_count, &before.notes)
    );
    let other = find(&mut scope, zeta).await.unwrap();
    assert_eq!((other.contact_count, other.notes.as_str()), (1, "Tailors"));
    assert_eq!(crate::companies::open_tasks(&mut scope, zeta).await, Ok(0));
    assert_eq!(part_companies(&mut scope, lind).await, Err(Error::NotFound));
}

#[tokio::test]
async fn mail_that_comes_later_finds_the_joined_company() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let (lind, zeta) = (
        by_domain(&mut scope, "lind.example").await,
        by_domain(&mut scope, "zeta.example").await,
    );
    merge_companies(&mut scope, lind, zeta, &Terms::default())
        .await
        .unwrap();
    scope.commit().await.unwrap();
    app.import(
        &ada,
        &[Mail::new("new", 1, ME, "Flo Lind <flo@lind.example>")],
    )
    .await;
    let mut scope = app.scope(&ada).await;
    let zeta = find(&mut scope, zeta).await.unwrap();
    assert_eq!(company_of(&mut scope, "Flo Lind").await, Some(zeta.name));
    assert_eq!(zeta.contact_count, 4);
}

#[tokio::test]
async fn another_domain_brings_its_people_and_takes_them_along() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let zeta = by_domain(&mut scope, "zeta.example").await;
    let taken = add_alias(&mut scope, zeta, "lind.example").await;
    assert_eq!(taken, Err(Error::invalid("value", FieldCode::Taken)));
    add_alias(&mut scope, zeta, "Zeta Tailors").await.unwrap();
    assert_eq!(
        find_or_create(&mut scope, "zeta tailors gmbh").await,
        Ok(zeta)
    );
    assert_eq!(aliases(&mut scope, zeta).await.unwrap().len(), 1);
    remove_alias(&mut scope, zeta, "Zeta Tailors")
        .await
        .unwrap();
    assert_eq!(called(&mut scope, "zeta tailors").await, Ok(None));
}

#[tokio::test]
async fn a_company_is_not_above_itself() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let (top, low) = (
        find_or_create(&mut scope, "Top").await.unwrap(),
        find_or_create(&mut scope, "Low").await.unwrap(),
    );
    edit_company(&mut scope, low, parent("top")).await.unwrap();
    assert_eq!(
        find(&mut scope, low).await.unwrap().parent.as_deref(),
        Some("Top")
    );
    let circle = Err(Error::invalid("parent", FieldCode::Circular));
    assert_eq!(edit_company(&mut scope, top, parent("Low")).await, circle);
    assert_eq!(edit_company(&mut scope, top, parent("Top")).await, circle);
    let nobody = Err(Error::invalid("parent", FieldCode::NobodyFound));
    assert_eq!(edit_company(&mut scope, top, parent("Nope")).await, nobody);
    edit_company(&mut scope, low, parent("")).await.unwrap();
    assert_eq!(find(&mut scope, low).await.unwrap().parent, None);
}

#[tokio::test]
async fn a_person_who_moves_is_counted_where_they_are() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let aster = by_domain(&mut scope, "aster.example").await;
    let person = people(&mut scope, aster, 10).await.unwrap().remove(0);
    assert_eq!(
        find(&mut scope, aster).await.unwrap().average_score,
        Some(person.score)
    );
    let company = ContactField::Company;
    contacts::edit_contact(&mut scope, person.id, company, "Zeta".to_owned())
        .await
        .unwrap();
    assert_eq!(find(&mut scope, aster).await.unwrap().contact_count, 0);
    let zeta = by_domain(&mut scope, "zeta.example").await;
    let zeta = find(&mut scope, zeta).await.unwrap();
    assert_eq!(zeta.contact_count, 2);
    assert!(zeta.average_score < zeta.strongest_score, "{zeta:?}");
}
