//! The company where the block names none: from the display name, else from the domain.

use super::{Person, company, place};
use crate::address::Address;
use crate::{domains, names};

/// The company that the domain stands for, where the block names none.
pub(in crate::signature) fn fill_company_from_domain(
    person: &mut Person,
    sender: Option<&Address>,
) {
    let email = sender
        .map(|sender| sender.email.clone())
        .or(person.email.clone());
    if person.company.is_none()
        && let Some(company) = sender.and_then(displayed_company)
    {
        person.company = Some(company);
        person.note("company", "header", 0.85);
    }
    if person.company.is_none()
        && let Some(domain) = email.and_then(|email| domains::company_domain(&email))
        && !is_own_name(&domain, person.name.as_deref())
    {
        person.company = Some(domains::company_name(&domain));
        person.note("company", "domain", 0.6);
    }
}

/// `Jane Doe (Acme)`: at a domain of its own the company is known by it; at a free provider any
/// name will do.
fn displayed_company(sender: &Address) -> Option<String> {
    let domains: Vec<String> = domains::company_domain(&sender.email).into_iter().collect();
    let is_company = |text: &str| {
        if text.contains('@') {
            return false;
        }
        let first = text.split(' ').next().unwrap_or(text);
        let is_named = text.starts_with(char::is_uppercase)
            && text.chars().count() > 3
            && text.split(' ').count() <= 4
            && place::strength(text) == 0
            && !names::is_given_name(first);
        company::strength(text, &domains) > 0 || domains.is_empty() && is_named
    };
    names::company_beside(sender.name.as_deref()?, is_company)
}

/// `jane-doe.com` and `doe.dev` are Jane Doe's, not a company's.
fn is_own_name(domain: &str, name: Option<&str>) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphabetic())
            .collect::<String>()
            .to_lowercase()
    };
    let label = letters(domain.split('.').next().unwrap_or(""));
    name.is_some_and(|name| {
        letters(name) == label || name.split(' ').skip(1).any(|word| letters(word) == label)
    })
}
