//! Companies: one for each name, counted from their people, listed in order.

mod alone;
mod conflicts;
mod finding;
mod history;
mod logos;
mod merge;
mod notes;
mod own;
mod sweep;
mod timeline;

use uuid::Uuid;

use super::{CompanyQuery, count, find, find_or_create, list, people, types::CompanySort};
use crate::{
    contacts::{self, query::parse_about},
    context::{Scope, Viewer},
    error::{Error, FieldCode},
    fields::types::Subject,
    testing::{Mail, TestApp},
};

const ME: &str = "ada@kith.example";

fn query(search: &str, sort: CompanySort) -> CompanyQuery {
    CompanyQuery {
        query: parse_about(Subject::Company, search).unwrap(),
        sort: sort.into(),
        limit: 10,
        ..CompanyQuery::default()
    }
}

async fn names(scope: &mut Scope, search: &str, sort: CompanySort) -> Vec<String> {
    let found = list(scope, &query(search, sort)).await.unwrap();
    found.into_iter().map(|company| company.name).collect()
}

/// Three firms: Lind with two people and the oldest mail, Aster with the strongest
/// tie, Zeta with the newest mail.
async fn three_firms(app: &TestApp) -> Viewer {
    let ada = app.owner(ME).await;
    let mut mails = vec![
        Mail::new("l1", 300, ME, "Bo Lind <bo@lind.example>"),
        Mail::new("l2", 300, ME, "Cy Lind <cy@lind.example>"),
        Mail::new("z1", 1, ME, "Zoe Zeta <zoe@zeta.example>"),
    ];
    for number in 0..6 {
        let (from, to) = if number % 2 == 0 {
            (ME, "Al Aster <al@aster.example>")
        } else {
            ("Al Aster <al@aster.example>", ME)
        };
        mails.push(Mail::new(&format!("a{number}"), 20 - number, from, to));
    }
    app.import(&ada, &mails).await;
    ada
}

#[tokio::test]
async fn a_company_is_found_again_whatever_the_case_and_the_accents() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let id = find_or_create(&mut scope, "Café Zürich").await.unwrap();
    for name in ["café zürich", "CAFE ZURICH", "  Cafe Zurich  "] {
        assert_eq!(
            find_or_create(&mut scope, name).await.unwrap(),
            id,
            "{name:?}"
        );
    }
    assert_ne!(find_or_create(&mut scope, "Café Zug").await.unwrap(), id);
    assert_eq!(find(&mut scope, id).await.unwrap().name, "Café Zürich");
}

#[tokio::test]
async fn a_name_of_a_company_has_at_most_200_letters() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let mut scope = app.scope(&ada).await;
    let refused = find_or_create(&mut scope, &"ä".repeat(201)).await;
    assert_eq!(refused, Err(Error::invalid("company", FieldCode::TooLong)));
    find_or_create(&mut scope, &"ä".repeat(200)).await.unwrap();
}

#[tokio::test]
async fn another_workspace_has_companies_of_its_own() {
    let app = TestApp::start().await;
    let (ada, eve) = (app.owner(ME).await, app.owner("eve@other.example").await);
    let mut scope = app.scope(&ada).await;
    let ours = find_or_create(&mut scope, "Lind").await.unwrap();
    scope.commit().await.unwrap();
    let mut scope = app.scope(&eve).await;
    assert_eq!(find(&mut scope, ours).await.unwrap_err(), Error::NotFound);
    assert_ne!(find_or_create(&mut scope, "Lind").await.unwrap(), ours);
}

#[tokio::test]
async fn an_import_counts_people_and_messages_of_each_company() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(
        count(&mut scope, &CompanyQuery::default()).await.unwrap(),
        3
    );
    let found = list(&mut scope, &query("", CompanySort::Name))
        .await
        .unwrap();
    let counted: Vec<_> = found
        .iter()
        .map(|company| {
            (
                company.domain.as_deref().unwrap(),
                company.contact_count,
                company.interaction_count,
            )
        })
        .collect();
    assert_eq!(
        counted,
        [
            ("aster.example", 1, 6),
            ("lind.example", 2, 2),
            ("zeta.example", 1, 1)
        ]
    );
    let newest = found[2].last_contact_at.unwrap();
    assert_eq!(newest, Mail::new("", 1, "", "").at());
    let lind = people(&mut scope, found[1].id, 10).await.unwrap();
    let addresses: Vec<_> = lind
        .iter()
        .map(|person| person.email.as_deref().unwrap())
        .collect();
    assert_eq!(addresses, ["bo@lind.example", "cy@lind.example"]);
    assert_eq!(
        found[0].strongest_score,
        Some(people(&mut scope, found[0].id, 1).await.unwrap()[0].score)
    );
}

