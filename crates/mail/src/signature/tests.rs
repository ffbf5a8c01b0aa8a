use super::*;

fn sender(text: &str) -> Address {
    Address::parse(text).unwrap()
}

#[test]
fn a_usual_block_is_read() {
    let block = "Jane Doe\nHead of Sales\nAcme GmbH\nTorstraße 1, 10115 Berlin\nTel.: +49 30 1234567 | Fax: +49 30 1234568\nMobil: 0170 1234567\njane@acme.de | www.acme.de\nlinkedin.com/in/janedoe";
    let found = read(block, Some(&sender("Jane Doe <jane@acme.de>")));
    assert_eq!(found.name.as_deref(), Some("Jane Doe"));
    assert_eq!(found.title.as_deref(), Some("Head of Sales"));
    assert_eq!(found.company.as_deref(), Some("Acme GmbH"));
    assert_eq!(found.location.as_deref(), Some("Torstraße 1, 10115 Berlin"));
    let phones: Vec<_> = found
        .phones
        .iter()
        .map(|phone| (phone.e164.as_deref().unwrap(), phone.kind))
        .collect();
    assert_eq!(
        phones,
        [
            ("+49301234567", PhoneKind::Work),
            ("+49301234568", PhoneKind::Fax),
            ("+491701234567", PhoneKind::Mobile)
        ]
    );
    assert_eq!(found.urls, ["www.acme.de"]);
    assert_eq!(
        found.linkedin.as_deref(),
        Some("https://www.linkedin.com/in/janedoe")
    );
}

#[test]
fn a_block_of_somebody_else_gives_nothing() {
    let found = read(
        "John Smith\nCEO\nOther Inc.\n+1 415 555 0100",
        Some(&sender("Jane Doe <jane@acme.de>")),
    );
    assert_eq!(found.name.as_deref(), Some("Jane Doe"));
    assert!(found.phones.is_empty() && found.title.is_none());
}

#[test]
fn blocks_are_found_by_delimiter_closing_and_data() {
    let from = sender("Jane Doe <jane@acme.de>");
    for (text, expected) in [
        ("Hi Joe\n\n-- \nJane Doe\nCEO", "Jane Doe\nCEO"),
        ("Hi Joe\n\nBest regards,\nJane Doe\nCEO", "Jane Doe\nCEO"),
        (
            "Hi Joe\nsee you there.\n\nJane Doe\nAcme GmbH\n+49 30 1234567",
            "Jane Doe\nAcme GmbH\n+49 30 1234567",
        ),
        ("Hi Joe\n\nViele Grüße\nJane\n\nP.S. Bring cake", "Jane"),
        ("Hi Joe\n\nCheers, Jane", "Jane"),
    ] {
        assert_eq!(
            locate(text, Some(&from)).as_deref(),
            Some(expected),
            "{text}"
        );
    }
    assert_eq!(
        locate(
            "Can you call me tomorrow?\nThe contract is ready.",
            Some(&from)
        ),
        None
    );
}
