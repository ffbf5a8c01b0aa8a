//! Groups of the list: everybody stands in one of them, on the board and in the table.

use super::{
    own::{field, say},
    *,
};
use crate::{
    contacts::{Grouping, columns, move_back, move_contact, query::parse},
    fields::{
        self, ChoiceInput, Field, FieldChange,
        types::{FieldKind, Subject},
    },
    workspaces::Role,
};

/// Five people, each of another stage; that of Ed is offered no longer, Di has none.
pub(super) async fn stages(scope: &mut Scope) -> (Field, Vec<Uuid>) {
    let stage = field(
        scope,
        "Stage",
        FieldKind::Choice,
        &["Lead", "Won, so far", "Lost"],
    )
    .await;
    let mut ids = Vec::new();
    for (name, of) in [
        ("Bo", Some("Lead")),
        ("Cy", Some("Won, so far")),
        ("Di", None),
        ("Ed", Some("Lost")),
        ("Fi", Some("Lead")),
    ] {
        let id = add(scope, name, &format!("{name}@lind.example"), "").await;
        if let Some(of) = of {
            say(scope, &stage, id, &[of]).await;
        }
        ids.push(id);
    }
    let kept = stage.choices.iter().take(2).map(|choice| ChoiceInput {
        key: Some(choice.key.clone()),
        label: choice.label.clone(),
    });
    let change = FieldChange {
        choices: Some(kept.collect()),
        ..FieldChange::default()
    };
    fields::change_field(scope, stage.id, change).await.unwrap();
    let stage = fields::field(scope, stage.id).await.unwrap();
    (stage, ids)
}

pub(super) fn by_name(limit: i64) -> ListQuery {
    ListQuery {
        sort: ContactSort::Name.into(),
        limit,
        ..ListQuery::default()
    }
}

/// Each column as `label count: names`.
async fn board(scope: &mut Scope, grouping: &str, list: &ListQuery) -> Vec<String> {
    let own = fields::fields(scope, Subject::Contact).await.unwrap();
    let groups = Grouping::parse(grouping).unwrap().groups(&own);
    let columns = columns(scope, list, groups).await.unwrap();
    let told = columns.iter().map(|column| {
        let names: Vec<&str> = column.people.iter().map(|row| row.name.as_str()).collect();
        format!(
            "{} {}: {}",
            column.group.label,
            column.count,
            names.join(" ")
        )
    });
    told.collect()
}

#[tokio::test]
async fn everybody_stands_in_one_column() {
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
    for (grouping, expected) in [
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
        (
            "strength",
            &[
                "Strong 0: ",
                "Good 0: ",
                "Weak 0: ",
                "No contact yet 5: Bo Cy Di Ed Fi",
            ],
        ),
    ] {
        assert_eq!(board(&mut scope, grouping, &by_name(20)).await, expected);
    }
    let two = by_name(2);
    let shown = board(&mut scope, "strength", &two).await;
    assert_eq!(shown[3], "No contact yet 5: Bo Cy", "no more than fit");
    let narrowed = ListQuery {
        query: parse("bo or has:no-stage").unwrap(),
        sort: ListOrder::own("stage", true),
        ..two
    };
    assert_eq!(
        board(&mut scope, "field.stage", &narrowed).await,
        ["Lead 1: Bo", "Won, so far 0: ", "No Stage 1: Di"]
    );
}

#[tokio::test]
async fn where_a_column_goes_on_shows_the_same_people() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let (stage, _) = stages(&mut scope).await;
    for group in Grouping::Own(stage.key.clone()).groups(std::slice::from_ref(&stage)) {
        let written = group.query.to_string();
        let narrowed = ListQuery {
            query: parse(&written).unwrap(),
            ..by_name(20)
        };
        let groups = vec![group.clone()];
        let column = &columns(&mut scope, &by_name(20), groups).await.unwrap()[0];
        let rows = list(&mut scope, &narrowed).await.unwrap().rows;
        let ids = |rows: &[Listed]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(ids(&rows), ids(&column.people), "{written}");
    }
}

#[tokio::test]
async fn a_field_with_many_choices_has_a_column_for_each() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let choices: Vec<String> = (0..40).map(|number| format!("Choice {number}")).collect();
    let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
    let long = field(&mut scope, "Long", FieldKind::Choice, &choices).await;
    for place in [0, 13, 39] {
        let id = add(
            &mut scope,
            &format!("P{place}"),
            &format!("p{place}@x.example"),
            "",
        )
        .await;
        say(&mut scope, &long, id, &[choices[place]]).await;
    }
    let shown = board(&mut scope, "field.long", &by_name(20)).await;
    assert_eq!(shown.len(), 41);
    for place in [0, 13, 39] {
        assert_eq!(shown[place], format!("Choice {place} 1: P{place}"));
    }
}