/// Two mails to both of Lind, and one to each of Zeta.
#[tokio::test]
async fn a_mail_to_two_people_of_a_company_is_one_message_of_it() {
    let app = TestApp::start().await;
    let ada = app.owner(ME).await;
    let both = "Bo Lind <bo@lind.example>, Cy Lind <cy@lind.example>";
    let mails = [
        Mail::new("b1", 30, ME, both),
        Mail::new("b2", 29, ME, both),
        Mail::new("b3", 28, "Cy Lind <cy@lind.example>", ME),
        Mail::new("z1", 27, ME, "Zoe Zeta <zoe@zeta.example>"),
        Mail::new("z2", 26, ME, "Zia Zeta <zia@zeta.example>"),
        Mail::new("z3", 25, ME, "Zia Zeta <zia@zeta.example>"),
        Mail::new("z4", 24, ME, "Zia Zeta <zia@zeta.example>"),
    ];
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(
        messages(&mut scope).await,
        [("Zeta", 4), ("Lind", 3)].map(owned)
    );
    let cy: Uuid = sqlx::query_scalar("select id from contacts where email = 'cy@lind.example'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    contacts::delete_contact(&mut scope, cy).await.unwrap();
    assert_eq!(
        messages(&mut scope).await,
        [("Zeta", 4), ("Lind", 2)].map(owned)
    );
    contacts::restore_contact(&mut scope, cy).await.unwrap();
    let input = contacts::ContactInput {
        company: Some("Zeta".to_owned()),
        ..contacts::ContactInput::default()
    };
    contacts::update_contact(&mut scope, cy, input)
        .await
        .unwrap();
    assert_eq!(
        messages(&mut scope).await,
        [("Zeta", 7), ("Lind", 2)].map(owned),
        "both where she went and where she left"
    );
    scope.commit().await.unwrap();
    let more = [Mail::new("b4", 20, ME, "Bo Lind <bo@lind.example>")];
    app.import(&ada, &more).await;
    let mut scope = app.scope(&ada).await;
    assert_eq!(
        messages(&mut scope).await,
        [("Zeta", 7), ("Lind", 3)].map(owned)
    );
}

fn owned((name, count): (&str, i32)) -> (String, i32) {
    (name.to_owned(), count)
}

/// The most first.
async fn messages(scope: &mut Scope) -> Vec<(String, i32)> {
    let found = list(scope, &query("", CompanySort::Messages))
        .await
        .unwrap();
    let found = found.into_iter();
    found
        .map(|company| (company.name, company.interaction_count))
        .collect()
}

#[tokio::test]
async fn the_list_comes_in_each_order() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let orders = [
        (CompanySort::Name, ["Aster", "Lind", "Zeta"]),
        (CompanySort::Strongest, ["Aster", "Zeta", "Lind"]),
        (CompanySort::LastContact, ["Zeta", "Aster", "Lind"]),
    ];
    for (sort, expected) in orders {
        assert_eq!(names(&mut scope, "", sort).await, expected, "{sort:?}");
    }
    assert_eq!(names(&mut scope, "", CompanySort::People).await[0], "Lind");
}

#[test]
fn an_order_is_read_back_from_its_name() {
    for sort in CompanySort::ALL {
        assert_eq!(CompanySort::parse(sort.as_str()), sort);
    }
    assert_eq!(CompanySort::parse("weight"), CompanySort::Strongest);
}

#[tokio::test]
async fn a_search_fits_parts_of_name_and_domain_and_takes_no_wildcards() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let cases: [(&str, &[&str]); 5] = [
        ("LIN", &["Lind"]),
        ("zeta.ex", &["Zeta"]),
        ("ást", &["Aster"]),
        ("%", &["Aster", "Lind", "Zeta"]),
        ("nobody", &[]),
    ];
    for (search, expected) in cases {
        assert_eq!(
            names(&mut scope, search, CompanySort::Name).await,
            expected,
            "{search:?}"
        );
    }
}

#[tokio::test]
async fn a_company_without_people_is_not_listed() {
    let app = TestApp::start().await;
    let ada = three_firms(&app).await;
    let mut scope = app.scope(&ada).await;
    let ids: Vec<Uuid> = sqlx::query_scalar("select id from contacts where email like '%zeta%'")
        .fetch_all(scope.db())
        .await
        .unwrap();
    contacts::delete_contact(&mut scope, ids[0]).await.unwrap();
    assert_eq!(
        names(&mut scope, "", CompanySort::Name).await,
        ["Aster", "Lind"]
    );
    contacts::restore_contact(&mut scope, ids[0]).await.unwrap();
    assert_eq!(
        names(&mut scope, "", CompanySort::Name).await,
        ["Aster", "Lind", "Zeta"]
    );
}
