//! What the markup promises to browsers and screen readers.

use leptos::prelude::*;

use super::*;

fn html<V: IntoView + 'static>(render: impl FnOnce() -> V) -> String {
    Owner::new().with(|| render().into_any().to_html())
}

fn frame() -> Frame {
    Frame {
        workspace: "Workspace".to_owned(),
        workspace_menu: vec![MenuItem::post("Switch", "/switch").field("workspace", "7")],
        search: "/search".to_owned(),
        nav: (0..6)
            .map(|n| NavItem::new(format!("Place {n}"), "/", IconName::Today))
            .collect(),
        foot: vec![NavItem::new("Settings", "/settings", IconName::Settings).active(true)],
        person: "Ada".to_owned(),
        email: "ada@example.org".to_owned(),
        photo: None,
        person_menu: Vec::new(),
    }
}

#[test]
fn an_error_and_a_hint_are_tied_to_their_input() {
    let page = html(|| {
        view! { <TextField name="email" label="E-mail" error="No @." hint="For mail." value="typed" /> }
    });
    for part in [
        r#"for="email""#,
        r#"aria-describedby="email-error email-hint""#,
        r#"aria-invalid="true""#,
        r#"id="email-error""#,
        r#"id="email-hint""#,
        r#"value="typed""#,
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn an_input_without_trouble_says_nothing_of_it() {
    let page = html(|| view! { <TextField name="email" label="E-mail" /> });
    assert!(!page.contains("aria-describedby"), "{page}");
    assert!(!page.contains("aria-invalid"), "{page}");
}

#[test]
fn only_the_chosen_option_is_selected() {
    let choices = vec![Choice::new("a", "A"), Choice::new("b", "B")];
    let page =
        html(|| view! { <SelectField name="letter" label="Letter" choices=choices value="b" /> });
    assert_eq!(page.matches("selected").count(), 1, "{page}");
}

#[test]
fn a_sorted_column_says_so() {
    let columns = vec![
        Column::new("Name").sort("/?sort=name", None),
        Column::new("Strength").sort("/?sort=strength", Some(Order::Descending)),
    ];
    let page =
        html(|| view! { <Table caption="People" columns=columns><Row><Cell /></Row></Table> });
    assert_eq!(page.matches("aria-sort").count(), 1, "{page}");
    assert!(page.contains(r#"aria-sort="descending""#), "{page}");
}

#[test]
fn the_first_page_leads_only_forward() {
    let page = html(|| view! { <Pager summary="1 to 50" next="/?after=x" /> });
    assert_eq!(page.matches("href=").count(), 1, "{page}");
    assert!(page.contains(r#"rel="next""#), "{page}");
}

#[test]
fn a_name_is_text_and_its_absence_is_told() {
    let hostile = html(|| view! { <Person name="<script>alert(1)</script>" /> });
    assert!(!hostile.contains("<script>"), "{hostile}");
    let nobody = html(|| view! { <Person name="" detail="a@example.org" /> });
    assert!(nobody.contains("No name"), "{nobody}");
}

#[test]
fn what_can_be_undone_carries_its_form() {
    let undo = Undo {
        action: "/undo".to_owned(),
        fields: vec![("event".to_owned(), "9".to_owned())],
    };
    let page = html(|| view! { <Toast message="Done." undo=Some(undo) /> });
    assert!(
        page.contains(r#"action="/undo""#) && page.contains(r#"name="event""#),
        "{page}"
    );
}

#[test]
fn the_frame_marks_one_place_and_carries_no_inline_style() {
    let page = html(|| view! { <AppFrame frame=frame()>"Content"</AppFrame> });
    assert!(!page.contains(" style="), "{page}");
    assert!(page.contains(r#"id="main""#), "{page}");
    assert_eq!(
        page.matches(r#"aria-current="page""#).count(),
        2,
        "rail and More: {page}"
    );
}

#[test]
fn an_icon_is_decoration_until_it_is_labelled() {
    let plain = html(|| view! { <Icon name=IconName::Mail /> });
    assert!(plain.contains(r#"aria-hidden="true""#), "{plain}");
    let named = html(|| view! { <Icon name=IconName::Mail label="Mail" /> });
    assert!(
        named.contains(r#"role="img""#) && named.contains(r#"aria-label="Mail""#),
        "{named}"
    );
    assert!(!named.contains("aria-hidden"), "{named}");
}
