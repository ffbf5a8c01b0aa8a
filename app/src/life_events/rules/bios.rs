//! What people say about themselves in a profile, before and now: the line under their name
//! ("Sales Director at Globex"), and the text about them. Only what is different is told.

use language::check::sentences;

use super::{
    Found, Statement, announced,
    changed::changed,
    phrases::{has, plain},
    ranks::is_ranked,
};

/// A line that names itself as one, and one that stands in a text.
const OF_HEADLINE: f64 = 0.9;
const OF_TEXT: f64 = 0.85;
/// A longer one is a text.
const LONGEST_LINE: usize = 120;
const MOST_WORDS: usize = 8;

/// Between a title and a company.
const AT: [&str; 13] = [
    " at ",
    " @ ",
    " @",
    " bei der ",
    " bei ",
    " chez ",
    " presso ",
    " bij ",
    " no ",
    " na ",
    " en ",
    " w ",
    " в ",
];
/// A line goes on with something else behind one of these.
const ENDS: [&str; 6] = ["|", "·", "•", " – ", " — ", ";"];
/// Titles that no rank tells.
const TITLES: [&str; 34] = [
    "engineer",
    "developer",
    "designer",
    "founder",
    "co-founder",
    "consultant",
    "partner",
    "analyst",
    "editor",
    "writer",
    "architect",
    "researcher",
    "professor",
    "teacher",
    "lawyer",
    "accountant",
    "scientist",
    "owner",
    "gründer",
    "gründerin",
    "berater",
    "beraterin",
    "ingenieur",
    "ingenieurin",
    "entwickler",
    "entwicklerin",
    "fondateur",
    "fondatrice",
    "ingénieur",
    "ingénieure",
    "fundador",
    "fundadora",
    "ingeniero",
    "ingeniera",
];

/// What one import said of a profile.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bio {
    /// Fields that are called a headline, a bio or the like.
    pub headlines: Vec<String>,
    /// The text about them.
    pub about: String,
}

/// Nothing where one of both says nothing.
pub fn told_by_bio(before: &Bio, now: &Bio) -> Vec<Found> {
    let mut found: Vec<Found> = now.job_since(before).into_iter().collect();
    if before.is_empty() {
        return found;
    }
    for event in announced(&now.new_since(before)) {
        if found.iter().all(|one| one.kind != event.kind) {
            found.push(event);
        }
    }
    found
}

impl Bio {
    fn is_empty(&self) -> bool {
        self.headlines.is_empty() && self.about.is_empty()
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let headlines = self.headlines.iter().map(String::as_str);
        headlines.chain([self.about.as_str()])
    }

    fn job_since(&self, before: &Self) -> Option<Found> {
        changed(&before.job()?, &self.job()?)
    }

    /// The first line that says what they do, and where.
    fn job(&self) -> Option<Statement> {
        let named = self.headlines.iter().find_map(|text| {
            let line = first_line(text)?;
            job_of(line).or_else(|| only_title(line))
        });
        named.or_else(|| {
            let mut lines = self.about.lines().map(str::trim);
            let stated = lines.find_map(|line| job_of(line).filter(is_of_work));
            stated.map(|stated| Statement {
                confidence: OF_TEXT,
                ..stated
            })
        })
    }

    /// Sentences that did not stand there before.
    fn new_since(&self, before: &Self) -> String {
        let known: Vec<String> = before.texts().flat_map(sentences).map(plain).collect();
        let new = self.texts().flat_map(sentences);
        let new = new.filter(|sentence| !known.contains(&plain(sentence)));
        new.collect::<Vec<_>>().join("\n")
    }
}

fn first_line(text: &str) -> Option<&str> {
    text.lines().map(str::trim).find(|line| !line.is_empty())
}

