//! Addresses of the list as they are read and written.

use uuid::Uuid;

use super::*;
use crate::contacts::types::ContactFilter;

fn address(params: &[(&'static str, &str)]) -> ListAddress {
    let pairs = params
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    ListAddress::of(&pairs.collect())
}

#[test]
fn a_link_changes_one_thing_and_begins_at_the_first_page() {
    let after = Cursor {
        key: "b".to_owned(),
        id: Uuid::nil(),
        group: None,
    };
    let here = address(&[
        ("q", "ada & co"),
        ("sort", "name"),
        ("after", &after.encode()),
    ]);
    assert_eq!(here.after, Some(after));
    let strong = here.including(ContactFilter::Strong.into());
    assert_eq!(strong, "/contacts?q=ada%20%26%20co%20is%3Astrong&sort=name");
    let both = address(&[("q", "ada is:strong score>3")]);
    assert_eq!(
        both.without(&ContactFilter::Strong.into()),
        "/contacts?q=ada%20score%3E3"
    );
    assert_eq!(ListAddress::default().with(|_| {}), "/contacts");
    assert_eq!(
        here.export("csv"),
        "/contacts/export?format=csv&q=ada%20%26%20co&sort=name"
    );
    assert_eq!(
        ListAddress::default().export("vcard"),
        "/contacts/export?format=vcard"
    );
    assert_eq!(here.kept_but("q"), [("sort", "name".to_owned())]);
}

#[test]
fn what_older_links_say_is_part_of_the_query() {
    let company = Uuid::from_u128(7);
    let here = address(&[("filter", "strong"), ("company", &company.to_string())]);
    assert_eq!(here.typed(), format!("is:strong company-id:{company}"));
}

#[test]
fn a_clause_is_added_to_all_of_the_query() {
    let here = address(&[("q", "a or b")]);
    assert_eq!(
        here.with_clause("score>5"),
        "/contacts?q=%28a%20or%20b%29%20score%3E5"
    );
    assert_eq!(
        here.with_clause("score>x"),
        "/contacts?q=%28a%20or%20b%29%20score%3Ex"
    );
}

#[test]
fn all_of_a_view_stands_in_the_address() {
    let written = [
        ("q", "score>5"),
        ("layout", "birthdays"),
        ("group", "field.stage"),
        ("columns", "email,sent"),
        ("month", "2026-03"),
        ("view", "00000000-0000-0000-0000-000000000007"),
    ];
    let here = address(&written);
    assert_eq!(
        here.with(|_| {}),
        "/contacts?q=score%3E5&layout=birthdays&group=field.stage&columns=email%2Csent&month=2026-03\
         &view=00000000-0000-0000-0000-000000000007"
    );
    assert_eq!(here.names_a_view_only(), None);
    let bare = address(&written[5..]);
    assert_eq!(bare.names_a_view_only(), Some(Uuid::from_u128(7)));
}

#[test]
fn what_cannot_be_read_stays_as_it_was_typed() {
    let here = address(&[("q", "ada (")]);
    assert_eq!(here.typed(), "ada (");
    assert!(here.unread.is_some() && here.query.is_everybody());
}