#[tokio::test]
async fn a_move_is_an_edit_that_can_be_taken_back() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let (stage, ids) = stages(&mut scope).await;
    let (by_stage, priority) = (Grouping::Own(stage.key.clone()), Grouping::Priority);
    let scope = &mut scope;
    let moved = move_contact(scope, ids[0], &by_stage, "Won, so far", Some("=Lead"))
        .await
        .unwrap();
    assert_eq!(
        (moved.name.as_str(), moved.group.as_str()),
        ("Bo", "Won, so far")
    );
    assert_eq!(moved.before.as_deref(), Some("Lead"));
    let late = move_contact(scope, ids[0], &by_stage, "", Some("=Lead")).await;
    assert_eq!(late.err(), Some(Error::Conflict), "somebody was faster");
    let moved = move_contact(scope, ids[3], &by_stage, "Lead", Some("="))
        .await
        .unwrap();
    assert_eq!(
        moved.before.as_deref(),
        Some("Lost"),
        "also what is offered no longer"
    );
    let back = move_contact(scope, ids[3], &by_stage, "Lost", Some("=Lead"))
        .await
        .unwrap();
    assert_eq!(back.group, "No Stage");
    let moved = move_contact(scope, ids[2], &by_stage, "Lead", Some("="))
        .await
        .unwrap();
    assert_eq!(moved.before, None);
    move_back(scope, ids[2], &by_stage).await.unwrap();
    let expected = ["Lead 1: Fi", "Won, so far 2: Bo Cy", "No Stage 2: Di Ed"];
    assert_eq!(board(scope, "field.stage", &by_name(20)).await, expected);

    let moved = move_contact(scope, ids[0], &priority, "high", Some("=normal"))
        .await
        .unwrap();
    assert_eq!(
        (moved.group.as_str(), moved.before),
        ("High priority", None)
    );
    move_back(scope, ids[0], &priority).await.unwrap();
    let expected = contact(scope, ids[0]).await.unwrap().priority;
    assert_eq!(expected, None);
    for (grouping, to, field) in [
        (&Grouping::Strength, "strong", "group"),
        (&Grouping::Own("gone".to_owned()), "Lead", "group"),
        (&by_stage, "Silver", "to"),
        (&priority, "urgent", "value"),
    ] {
        let refused = move_contact(scope, ids[1], grouping, to, None).await.err();
        assert_eq!(
            refused,
            Some(Error::invalid(field, FieldCode::Unknown)),
            "{grouping}"
        );
    }
}

#[tokio::test]
async fn cards_of_a_board_are_moved_by_forms() {
    let app = TestApp::start().await;
    let ada = app.owner("ada@kith.example").await;
    let mut scope = app.scope(&ada).await;
    let (_, ids) = stages(&mut scope).await;
    scope.commit().await.unwrap();
    let browser = app.browser(&ada).await;
    let here = "/contacts?layout=board&group=field.stage&sort=name";
    let body = browser.page(here).await;
    for shown in [
        "Lead · 2",
        "No Stage · 2",
        "By Stage",
        "Move Ed",
        "group=priority",
    ] {
        assert!(body.contains(shown), "{shown}: {body}");
    }
    assert!(
        !body.contains("group=company"),
        "a board has no room for them"
    );
    let id = ids[3].to_string();
    let to_lead = [
        ("id", id.as_str()),
        ("group", "field.stage"),
        ("seen", "="),
        ("from", here),
        ("to", "Lead"),
    ];
    let path = "/do/app/contacts/actions/moving/move_contact";
    let moved = browser.post_form(path, &to_lead).await;
    assert_eq!(moved.headers()["location"], here);
    let body = browser.page(here).await;
    for shown in ["Ed moved to Lead.", "Undo", "Lead · 3", "No Stage · 1"] {
        assert!(body.contains(shown), "{shown}: {body}");
    }
    browser.post_form(path, &to_lead).await;
    let body = browser.page(here).await;
    assert!(body.contains("Lead · 3"), "twice is once");
    let late = [
        ("to", "Won, so far"),
        ("seen", "="),
        to_lead[0],
        to_lead[1],
        to_lead[3],
    ];
    browser.post_form(path, &late).await;
    let body = browser
        .page("/contacts?layout=board&group=field.stage")
        .await;
    assert!(
        body.contains("Lead · 3") && body.contains("data-tone=\"critical\""),
        "{body}"
    );

    let reader = app.colleague(&ada, "v@kith.example", Role::Viewer).await;
    let body = app.browser(&reader).await.page(here).await;
    assert!(body.contains("Lead · 3") && !body.contains("Move Ed"));
}