/// "Sales Director at Globex | Speaker"
fn job_of(line: &str) -> Option<Statement> {
    let line = until_end(line);
    if line.chars().count() > LONGEST_LINE {
        return None;
    }
    let (at, between) = AT.iter().find_map(|word| Some((line.find(word)?, word)))?;
    let title = line[..at].trim();
    let company = line[at + between.len()..].trim().trim_end_matches('.');
    let is_name = company.chars().next().is_some_and(char::is_uppercase);
    let is_short = |text: &str| (1..=MOST_WORDS).contains(&text.split_whitespace().count());
    let starts_well = title.chars().next().is_some_and(char::is_alphabetic);
    (is_name && starts_well && is_short(title) && is_short(company)).then(|| Statement {
        title: Some(title.to_owned()),
        company: Some(company.to_owned()),
        confidence: OF_HEADLINE,
        words: line.to_owned(),
        ..Statement::default()
    })
}

/// "Head of Publishing", in a field that is for it.
fn only_title(line: &str) -> Option<Statement> {
    let line = until_end(line);
    let statement = Statement {
        title: Some(line.to_owned()),
        confidence: OF_HEADLINE,
        words: line.to_owned(),
        ..Statement::default()
    };
    let is_short = line.split_whitespace().count() <= MOST_WORDS;
    (is_short && is_of_work(&statement)).then_some(statement)
}

fn until_end(line: &str) -> &str {
    let end = ENDS.iter().filter_map(|end| line.find(end)).min();
    line[..end.unwrap_or(line.len())].trim()
}

/// Whether the title is one: "met at Globex" is a note.
fn is_of_work(statement: &Statement) -> bool {
    statement.title.as_deref().is_some_and(|title| {
        let said = plain(title);
        is_ranked(title) || TITLES.iter().any(|word| has(&said, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::life_events::types::EventKind::{self, *};

    fn headline(text: &str) -> Bio {
        Bio {
            headlines: vec![text.to_owned()],
            ..Bio::default()
        }
    }

    fn about(text: &str) -> Bio {
        Bio {
            about: text.to_owned(),
            ..Bio::default()
        }
    }

    /// What it said, what it says, and what that tells.
    type Case<'a> = (Bio, Bio, &'a [(EventKind, &'a str)]);

    #[test]
    fn what_a_profile_says_anew() {
        let cases: &[Case] = &[
            (
                headline("Sales Manager at Acme GmbH"),
                headline("Sales Director at Globex Ltd | Speaker"),
                &[(JobChange, "Has a new job: Sales Director at Globex Ltd")],
            ),
            (
                headline("Sales Manager @ Acme"),
                headline("Sales Director @Acme"),
                &[(Promotion, "Was promoted: Sales Director")],
            ),
            (
                headline("Editor"),
                headline("Head of Publishing"),
                &[(Promotion, "Was promoted: Head of Publishing")],
            ),
            (
                headline("Entwicklerin bei Siemens"),
                headline("Teamleiterin bei Bosch"),
                &[(JobChange, "Has a new job: Teamleiterin at Bosch")],
            ),
            (
                about("Met in Berlin.\nEngineer at Acme"),
                about("Met in Berlin.\nEngineer at Globex"),
                &[(JobChange, "Has a new job: Engineer at Globex")],
            ),
            (
                about("I write about boats."),
                about("I write about boats. I moved to Lisbon last year."),
                &[(Move, "Moved to Lisbon")],
            ),
            (
                headline("Sales Manager at Acme GmbH"),
                headline("Sales Manager at ACME"),
                &[],
            ),
            (
                headline("Loves boats and tea"),
                headline("Loves tea and boats"),
                &[],
            ),
            (about("Met at Acme"), about("Lunch at Globex"), &[]),
            (
                about("I moved to Lisbon last year."),
                about("I moved to Lisbon last year. I like it."),
                &[],
            ),
            (Bio::default(), about("I moved to Lisbon last year."), &[]),
            (headline("Editor at Acme"), Bio::default(), &[]),
        ];
        for (before, now, expected) in cases {
            let found = told_by_bio(before, now);
            let told: Vec<_> = found
                .iter()
                .map(|one| (one.kind, one.summary.as_str()))
                .collect();
            assert_eq!(told, *expected, "{before:?} {now:?}");
            assert!(found.iter().all(|one| one.confidence >= super::super::SURE));
            for one in &found {
                let stands = now.texts().any(|text| text.contains(&one.quote));
                assert!(stands, "{one:?} is not in the profile");
            }
        }
    }
}
