//! A clause: the field, how it is compared, and what with.

use super::{
    Birthday, Clause, Compare, Deed, NumberField, OwnAsked, OwnClause, OwnCompare, Priority, State,
    TextField, TextTest, Thing, TimeField,
    parse::problem,
    print::MONTHS,
    problem::{Cause, Problem},
    time::{Moment, Stretch},
    token::{Kind, Token},
};
use crate::fields::types::Subject;

pub(super) fn clause(token: &Token, about: Subject) -> Result<Clause, Problem> {
    let Kind::Clause {
        field,
        test,
        value,
        is_quoted,
        ..
    } = &token.kind
    else {
        return Err(problem(token, Cause::MissingValue));
    };
    let read = match (is_quoted, about) {
        (true, _) => own(field, test, value),
        (false, Subject::Contact) => read(field, test, value),
        (false, Subject::Company) if field == "has" => has_own(test, value),
        (false, Subject::Company) => own(field, test, value),
    };
    read.map_err(|cause| placed(token, cause))
}

/// The part of a clause that a cause is about.
pub(super) fn placed(token: &Token, cause: Cause) -> Problem {
    let Kind::Clause { value_at, test, .. } = &token.kind else {
        return problem(token, cause);
    };
    match cause {
        Cause::UnknownField(_) => Problem {
            at: token.at,
            length: value_at - test.len() - token.at,
            cause,
        },
        Cause::WrongComparison(..) => problem(token, cause),
        _ => Problem {
            at: *value_at,
            length: token.at + token.length - value_at,
            cause,
        },
    }
}

/// Beside fields of texts, numbers and times.
const KNOWN: [&str; 7] = [
    "birthday",
    "anniversary",
    "priority",
    "is",
    "has",
    "never",
    "company-id",
];

/// Whether a field of this name is there in every workspace.
pub(super) fn is_known(name: &str) -> bool {
    TextField::parse(name).is_some()
        || NumberField::parse(name).is_some()
        || TimeField::parse(name).is_some()
        || KNOWN.contains(&name)
}

/// A name that is not known, or that stands in quotes, is a field of the workspace's own.
fn own(name: &str, test: &str, value: &str) -> Result<Clause, Cause> {
    let wrong = || Cause::WrongComparison(name.to_owned(), ":, =, !=, <, <=, > and >=");
    let compare = OwnCompare::parse(test).ok_or_else(wrong)?;
    let asked = match (compare, value) {
        (OwnCompare::Has, "*") => OwnAsked::Has,
        (OwnCompare::IsNot, "*") => OwnAsked::HasNo,
        _ => OwnAsked::Compares(compare, value.to_owned()),
    };
    Ok(own_clause(name, asked))
}

fn own_clause(name: &str, asked: OwnAsked) -> Clause {
    Clause::Own(OwnClause {
        name: name.trim().to_owned(),
        asked,
    })
}

fn read(field: &str, test: &str, value: &str) -> Result<Clause, Cause> {
    if !is_known(field) {
        return own(field, test, value);
    }
    if let Some(known) = TextField::parse(field) {
        let wrong = Cause::WrongComparison(field.to_owned(), ":, = and !=");
        let test = TextTest::parse(test).ok_or(wrong)?;
        return Ok(Clause::Text(known, test, value.to_owned()));
    }
    let lower = value.to_lowercase();
    let compare = Compare::parse(test).unwrap_or(Compare::Equal);
    if let Some(known) = NumberField::parse(field) {
        return Ok(Clause::Number(known, compare, number(field, &lower)?));
    }
    if let Some(known) = TimeField::parse(field) {
        return time(field, known, compare, &lower);
    }
    if field == "birthday" {
        return yearly(field, compare, &lower).map(Clause::Birthday);
    }
    if field == "anniversary" {
        return yearly(field, compare, &lower).map(Clause::Anniversary);
    }
    if field == "priority" {
        return priority(compare, &lower);
    }
    if field == "has" {
        return match compare {
            Compare::Equal => Ok(has(value)),
            _ => Err(Cause::WrongComparison(field.to_owned(), ":")),
        };
    }
    let named = named(field, &lower)?;
    if compare == Compare::Equal {
        Ok(named)
    } else {
        Err(Cause::WrongComparison(field.to_owned(), ":"))
    }
}

