//! The tree of a query: "or" binds least, then "and" (which may be left out), then "not".

use super::{
    Birthday, Clause, Compare, Deed, NumberField, Query, State, TextField, TextTest, Thing,
    TimeField,
    print::MONTHS,
    problem::{Cause, Problem},
    time::{Moment, Stretch},
    token::{Kind, Token, tokens},
};

const LONGEST: usize = 2_000;
const DEEPEST: usize = 20;

pub fn parse(text: &str) -> Result<Query, Problem> {
    let length = text.chars().count();
    if length > LONGEST {
        return Err(Problem {
            at: LONGEST,
            length: length - LONGEST,
            cause: Cause::TooLong,
        });
    }
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Ok(Query::default());
    }
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        depth: 0,
    };
    let query = parser.any()?;
    match parser.peek() {
        Some(token) => Err(problem(token, Cause::StrayClose)),
        None => Ok(query),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn takes(&mut self, kind: &Kind) -> bool {
        let fits = self.peek().is_some_and(|token| token.kind == *kind);
        self.at += usize::from(fits);
        fits
    }

    fn any(&mut self) -> Result<Query, Problem> {
        let mut parts = vec![self.all()?];
        while self.takes(&Kind::Or) {
            parts.push(self.all()?);
        }
        Ok(Query::any(parts))
    }

    fn all(&mut self) -> Result<Query, Problem> {
        let mut parts = vec![self.one()?];
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Or | Kind::Close => break,
                Kind::And => self.at += 1,
                _ => {}
            }
            parts.push(self.one()?);
        }
        Ok(Query::all(parts))
    }

    fn one(&mut self) -> Result<Query, Problem> {
        let Some(token) = self.peek() else {
            return Err(self.missing_side());
        };
        match &token.kind {
            Kind::Not => {
                self.at += 1;
                let inner = self.deeper(token, Self::one)?;
                Ok(Query::Not(Box::new(inner)))
            }
            Kind::Open => {
                self.at += 1;
                let inner = self.deeper(token, Self::any)?;
                if self.takes(&Kind::Close) {
                    Ok(inner)
                } else {
                    Err(problem(token, Cause::UnclosedGroup))
                }
            }
            Kind::Text(text) => {
                self.at += 1;
                Ok(Query::Text(text.clone()))
            }
            Kind::Clause { .. } => {
                self.at += 1;
                clause(token).map(Query::Clause)
            }
            Kind::Close if self.depth == 0 => Err(problem(token, Cause::StrayClose)),
            Kind::Close | Kind::And | Kind::Or => Err(problem(token, Cause::MissingSide)),
        }
    }

    fn deeper(
        &mut self,
        token: &Token,
        read: fn(&mut Self) -> Result<Query, Problem>,
    ) -> Result<Query, Problem> {
        if self.depth == DEEPEST {
            return Err(problem(token, Cause::TooDeep));
        }
        self.depth += 1;
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    /// The query ends where something should follow the last word.
    fn missing_side(&self) -> Problem {
        let last = self.tokens.last();
        Problem {
            at: last.map_or(0, |token| token.at),
            length: last.map_or(0, |token| token.length),
            cause: match last.map(|token| &token.kind) {
                Some(Kind::Open) => Cause::UnclosedGroup,
                _ => Cause::MissingSide,
            },
        }
    }
}

fn problem(token: &Token, cause: Cause) -> Problem {
    Problem {
        at: token.at,
        length: token.length,
        cause,
    }
}

fn clause(token: &Token) -> Result<Clause, Problem> {
    let Kind::Clause {
        field,
        test,
        value,
        value_at,
    } = &token.kind
    else {
        return Err(problem(token, Cause::MissingValue));
    };
    read(field, test, value).map_err(|cause| match cause {
        Cause::UnknownField(_) => Problem {
            at: token.at,
            length: field.chars().count(),
            cause,
        },
        Cause::WrongComparison(..) => problem(token, cause),
        _ => Problem {
            at: *value_at,
            length: token.at + token.length - value_at,
            cause,
        },
    })
}

fn read(field: &str, test: &str, value: &str) -> Result<Clause, Cause> {
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
        return birthday(compare, &lower).map(Clause::Birthday);
    }
    let named = named(field, &lower)?;
    if compare == Compare::Equal {
        Ok(named)
    } else {
        Err(Cause::WrongComparison(field.to_owned(), ":"))
    }
}

fn named(field: &str, value: &str) -> Result<Clause, Cause> {
    match field {
        "is" => one_of(field, value, State::parse, State::ALL, State::as_str).map(Clause::Is),
        "has" => {
            let thing = value.strip_prefix("no-");
            let found = one_of(
                field,
                thing.unwrap_or(value),
                Thing::parse,
                Thing::ALL,
                Thing::as_str,
            )?;
            Ok(match thing {
                Some(_) => Clause::HasNo(found),
                None => Clause::Has(found),
            })
        }
        "never" => one_of(field, value, Deed::parse, Deed::ALL, Deed::as_str).map(Clause::Never),
        "company-id" => {
            let id = value.parse().map(Clause::CompanyId);
            id.map_err(|_| Cause::UnknownValue(field.to_owned(), "the id of a company".to_owned()))
        }
        _ => Err(Cause::UnknownField(field.to_owned())),
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

fn birthday(compare: Compare, value: &str) -> Result<Birthday, Cause> {
    let field = || "birthday".to_owned();
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
