//! Companies that may be one: by a page they share, by names that are alike, and by a domain
//! that says another's name. Rules with stated probabilities. Hardly any of them is sure: names
//! of companies are made of common words, so a person looks at the pairs. A page is one
//! company's, and so is a name where nothing tells two apart: no other legal form, and no
//! domain of each.

mod alike;
mod blocks;
mod keys;
mod known;
#[cfg(test)]
mod tests;

use alike::compare;
use blocks::couples;
pub use keys::{CompanyKeys, Sought};
use known::Known;

/// What is known of a company; lists may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Company {
    /// How it is called, the first one before its other names
    pub names: Vec<String>,
    /// As `acme.com`
    pub domains: Vec<String>,
    /// Addresses of its pages; those at LinkedIn count, others are left out
    pub pages: Vec<String>,
}

/// How probably two companies are one, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// From 0 to 1
    pub probability: f64,
    /// For instance `"Acme" and "Acme Group": one has the word "group" more`
    pub reasons: Vec<String>,
}

/// Two companies by their places in the list, the lower one first.
#[derive(Debug, Clone, PartialEq)]
pub struct CompanyPair {
    pub one: usize,
    pub other: usize,
    pub likeness: Likeness,
}

/// A word that so many companies have beside one of their own joins none of them.
const FAMILY: usize = 3;

/// The pairs of a list that a person should look at, in the order of the list. Takes about as
/// long for each company however many there are.
pub fn alike_companies(companies: &[Company]) -> Vec<CompanyPair> {
    let known: Vec<Known> = companies.iter().map(Known::of).collect();
    let found = couples(&known).into_iter().filter_map(|couple| {
        let likeness = compare(
            &known[couple.one],
            &known[couple.other],
            couple.family > FAMILY,
        )?;
        Some(CompanyPair {
            one: couple.one,
            other: couple.other,
            likeness,
        })
    });
    found.collect()
}

/// Two companies, `family` of which have the words of the one name and one more.
pub fn compare_companies(one: &Company, other: &Company, family: usize) -> Option<Likeness> {
    compare(&Known::of(one), &Known::of(other), family > FAMILY)
}
