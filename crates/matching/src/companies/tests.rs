//! Companies that a person should look at, and companies that are two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Company, CompanyKeys, alike_companies, compare_companies};

/// `name @domain linkedin.com/company/page`, parts that may be missing.
fn company(text: &str) -> Company {
    let mut company = Company::default();
    let mut name = vec![];
    for part in text.split_whitespace() {
        if let Some(domain) = part.strip_prefix('@') {
            company.domains.push(domain.to_owned());
        } else if part.contains("linkedin.com/") {
            company.pages.push(part.to_owned());
        } else {
            name.push(part);
        }
    }
    company.names.push(name.join(" "));
    company
}

fn likeness(one: &str, other: &str) -> Option<(f64, String)> {
    let pairs = alike_companies(&[company(one), company(other)]);
    let pair = pairs.into_iter().next()?;
    assert_eq!((pair.one, pair.other), (0, 1));
    Some((pair.likeness.probability, pair.likeness.reasons.join("; ")))
}

#[test]
fn companies_that_may_be_one_are_found_with_the_reason() {
    for (one, other, least, reason) in [
        ("Anthropic", "Anthropic, Inc.", 0.95, "legal form"),
        ("Delta Air Lines", "Delta Airlines", 0.9, "spaces"),
        ("Microsoft", "Mircosoft", 0.8, "slip"),
        ("Lind Baker", "Lind Bakers", 0.8, "slip"),
        ("Acme", "Acme Group", 0.8, "\"group\" more"),
        ("Blue Bottle", "Blue Bottle Coffee", 0.7, "\"coffee\" more"),
        ("Stripe", "Stripe Payments", 0.7, "\"payments\" more"),
        (
            "Lind Bakers @lindbakers.example",
            "Lindbakers",
            0.9,
            "spaces",
        ),
        (
            "Bakers of Lind @lindbakers.example",
            "LindBakers AB",
            0.85,
            "domain lindbakers.example",
        ),
        (
            "Acme GmbH @acme.de",
            "Acme Tools @acme.com",
            0.75,
            "differ by their end",
        ),
        (
            "Acme GmbH @acme.de",
            "ACME Inc. @acme.co.uk",
            0.9,
            "differ by their end",
        ),
        (
            "Acme GmbH @acme.de",
            "Acme Ltd @acme-steel.com",
            0.75,
            "are two",
        ),
        (
            "Meta https://www.linkedin.com/company/facebook/",
            "Facebook https://de.linkedin.com/company/Facebook?x=1",
            0.95,
            "one page",
        ),
    ] {
        let found = likeness(one, other);
        let (probability, said) = found.unwrap_or_else(|| panic!("{one} / {other}"));
        assert!(
            probability >= least && probability < 1.0,
            "{one} / {other}: {probability}"
        );
        assert!(said.contains(reason), "{one} / {other}: {said}");
        assert_eq!(likeness(other, one).map(|found| found.0), Some(probability));
    }
}

#[test]
fn only_what_nothing_tells_apart_is_certain() {
    for (one, other, is_certain) in [
        ("Anthropic", "Anthropic, Inc.", true),
        ("Anthropic @anthropic.com", "ANTHROPIC Incorporated", true),
        (
            "Anthropic Inc.",
            "Anthropic, Incorporated @anthropic.com",
            true,
        ),
        ("Lind AB", "Lind GmbH", false),
        ("Delta Air Lines", "Delta Airlines", false),
        ("Acme GmbH @acme.de", "ACME GmbH @acme.com", false),
        ("Acme @acme.de", "Acme @acme-steel.com", false),
        ("Acme", "Acme Group", false),
        ("Microsoft", "Mircosoft", false),
        (
            "Meta linkedin.com/company/meta",
            "Facebook linkedin.com/company/meta",
            true,
        ),
    ] {
        let (probability, said) = likeness(one, other).unwrap();
        assert_eq!(probability >= 0.95, is_certain, "{one} / {other}: {said}");
    }
}

#[test]
fn companies_that_are_two_are_not() {
    for (one, other) in [
        ("Apple", "Appian"),
        ("Google", "DeepMind"),
        ("Delta Airlines", "Delta Dental"),
        ("Delta Airlines @delta.com", "Delta Dental @deltadental.com"),
        ("Apple", "Apply"),
        ("Studio 54 Berlin", "Studio 55 Berlin"),
        ("Deutsche Bank", "Deutsche Bahn"),
        ("Global", "Global Foods"),
        ("AB", "AB Foods"),
        ("Stripe @stripe.com", "Stripe Payments @payments.example"),
        ("Microsoft @microsoft.com", "Mircosoft @other.example"),
        (
            "Acme linkedin.com/company/acme",
            "Acme linkedin.com/company/acme-steel",
        ),
        ("", ""),
        ("…", "😀"),
    ] {
        assert_eq!(likeness(one, other), None, "{one} / {other}");
    }
}

