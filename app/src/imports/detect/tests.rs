//! Shapes of mailboxes, and whom Kith takes for their owner.

use super::*;
use crate::testing::{Mail, mailbox};

const ME: &str = "Ada <ada@kith.example>";
const OLD: &str = "Ada <ada@old.example>";
const BO: &str = "Bo Lind <bo@lind.example>";
const CY: &str = "Cy Orr <cy@orr.example>";
const DI: &str = "Di Ray <di@ray.example>";
const OFFICE: &str = "Kith Office <info@kith.example>";

fn proposed(mails: &[Mail]) -> Vec<String> {
    proposed_of("mail.mbox", mails, &[])
}

fn proposed_of(name: &str, mails: &[Mail], own: &[String]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, mailbox(mails)).unwrap();
    let found = survey(&path, name).unwrap().proposals(own);
    found.into_iter().map(|found| found.address).collect()
}

/// From and to whom, so many times.
fn many(count: usize, from: &str, to: &str) -> Vec<Mail> {
    let mail = |n: usize| {
        Mail::new(
            &format!("{from}{to}{n}").replace(['<', '>', ' '], ""),
            9,
            from,
            to,
        )
    };
    (0..count).map(mail).collect()
}

fn newsletters(count: usize, to: &str) -> Vec<Mail> {
    with(
        "List-Unsubscribe: <https://paper.example/off>\nPrecedence: bulk",
        many(count, "The Paper <news@paper.example>", to),
    )
}

fn with(header: &str, mails: Vec<Mail>) -> Vec<Mail> {
    mails.into_iter().map(|mail| mail.header(header)).collect()
}

#[test]
fn an_inbox_alone_belongs_to_who_receives() {
    let mails = [many(9, BO, ME), many(2, CY, ME)].concat();
    assert_eq!(proposed(&mails), ["ada@kith.example"]);
    let mails = [many(9, BO, ME), newsletters(1, ME)].concat();
    assert_eq!(proposed(&mails), ["ada@kith.example"]);
}

#[test]
fn one_correspondent_is_told_from_the_owner_by_what_programs_send() {
    let both = [many(5, BO, ME), many(5, ME, BO)].concat();
    let mut undecided = proposed(&both);
    undecided.sort();
    assert_eq!(undecided, ["ada@kith.example", "bo@lind.example"]);
    let told = [both, newsletters(1, ME)].concat();
    assert_eq!(proposed(&told), ["ada@kith.example"]);
}

#[test]
fn automated_mail_and_receipts_count_like_newsletters() {
    for header in [
        "Auto-Submitted: auto-generated",
        "List-Id: The daily <daily.paper.example>\nList-Unsubscribe: <https://x.example/off>",
    ] {
        let receipts = with(header, many(2, "Shop <no-reply@shop.example>", ME));
        let mails = [many(3, BO, ME), many(3, ME, BO), receipts].concat();
        assert_eq!(proposed(&mails), ["ada@kith.example"], "{header}");
    }
}

#[test]
fn a_newsletter_that_is_addressed_to_itself_or_to_its_list_says_nothing() {
    let itself = newsletters(9, "The Paper <news@paper.example>");
    let list = with(
        "List-Id: Makers <makers.lists.example>\nList-Post: <mailto:makers@lists.example>\nPrecedence: list",
        many(9, CY, "makers@lists.example"),
    );
    let mails = [itself, list, many(2, BO, ME), many(2, DI, ME)].concat();
    assert_eq!(proposed(&mails), ["ada@kith.example"]);
}

#[test]
fn inbox_and_sent_mail_belong_to_who_is_in_all_of_it() {
    let mails = [
        many(6, BO, ME),
        many(5, ME, BO),
        many(4, CY, ME),
        many(3, ME, CY),
    ]
    .concat();
    assert_eq!(proposed(&mails), ["ada@kith.example"]);
}

#[test]
fn sent_mail_alone_belongs_to_who_wrote_it() {
    let mails = [many(3, ME, BO), many(3, ME, CY), many(3, ME, DI)].concat();
    assert_eq!(proposed(&mails), ["ada@kith.example"]);
    let to_one = many(3, ME, BO);
    assert_eq!(
        proposed(&to_one),
        ["bo@lind.example"],
        "could be Bo's inbox"
    );
    assert_eq!(
        proposed_of("Sent.mbox", &to_one, &[]),
        ["ada@kith.example"],
        "the name of the file says it"
    );
}

#[test]
fn folders_and_deliveries_outweigh_everything_else() {
    let sent = with("X-Gmail-Labels: Sent", many(2, OLD, BO));
    let mails = [sent, many(40, CY, DI), newsletters(20, DI)].concat();
    assert_eq!(proposed(&mails)[0], "ada@old.example");
    let delivered = with(
        "Delivered-To: ada@old.example",
        newsletters(4, "x@y.example"),
    );
    let mails = [delivered, many(3, BO, CY)].concat();
    assert_eq!(proposed(&mails)[0], "ada@old.example");
}

