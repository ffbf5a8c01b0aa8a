use super::*;

fn read(raw: &str) -> Vec<(String, String)> {
    parse_list(raw)
        .into_iter()
        .map(|address| (address.name.unwrap_or_default(), address.email))
        .collect()
}

fn one(raw: &str, name: &str, email: &str) {
    assert_eq!(read(raw), [(name.to_owned(), email.to_owned())], "{raw}");
}

#[test]
fn single_forms() {
    one("Jane Doe <Jane@Acme.com>", "Jane Doe", "jane@acme.com");
    one(
        "\"Doe, Jane\" <jane@acme.com>",
        "Doe, Jane",
        "jane@acme.com",
    );
    one("jane@acme.com (Jane Doe)", "Jane Doe", "jane@acme.com");
    one("jane@acme.com", "", "jane@acme.com");
    one("'jane@acme.com' <jane@acme.com>", "", "jane@acme.com");
    one(
        "=?utf-8?Q?J=C3=BCrgen?= <j@acme.com>",
        "Jürgen",
        "j@acme.com",
    );
    one(
        "\"=?utf-8?Q?Doe,_J=C3=BCrgen?=\" <j@acme.com>",
        "Doe, Jürgen",
        "j@acme.com",
    );
    one(
        "=?utf-8?Q?Doe,_Jane?= <j@acme.com>",
        "Doe, Jane",
        "j@acme.com",
    );
    one(
        "Jane \"JD\" Doe <jane@acme.com>",
        "Jane \"JD\" Doe",
        "jane@acme.com",
    );
    one(
        "Jürgen Müller <jürgen@müller.de>",
        "Jürgen Müller",
        "jürgen@müller.de",
    );
    one("Jane Doe jane@acme.com", "Jane Doe", "jane@acme.com");
}

#[test]
fn broken_forms() {
    one("Doe, Jane <jane@acme.com>", "Doe, Jane", "jane@acme.com");
    one("\"Jane Doe <jane@acme.com>", "Jane Doe", "jane@acme.com");
    one("Jane Doe <jane@acme.com", "Jane Doe", "jane@acme.com");
    one("Jane <<jane@acme.com>>", "Jane", "jane@acme.com");
    one("<mailto:jane@acme.com>", "", "jane@acme.com");
    one("Jane <jane @acme.com>", "Jane", "jane@acme.com");
    one(
        "(home) Jane Doe <jane@acme.com>",
        "Jane Doe",
        "jane@acme.com",
    );
    one("jane(home)@acme.com", "home", "jane@acme.com");
    one("<@relay@acme.com>", "", "relay@acme.com");
    assert!(read("\"\"@acme.com").is_empty());
    assert!(read("undisclosed-recipients:;").is_empty());
    assert!(read("Jane Doe").is_empty());
}

#[test]
fn quotes_without_end_are_no_name() {
    let quotes = "'".repeat(500_000);
    one(
        &format!("{quotes}Jane{quotes} <jane@acme.com>"),
        "",
        "jane@acme.com",
    );
    one(
        &format!("{0}Jane{0} <jane@acme.com>", &quotes[..1000]),
        "Jane",
        "jane@acme.com",
    );
    let long = format!("{} <jane@acme.com>", "é".repeat(500_000));
    let name = Address::parse(&long).and_then(|address| address.name);
    assert_eq!(name, Some("é".repeat(LONGEST_RAW_NAME / 2)));
}

#[test]
fn lists_and_groups() {
    let found = read("Team: a@x.com, \"B, C\" <b@x.com>; c@x.com (C), , D <d@x.com>");
    let emails: Vec<_> = found.iter().map(|(_, email)| email.as_str()).collect();
    assert_eq!(emails, ["a@x.com", "b@x.com", "c@x.com", "d@x.com"]);
    assert_eq!(found[1].0, "B, C");
}