#[test]
fn a_word_that_many_share_is_nobodys_name() {
    let family = [
        "Delta",
        "Delta Dental",
        "Delta Faucet",
        "Delta Cafe",
        "Delta Steel",
    ];
    let family: Vec<Company> = family.into_iter().map(company).collect();
    assert_eq!(alike_companies(&family), []);
    let pair = alike_companies(&family[..2]);
    assert_eq!(pair.len(), 1, "alone they may be one");
}

#[test]
fn other_names_and_domains_count() {
    let mut one = company("International Business Machines @ibm.example");
    one.names.push("IBM Corporation".to_owned());
    assert_eq!(alike_companies(&[one, company("Ibm")]).len(), 1);
}

#[test]
fn a_domain_spells_umlauts_in_either_way() {
    for domain in ["mueller.example", "muller.example"] {
        let other = company(&format!("MG @{domain}"));
        let found = alike_companies(&[company("Müller GmbH"), other]);
        assert_eq!(found.len(), 1, "{domain}");
    }
}

#[test]
fn fifty_thousand_of_one_name_are_no_trouble() {
    let many: Vec<Company> = (0..50_000)
        .map(|number| company(&format!("Acme Steel @acme{number}.example")))
        .collect();
    assert!(alike_companies(&many).len() <= 50_000 * super::blocks::FOLLOWING);
    let odd = "\u{202e}\u{0}😀".repeat(10_000);
    assert_eq!(alike_companies(&[company(&odd), company(&odd)]), []);
}

/// Whom a company that comes is like, as one finds it by what the others keep.
fn found_by_keys(companies: &[Company], asked: usize) -> BTreeMap<usize, f64> {
    let mut keepers: HashMap<u64, BTreeSet<usize>> = HashMap::new();
    for (place, company) in companies.iter().enumerate() {
        for key in CompanyKeys::of(company).kept {
            keepers.entry(key).or_default().insert(place);
        }
    }
    let keep = |key: u64| keepers.get(&key).into_iter().flatten().copied();
    let mut families: BTreeMap<usize, usize> = BTreeMap::new();
    for sought in CompanyKeys::of(&companies[asked]).sought {
        let size = sought.family.map_or(0, |family| keep(family).count());
        for other in keep(sought.key).filter(|other| *other != asked) {
            let known = families.entry(other).or_default();
            *known = size.max(*known);
        }
    }
    let alike = families.into_iter().filter_map(|(other, family)| {
        let found = compare_companies(&companies[asked], &companies[other], family)?;
        Some((other, found.probability))
    });
    alike.collect()
}

#[test]
fn one_is_found_by_keys_among_many_as_all_are_among_all() {
    let known = [
        "Anthropic",
        "Anthropic, Inc.",
        "Anthropik @anthropic.com",
        "Delta",
        "Delta Dental",
        "Delta Air Lines",
        "Delta Airlines",
        "Delta Faucet",
        "Delta Steel",
        "Delta Cafe",
        "Acme",
        "Acme Group",
        "Acme Ltd @acme-steel.com",
        "Müller GmbH",
        "MG @mueller.example",
        "Meta linkedin.com/company/facebook",
        "Facebook linkedin.com/company/facebook",
        "Microsoft",
        "Mircosoft",
        "AB",
        "",
        "…",
    ];
    let known: Vec<Company> = known.into_iter().map(company).collect();
    let mut expected: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for pair in alike_companies(&known) {
        expected.insert((pair.one, pair.other), pair.likeness.probability);
        expected.insert((pair.other, pair.one), pair.likeness.probability);
    }
    assert!(expected.len() > 12);
    let found = (0..known.len()).flat_map(|one| {
        let of_one = found_by_keys(&known, one).into_iter();
        of_one.map(move |(other, probability)| ((one, other), probability))
    });
    assert_eq!(found.collect::<BTreeMap<_, _>>(), expected);
}

#[test]
fn what_is_kept_of_a_company_is_the_same_in_every_version() {
    let keys = CompanyKeys::of(&company("Acme Group"));
    let all = keys.kept.iter().fold(0_u64, |all, key| all ^ key);
    assert_eq!((keys.kept.len(), all), (13, 15_531_543_159_842_474_043));
}