#[test]
fn two_own_addresses_are_both_proposed() {
    let mails = [
        many(8, BO, ME),
        many(6, ME, CY),
        many(4, CY, OLD),
        many(4, OLD, DI),
    ]
    .concat();
    assert_eq!(proposed(&mails), ["ada@kith.example", "ada@old.example"]);
    let own = ["ada@old.example".to_owned()];
    assert_eq!(
        proposed_of("mail.mbox", &mails, &own),
        ["ada@old.example", "ada@kith.example"],
        "either is offered where the other is the member's"
    );
}

#[test]
fn an_alias_is_found_behind_the_address_that_mail_is_delivered_to() {
    let mails = with(
        "Delivered-To: ada@kith.example",
        [many(6, BO, ME), many(4, CY, "Ada <ada@alias.example>")].concat(),
    );
    assert_eq!(proposed(&mails), ["ada@kith.example", "ada@alias.example"]);
}

#[test]
fn the_archive_of_a_list_is_nobodys() {
    let list = "List-Id: Makers <makers.lists.example>\nList-Post: <mailto:makers@lists.example>\nPrecedence: list";
    let mails = [
        many(5, BO, "makers@lists.example"),
        many(5, CY, "makers@lists.example"),
        many(2, DI, "makers@lists.example, bo@lind.example"),
    ]
    .concat();
    let delivered = format!("{list}\nDelivered-To: makers@lists.example");
    assert_eq!(proposed(&with(list, mails.clone())), Vec::<String>::new());
    assert_eq!(proposed(&with(&delivered, mails)), Vec::<String>::new());
}

#[test]
fn a_shared_mailbox_belongs_to_its_office() {
    let mails = [
        many(4, BO, OFFICE),
        many(3, OFFICE, BO),
        many(3, CY, OFFICE),
        many(3, OFFICE, CY),
    ]
    .concat();
    assert_eq!(proposed(&mails), ["info@kith.example"]);
    let of_a_person = [
        many(6, BO, ME),
        many(4, ME, BO),
        many(3, OFFICE, ME),
        many(3, ME, CY),
    ];
    assert_eq!(proposed(&of_a_person.concat()), ["ada@kith.example"]);
}

#[test]
fn who_only_writes_is_not_proposed_and_spam_says_nothing() {
    let spam = with("X-Gmail-Labels: Spam", many(30, CY, DI));
    let mails = [many(20, BO, ME), many(2, CY, ME), spam].concat();
    assert_eq!(proposed(&mails), ["ada@kith.example"]);
}

#[test]
fn the_members_own_are_named_wherever_they_occur() {
    let mails = [many(20, BO, OLD), many(1, ME, OLD)].concat();
    let own = ["ada@kith.example".to_owned()];
    assert_eq!(
        proposed_of("mail.mbox", &mails, &own),
        ["ada@old.example", "ada@kith.example"]
    );
}

#[test]
fn it_is_clear_where_an_own_address_has_half_of_what_the_likeliest_has() {
    let found = |address: &str, sent, automated, present| ProposedAddress {
        address: address.to_owned(),
        sent,
        automated,
        present,
        ..ProposedAddress::default()
    };
    let own = ["ada@kith.example".to_owned()];
    for (proposals, clear) in [
        (vec![], true),
        (vec![found("ada@kith.example", 4, 0, 4)], true),
        (
            vec![
                found("bo@x.example", 4, 0, 4),
                found("ada@kith.example", 2, 0, 9),
            ],
            true,
        ),
        (
            vec![
                found("bo@x.example", 4, 0, 4),
                found("ada@kith.example", 1, 9, 9),
            ],
            false,
        ),
        (
            vec![
                found("bo@x.example", 0, 4, 4),
                found("ada@kith.example", 0, 0, 7),
            ],
            false,
        ),
        (vec![found("bo@x.example", 0, 0, 4)], false),
    ] {
        assert_eq!(is_clear(&proposals, &own), clear, "{proposals:?}");
    }
}

#[test]
fn only_who_stands_out_is_ticked_before_anybody_looks() {
    let seen = |sent: i32, present: i32, automated: i32| ProposedAddress {
        sent,
        present,
        automated,
        ..ProposedAddress::default()
    };
    for (proposals, expected) in [
        (vec![], false),
        (vec![seen(4, 4, 0), seen(1, 4, 0)], true),
        (vec![seen(4, 4, 0), seen(2, 4, 0)], false),
        (vec![seen(0, 9, 0)], false),
        (vec![seen(0, 9, 2), seen(0, 5, 0)], true),
        (vec![seen(0, 9, 2), seen(0, 8, 0)], false),
    ] {
        assert_eq!(is_certain(&proposals), expected, "{proposals:?}");
    }
}
