//! A query as text that reads as the same query.

use std::fmt;

use super::{Birthday, Clause, OwnAsked, OwnClause, Query, Thing, read::is_known};

/// As they are written in queries, from January on.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl fmt::Display for Query {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => joined(out, parts, " "),
            Self::Any(parts) => joined(out, parts, " or "),
            Self::Not(inner) => {
                out.write_str("not ")?;
                within(out, inner)
            }
            Self::Clause(clause) => clause.fmt(out),
            Self::Text(text) => write!(out, "{}", quoted(text, is_plain_text(text))),
        }
    }
}

/// A clause as one would write it, from the parts of a form.
pub fn written(field: &str, test: &str, value: &str) -> String {
    let value = value.trim();
    format!("{field}{test}{}", quoted(value, is_plain_value(value)))
}

/// The name of a field of the workspace's own: in quotes where it would not be read as one.
pub fn name_written(name: &str) -> String {
    let is_part = |next: char| next.is_alphanumeric() || "-_.".contains(next);
    let is_plain = name.starts_with(char::is_alphabetic)
        && name.chars().all(is_part)
        && name.to_lowercase() == name
        && !is_known(name);
    quoted(name, is_plain)
}

/// Whether "has" means nothing else by this name.
fn is_no_thing(name: &str) -> bool {
    let lower = name.to_lowercase();
    Thing::parse(&lower).is_none() && !lower.starts_with("no-")
}

fn joined(out: &mut fmt::Formatter<'_>, parts: &[Query], between: &str) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            out.write_str(between)?;
        }
        within(out, part)?;
    }
    Ok(())
}

/// A part of something larger: groups stand in brackets.
fn within(out: &mut fmt::Formatter<'_>, part: &Query) -> fmt::Result {
    match part {
        Query::All(_) | Query::Any(_) => write!(out, "({part})"),
        _ => write!(out, "{part}"),
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(field, test, text) => {
                let value = quoted(text, is_plain_value(text));
                write!(out, "{}{}{value}", field.as_str(), test.as_str())
            }
            Self::Number(field, compare, number) => {
                write!(out, "{}{}{number}", field.as_str(), compare.as_str())
            }
            Self::Time(field, compare, moment) => {
                write!(out, "{}{}{moment}", field.as_str(), compare.as_str())
            }
            Self::Birthday(day) => write!(out, "birthday{day}"),
            Self::Anniversary(day) => write!(out, "anniversary{day}"),
            Self::Priority(is_so, priority) => {
                let test = if *is_so { ":" } else { "!=" };
                write!(out, "priority{test}{}", priority.as_str())
            }
            Self::Is(state) => write!(out, "is:{}", state.as_str()),
            Self::Has(thing) => write!(out, "has:{}", thing.as_str()),
            Self::HasNo(thing) => write!(out, "has:no-{}", thing.as_str()),
            Self::Never(deed) => write!(out, "never:{}", deed.as_str()),
            Self::CompanyId(id) => write!(out, "company-id:{id}"),
            Self::Own(own) => own.fmt(out),
        }
    }
}

impl fmt::Display for OwnClause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.asked {
            OwnAsked::Has if is_no_thing(&self.name) => {
                out.write_str(&written("has", ":", &self.name))
            }
            OwnAsked::HasNo if is_no_thing(&self.name) => {
                out.write_str(&written("has", ":", &format!("no-{}", self.name)))
            }
            OwnAsked::Has => write!(out, "{}:*", name_written(&self.name)),
            OwnAsked::HasNo => write!(out, "{}!=*", name_written(&self.name)),
            OwnAsked::Compares(compare, value) => {
                let value = quoted(value, is_plain_value(value));
                write!(
                    out,
                    "{}{}{value}",
                    name_written(&self.name),
                    compare.as_str()
                )
            }
        }
    }
}

/// How it is compared, and what with.
impl fmt::Display for Birthday {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Falls(stretch) => write!(out, ":{stretch}"),
            Self::Born(compare, stretch) => write!(out, "{}{stretch}", compare.as_str()),
            Self::Each(month, None) => {
                let name = MONTHS.get(*month as usize - 1).unwrap_or(&"january");
                write!(out, ":{name}")
            }
            Self::Each(month, Some(day)) => write!(out, ":{month:02}-{day:02}"),
        }
    }
}

fn quoted(text: &str, is_plain: bool) -> String {
    if is_plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

fn is_plain_value(text: &str) -> bool {
    let is_odd = |next: char| next.is_whitespace() || "()\"\\".contains(next);
    // `https://` begins no clause.
    let begins_oddly = text.starts_with(['=', '<', '>', '!', ':']) || text.starts_with("//");
    !text.is_empty() && !text.contains(is_odd) && !begins_oddly
}

fn is_plain_text(text: &str) -> bool {
    let is_joining = ["and", "or", "not"].contains(&text.to_lowercase().as_str());
    is_plain_value(text)
        && !is_joining
        && !text.starts_with('-')
        && !text.contains([':', '=', '<', '>'])
}
