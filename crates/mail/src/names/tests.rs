use super::*;

fn full(display: &str) -> Option<String> {
    person_name(Some(display), "x1@acme.com").map(|name| name.full)
}

#[test]
fn usual_orders_and_additions() {
    for display in [
        "Jane Doe",
        "Doe, Jane",
        "Jane Doe (Acme)",
        "Jane Doe via LinkedIn",
        "Jane Doe | Acme",
        "Jane Doe, MBA",
        "Dr. Jane Doe",
        "JANE DOE",
        "jane doe",
        "\"Jane Doe\"",
        "Jane Doe - Acme Inc.",
        "DOE Jane",
        "Jane Doe, Ph.D., CFA",
        "Mrs Jane Doe",
        "Jane Doe @ Acme",
        "Jane Doe 🚀",
        "Doe, Jane (Acme)",
        "Prof. Dr. Jane Doe",
        "Doe, Dr. Jane",
        "Jane Doe PhD",
        "'Jane Doe' via Sales",
    ] {
        assert_eq!(full(display).as_deref(), Some("Jane Doe"), "{display}");
    }
    assert_eq!(
        full("Aaron Schneider, MBA").as_deref(),
        Some("Aaron Schneider")
    );
}

#[test]
fn short_words_that_look_like_titles_are_names() {
    assert_eq!(full("Ed Pe").as_deref(), Some("Ed Pe"));
    assert_eq!(full("Sr Kim").as_deref(), Some("Sr Kim"));
    assert_eq!(full("Don Smith").as_deref(), Some("Don Smith"));
}

#[test]
fn titles_nicknames_and_user_names() {
    for display in [
        "John Smith, CEO",
        "CEO John Smith",
        "John \"Johnny\" Smith",
        "⭐ John Smith ⭐",
        "john.smith",
        "Prof. Dr.-Ing. John Smith",
        "John Smith, Acme Inc",
    ] {
        assert_eq!(full(display).as_deref(), Some("John Smith"), "{display}");
    }
    assert_eq!(full("jsmith"), None);
    assert_eq!(full("Bank of America"), None);
    assert_eq!(full("Иванов Иван").as_deref(), Some("Иван Иванов"));
    assert_eq!(person_name(Some("Stripe"), "x@stripe.com"), None);
    assert_eq!(
        person_name(Some("Jane Doe"), "me@janedoe.com")
            .map(|name| name.full)
            .as_deref(),
        Some("Jane Doe")
    );
    assert_eq!(
        person_name(Some("Smith"), "john.smith@acme.com")
            .map(|name| name.full)
            .as_deref(),
        Some("John Smith")
    );
}

#[test]
fn companies_and_offices_are_not_people() {
    for display in [
        "A/B Testing Ltd",
        "Acme GmbH",
        "Acme, Inc.",
        "Support Team",
        "The Stripe Team",
        "Amazon.de",
        "Newsletter",
        "Google Calendar",
        "24/7 Service",
        "Acme Customer Care",
        "Mail Delivery Subsystem",
        "LinkedIn",
        "GitHub",
    ] {
        assert_eq!(full(display), None, "{display}");
    }
}

#[test]
fn parts_of_names() {
    let parts = |display: &str| {
        person_name(Some(display), "x1@acme.com").map(|name| {
            (
                name.given.unwrap_or_default(),
                name.family.unwrap_or_default(),
            )
        })
    };
    let pair = |given: &str, family: &str| Some((given.to_owned(), family.to_owned()));
    assert_eq!(
        parts("Ludwig van Beethoven"),
        pair("Ludwig", "van Beethoven")
    );
    assert_eq!(parts("Mary Jane Watson"), pair("Mary", "Watson"));
    assert_eq!(parts("山田 太郎"), pair("太郎", "山田"));
    assert_eq!(parts("홍길동"), pair("길동", "홍"));
    assert_eq!(parts("Иванов Иван Иванович"), pair("Иван", "Иванов"));
    assert_eq!(parts("Иван Иванов"), pair("Иван", "Иванов"));
    assert_eq!(parts("O'NEIL Sean"), pair("Sean", "O'Neil"));
}

#[test]
fn names_from_local_parts() {
    let local = |email: &str| person_name(None, email).map(|name| name.full);
    assert_eq!(local("jane.doe@acme.com").as_deref(), Some("Jane Doe"));
    assert_eq!(local("jane_doe42@acme.com").as_deref(), Some("Jane Doe"));
    assert_eq!(local("doe.jane@acme.com").as_deref(), Some("Jane Doe"));
    assert_eq!(local("jane@acme.com").as_deref(), Some("Jane"));
    assert_eq!(local("jdoe@acme.com"), None);
    assert_eq!(local("sales.team@acme.com"), None);
    assert_eq!(
        person_name(Some("Jane"), "jane.doe@acme.com")
            .map(|name| name.full)
            .as_deref(),
        Some("Jane Doe")
    );
    assert_eq!(person_name(Some("Jane Doe"), "noreply@acme.com"), None);
}

#[test]
fn the_address_confirms_what_the_name_is() {
    for (display, email, expected) in [
        ("Chidi at Lumen", "chidi@lumen.io", Some("Chidi")),
        (
            "Renske from Oatfield",
            "renske@oatfieldapp.com",
            Some("Renske"),
        ),
        ("Life at Lumen", "careers@lumen.io", None),
        (
            "Dvořáková Veronika",
            "veronika.dvorakova@seznam.cz",
            Some("Veronika Dvořáková"),
        ),
        (
            "Sig.ra Agnese Tonelli",
            "tonelli@libero.it",
            Some("Agnese Tonelli"),
        ),
    ] {
        let name = person_name(Some(display), email).map(|name| name.full);
        assert_eq!(name.as_deref(), expected, "{display}");
    }
}
