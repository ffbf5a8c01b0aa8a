//! Whom words fit, as a table.

use super::*;
use crate::{
    relations::{self, Who, types::RelationKind},
    taxonomy::{fits::fits, rule::RuleWords},
    testing::Mail,
    timeline,
};

async fn fit(scope: &mut Scope, contact: Uuid, field: RuleField, word: &str) -> bool {
    let rule = RuleWords::from([(field, vec![word.to_owned()])]);
    !fits(scope, &[&rule], &[contact]).await.unwrap().is_empty()
}

#[tokio::test]
async fn words_of_titles_companies_and_places() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    for (field, text, word, is_fit) in [
        (
            RuleField::Title,
            "Senior Software Engineer",
            "engineer",
            true,
        ),
        (RuleField::Title, "Head of Engineering", "engineer", false),
        (RuleField::Title, "Head of Engineering", "engineer*", true),
        (RuleField::Title, "Bioengineer", "engineer*", false),
        (RuleField::Title, "VP, Sales", "vp sales", true),
        (RuleField::Title, "VP Pre-Sales", "vp sales", false),
        (
            RuleField::Title,
            "Geschäftsführerin",
            "geschaftsfuhr*",
            true,
        ),
        (RuleField::Title, "GESCHÄFTSFÜHRER", "Geschäftsführer", true),
        (RuleField::Title, "100% remote_worker", "%", false),
        (RuleField::Title, "Baker", "_aker", false),
        (RuleField::Title, "シニアエンジニア", "エンジニア", true),
        (RuleField::Company, "Lind & Sons Bank AG", "bank", true),
        (RuleField::Company, "Bankside Ltd", "bank", false),
        (RuleField::Place, "Malmö, Sweden", "sweden", true),
        (RuleField::Place, "Malmö, Sweden", "Malmo", true),
        (RuleField::Place, "New York", "york new", false),
    ] {
        let own = match field {
            RuleField::Title => [text, "", ""],
            RuleField::Company => ["", text, ""],
            _ => ["", "", text],
        };
        let contact = person(&mut scope, "Bo", own).await;
        assert_eq!(
            fit(&mut scope, contact, field, word).await,
            is_fit,
            "{word} in {text}"
        );
        let elsewhere = match field {
            RuleField::Title => RuleField::Company,
            _ => RuleField::Title,
        };
        assert!(!fit(&mut scope, contact, elsewhere, word).await, "{text}");
    }
}

#[tokio::test]
async fn a_domain_says_what_a_company_is() {
    let (app, ada) = world().await;
    let exchange = [
        Mail::new("out", 20, "ada@kith.example", "Di <di@ystad.edu>"),
        Mail::new("in", 18, "Di <di@ystad.edu>", "ada@kith.example"),
    ];
    app.import(&ada, &exchange).await;
    let mut scope = app.scope(&ada).await;
    let di: Uuid = sqlx::query_scalar("select id from contacts where email = 'di@ystad.edu'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    assert!(fit(&mut scope, di, RuleField::Company, "edu").await);
    assert!(!fit(&mut scope, di, RuleField::Company, "ed").await);
}

#[tokio::test]
async fn topics_are_a_note_or_two_conversations() {
    let (app, ada) = world().await;
    let (me, bo) = ("ada@kith.example", "Bo Lind <bo@lind.example>");
    let mails = [
        Mail::new("a", 400, me, bo).subject("Sailing in May"),
        Mail::new("b", 398, bo, me).subject("Re: Sailing in May"),
        Mail::new("c", 200, me, bo).subject("The harbour"),
        Mail::new("d", 100, me, bo).subject("Sailing again"),
    ];
    app.import(&ada, &mails).await;
    let mut scope = app.scope(&ada).await;
    let bo: Uuid = sqlx::query_scalar("select id from contacts where email = 'bo@lind.example'")
        .fetch_one(scope.db())
        .await
        .unwrap();
    let topic = RuleField::Topic;
    assert!(fit(&mut scope, bo, topic, "sailing").await, "two threads");
    assert!(!fit(&mut scope, bo, topic, "harbour").await, "one alone");
    assert!(!fit(&mut scope, bo, topic, "chess").await);
    timeline::add_note(&mut scope, bo, "Plays chess, and loves the harbour")
        .await
        .unwrap();
    assert!(fit(&mut scope, bo, topic, "chess").await, "a note");
    assert!(fit(&mut scope, bo, topic, "harbour").await, "a note");
}

#[tokio::test]
async fn relations_are_read_from_both_sides() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = titled(&mut scope, "Bo Lind", "").await;
    let di = titled(&mut scope, "Di Moe", "").await;
    relations::add_relation(&mut scope, bo, RelationKind::Manager, "", Who::Contact(di))
        .await
        .unwrap();
    let relation = RuleField::Relation;
    assert!(fit(&mut scope, di, relation, "manager").await);
    assert!(!fit(&mut scope, di, relation, "report").await);
    assert!(fit(&mut scope, bo, relation, "report").await);
    assert!(!fit(&mut scope, bo, relation, "manager").await);
}

#[tokio::test]
async fn the_first_field_that_says_so_is_the_reason() {
    let (app, ada) = world().await;
    let mut scope = app.scope(&ada).await;
    let bo = person(&mut scope, "Bo", ["Banker", "Lind Bank", ""]).await;
    let rule = RuleWords::from([
        (RuleField::Company, vec!["bank".to_owned()]),
        (RuleField::Title, vec!["bank*".to_owned()]),
    ]);
    let found = fits(&mut scope, &[&rule], &[bo]).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (
            found[0].field,
            found[0].word.as_str(),
            found[0].said.as_deref()
        ),
        (RuleField::Title, "bank*", Some("Banker"))
    );
    assert!(fits(&mut scope, &[], &[bo]).await.unwrap().is_empty());
}
