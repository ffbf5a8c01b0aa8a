//! What is different between two statements about a person's work: what they signed with
//! before and now, or what a record said when it was imported before and again.

use mail::domains::company_name;

use super::{
    Found,
    names::{is_other_company, is_other_place},
    ranks::rank,
};
use crate::life_events::types::{Details, EventKind};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    pub title: Option<String>,
    pub company: Option<String>,
    /// Where no company is named, the one whose domain they write from.
    pub domain: Option<String>,
    pub location: Option<String>,
    /// How sure the least sure of these is, 0 to 1.
    pub confidence: f64,
    /// The words it was read from.
    pub words: String,
}

/// As sure as the two statements are, less a little.
const JOB: f64 = 0.95;
const PROMOTION: f64 = 0.9;
const MOVE: f64 = 0.8;
const QUOTED: usize = 300;

/// At most one: who changes company changes title and place with it.
pub fn changed(before: &Statement, now: &Statement) -> Option<Found> {
    let sure = before.confidence.min(now.confidence);
    let quote: String = now.words.chars().take(QUOTED).collect();
    let found = |kind, summary, factor: f64, details| {
        Some(Found {
            kind,
            summary,
            confidence: factor * sure,
            quote: quote.clone(),
            details,
        })
    };
    let details = Details {
        company: now.company_named(),
        title: now.title.clone(),
        old_company: before.company_named(),
        old_title: before.title.clone(),
        place: None,
        leaves: false,
    };
    if let (Some(old), Some(new)) = (before.company_named(), now.company_named())
        && is_other_company(&old, &new)
    {
        let summary = match &now.title {
            Some(title) => format!("Has a new job: {title} at {new}"),
            None => format!("Has a new job: {new}"),
        };
        return found(EventKind::JobChange, summary, JOB, details);
    }
    if let (Some(old), Some(new)) = (&before.title, &now.title)
        && rank(new) > rank(old)
    {
        let summary = format!("Was promoted: {new}");
        return found(EventKind::Promotion, summary, PROMOTION, details);
    }
    if let (Some(old), Some(new)) = (&before.location, &now.location)
        && is_other_place(old, new)
    {
        let details = Details {
            place: Some(new.clone()),
            ..details
        };
        return found(EventKind::Move, format!("Moved to {new}"), MOVE, details);
    }
    None
}

impl Statement {
    fn company_named(&self) -> Option<String> {
        let by_domain = || self.domain.as_deref().map(company_name);
        self.company.clone().or_else(by_domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EventKind::*;

    fn at(title: &str, company: &str, location: &str) -> Statement {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Statement {
            title: some(title),
            company: some(company),
            location: some(location),
            confidence: 0.9,
            words: format!("{title}\n{company}\n{location}"),
            domain: None,
        }
    }

    #[test]
    fn what_is_different() {
        for (before, now, expected) in [
            (
                at("Sales Manager", "Acme GmbH", "Berlin"),
                at("Sales Director", "Globex Ltd", "London"),
                Some((JobChange, "Has a new job: Sales Director at Globex Ltd")),
            ),
            (
                at("Sales Manager", "Acme GmbH", ""),
                at("Sales Director", "ACME", ""),
                Some((Promotion, "Was promoted: Sales Director")),
            ),
            (
                at("Entwickler", "Acme", ""),
                at("Geschäftsführer", "Acme", ""),
                Some((Promotion, "Was promoted: Geschäftsführer")),
            ),
            (
                at("Editor", "Acme", "Gerberweg 31, 80331 München"),
                at("Editor", "Acme", "20095 Hamburg"),
                Some((Move, "Moved to 20095 Hamburg")),
            ),
            (
                at("Editor", "Acme", ""),
                at("Editor", "Acme Inc.", ""),
                None,
            ),
            (
                at("Editor", "Lindner Maschinenbau GmbH", ""),
                at("Editor", "Lindner", ""),
                None,
            ),
            (
                at("", "International Business Machines", ""),
                at("", "IBM", ""),
                None,
            ),
            (
                at("Sales Director", "Acme", ""),
                at("Sales Manager", "Acme", ""),
                None,
            ),
            (at("Editor", "Acme", ""), at("Writer", "Acme", ""), None),
            (
                at("Editor", "Acme", "Munich, Germany"),
                at("Editor", "Acme", "Germany"),
                None,
            ),
            (at("Editor", "Acme", ""), at("Editor", "", ""), None),
            (
                at("CEO", "Acme", ""),
                at("Vice President", "Acme", ""),
                None,
            ),
        ] {
            let found = changed(&before, &now);
            let told = found.as_ref().map(|one| (one.kind, one.summary.as_str()));
            assert_eq!(told, expected, "{before:?} {now:?}");
        }
    }

    #[test]
    fn nothing_is_surer_than_its_statements() {
        let unsure = Statement {
            confidence: 0.6,
            ..at("Boss", "Globex", "")
        };
        let found = changed(&at("Boss", "Acme", ""), &unsure).unwrap();
        assert!(found.confidence < 0.7);
        assert_eq!(found.details.old_company.as_deref(), Some("Acme"));
    }
}