fn priority(compare: Compare, value: &str) -> Result<Clause, Cause> {
    let field = "priority";
    let is_so = match compare {
        Compare::Equal => true,
        Compare::NotEqual => false,
        _ => return Err(Cause::WrongComparison(field.to_owned(), ":, = and !=")),
    };
    let (parse, name) = (Priority::parse, Priority::as_str);
    let priority = one_of(field, value, parse, Priority::ALL, name)?;
    Ok(Clause::Priority(is_so, priority))
}

fn named(field: &str, value: &str) -> Result<Clause, Cause> {
    match field {
        "is" => one_of(field, value, State::parse, State::ALL, State::as_str).map(Clause::Is),
        "never" => one_of(field, value, Deed::parse, Deed::ALL, Deed::as_str).map(Clause::Never),
        "company-id" => {
            let id = value.parse().map(Clause::CompanyId);
            id.map_err(|_| Cause::UnknownValue(field.to_owned(), "the id of a company".to_owned()))
        }
        _ => Err(Cause::UnknownField(field.to_owned())),
    }
}

fn has_own(test: &str, value: &str) -> Result<Clause, Cause> {
    if test != ":" {
        return Err(Cause::WrongComparison("has".to_owned(), ":"));
    }
    Ok(match is_there(value) {
        (true, name) => own_clause(name, OwnAsked::Has),
        (false, name) => own_clause(name, OwnAsked::HasNo),
    })
}

/// Whether it shall be there, and what.
fn is_there(value: &str) -> (bool, &str) {
    match value.split_at_checked(3) {
        Some((no, name)) if no.eq_ignore_ascii_case("no-") => (false, name),
        _ => (true, value),
    }
}

/// What there is in every workspace, else a field of its own.
fn has(value: &str) -> Clause {
    let (is_there, name) = is_there(value);
    match (Thing::parse(&name.to_lowercase()), is_there) {
        (Some(thing), true) => Clause::Has(thing),
        (Some(thing), false) => Clause::HasNo(thing),
        (None, true) => own_clause(name, OwnAsked::Has),
        (None, false) => own_clause(name, OwnAsked::HasNo),
    }
}

fn one_of<T: Copy>(
    field: &str,
    value: &str,
    parse: fn(&str) -> Option<T>,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, Cause> {
    parse(value).ok_or_else(|| {
        let names = all.iter().copied().map(name).collect::<Vec<_>>();
        Cause::UnknownValue(field.to_owned(), names.join(", "))
    })
}

fn number(field: &str, value: &str) -> Result<f64, Cause> {
    let is_plain = value.len() <= 12
        && value
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = value.parse().ok().filter(|_| is_plain);
    number.ok_or_else(|| Cause::NotANumber(field.to_owned()))
}

fn time(field: &str, known: TimeField, compare: Compare, value: &str) -> Result<Clause, Cause> {
    let moment = Moment::parse(value).ok_or_else(|| Cause::NotATime(field.to_owned()))?;
    let moment = match (compare, moment) {
        (Compare::NotEqual, _) => {
            return Err(Cause::WrongComparison(
                field.to_owned(),
                ":, <, <=, > and >=",
            ));
        }
        (Compare::Equal, Moment::Ago(count, unit)) => Moment::In(Stretch::Past(count, unit)),
        (_, moment) => moment,
    };
    Ok(Clause::Time(known, compare, moment))
}

/// A day that comes back each year.
fn yearly(name: &str, compare: Compare, value: &str) -> Result<Birthday, Cause> {
    let field = || name.to_owned();
    if compare == Compare::Equal
        && let Some(each) = each_year(value)
    {
        return Ok(each);
    }
    let stretch = Stretch::parse(value).ok_or_else(|| Cause::NotATime(field()))?;
    match compare {
        Compare::NotEqual => Err(Cause::WrongComparison(field(), ":, <, <=, > and >=")),
        _ if stretch.is_absolute() => Ok(Birthday::Born(compare, stretch)),
        Compare::Equal => Ok(Birthday::Falls(stretch)),
        _ => Err(Cause::UnknownValue(
            field(),
            "a year or date where it is compared".to_owned(),
        )),
    }
}

fn each_year(value: &str) -> Option<Birthday> {
    let mut named = MONTHS.iter().zip(1..);
    if let Some((_, month)) =
        named.find(|(name, _)| **name == value || (value.len() == 3 && name.starts_with(value)))
    {
        return Some(Birthday::Each(month, None));
    }
    let (month, day) = value.split_once('-')?;
    if month.len() != 2 || day.len() != 2 {
        return None;
    }
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // A leap year, so that 29 February is a day.
    chrono::NaiveDate::from_ymd_opt(2000, month, day)?;
    Some(Birthday::Each(month, Some(day)))
}
