//! Fields of the workspace's own: what a query asks of them, by what they hold.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    OwnAsked, OwnClause, OwnCompare, Thing,
    clause::Clause,
    problem::{Cause, Problem},
    read::{clause, placed},
    time::Moment,
    token::{Kind, tokens},
};
use crate::{
    error::FieldCode,
    fields::{
        Days, Field, FieldTest,
        types::{FieldKind, Subject},
    },
};

/// The first of a query's own fields that is not there, or that cannot be asked so.
pub fn unmet(text: &str, fields: &[Field]) -> Option<Problem> {
    unmet_about(Subject::Contact, text, fields)
}

/// The same of a query about these.
pub fn unmet_about(about: Subject, text: &str, fields: &[Field]) -> Option<Problem> {
    tokens(text).ok()?.iter().find_map(|token| {
        let Kind::Clause { .. } = token.kind else {
            return None;
        };
        let Ok(Clause::Own(own)) = clause(token, about) else {
            return None;
        };
        let cause = own.test(about, fields, NaiveDate::default()).err()?;
        Some(placed(token, cause))
    })
}

impl OwnClause {
    /// The field that it names.
    pub fn field<'a>(&self, fields: &'a [Field]) -> Option<&'a Field> {
        let by_key = fields.iter().find(|field| field.key == self.name);
        by_key.or_else(|| fields.iter().find(|field| field.is_called(&self.name)))
    }

    /// What it asks, on a day from which relative dates count.
    pub fn test(
        &self,
        about: Subject,
        fields: &[Field],
        today: NaiveDate,
    ) -> Result<FieldTest, Cause> {
        let field = self.field(fields).ok_or_else(|| self.unknown(about))?;
        match &self.asked {
            OwnAsked::Has => Ok(FieldTest::any(field)),
            OwnAsked::HasNo => Ok(FieldTest::any(field).negated()),
            OwnAsked::Compares(compare, value) => self.compared(field, *compare, value, today),
        }
    }

    fn unknown(&self, about: Subject) -> Cause {
        match (&self.asked, about) {
            (OwnAsked::Compares(..), _) => Cause::UnknownField(self.name.clone()),
            (_, Subject::Company) => {
                Cause::UnknownValue("has".to_owned(), "a field of your own".to_owned())
            }
            (_, Subject::Contact) => {
                let things: Vec<&str> = Thing::ALL.iter().map(|thing| thing.as_str()).collect();
                let known = format!("{}, or a field of your own", things.join(", "));
                Cause::UnknownValue("has".to_owned(), known)
            }
        }
    }

    fn compared(
        &self,
        field: &Field,
        compare: OwnCompare,
        value: &str,
        today: NaiveDate,
    ) -> Result<FieldTest, Cause> {
        let is_equal = matches!(
            compare,
            OwnCompare::Has | OwnCompare::Is | OwnCompare::IsNot
        );
        let test = match field.kind {
            FieldKind::Date => FieldTest::days(field, self.days(compare, value, today)?),
            FieldKind::Choice | FieldKind::MultiChoice if is_equal => {
                FieldTest::choices(field, &offered(field, value)?)
            }
            FieldKind::Contact if is_equal && value.parse::<Uuid>().is_err() => {
                FieldTest::called(field, value, compare == OwnCompare::Has)
            }
            kind => {
                let compare = match compare {
                    OwnCompare::Has if matches!(kind, FieldKind::Text | FieldKind::Link) => "~",
                    OwnCompare::Has | OwnCompare::Is | OwnCompare::IsNot => "=",
                    other => other.as_str(),
                };
                FieldTest::read(field, compare, value).map_err(|code| self.refused(field, code))?
            }
        };
        Ok(match compare {
            OwnCompare::IsNot => test.negated(),
            _ => test,
        })
    }

    fn refused(&self, field: &Field, code: FieldCode) -> Cause {
        let name = self.name.clone();
        match (code, field.kind) {
            (FieldCode::NotANumber, _) => Cause::NotANumber(name),
            (_, FieldKind::YesNo) if self.compares_equal() => {
                Cause::UnknownValue(name, "yes or no".to_owned())
            }
            _ => Cause::WrongComparison(name, ":, = and !="),
        }
    }

    fn compares_equal(&self) -> bool {
        let OwnAsked::Compares(compare, _) = &self.asked else {
            return false;
        };
        matches!(
            compare,
            OwnCompare::Has | OwnCompare::Is | OwnCompare::IsNot
        )
    }

    /// The days that fit. As for other times, less of an age is later.
    fn days(&self, compare: OwnCompare, value: &str, today: NaiveDate) -> Result<Days, Cause> {
        let moment = Moment::parse(&value.to_lowercase());
        let moment = moment.ok_or_else(|| Cause::NotATime(self.name.clone()))?;
        let within = |from, until| Days { from, until };
        Ok(match moment {
            Moment::Ago(count, unit) => {
                let cut = unit.before(today, count);
                let next = cut.and_then(|cut| cut.succ_opt());
                match compare {
                    OwnCompare::Less => within(next, None),
                    OwnCompare::AtMost => within(cut, None),
                    OwnCompare::More => within(None, cut),
                    OwnCompare::AtLeast => within(None, next),
                    _ => within(cut, today.succ_opt()),
                }
            }
            Moment::In(stretch) => {
                let (first, after) = stretch.days(today);
                match compare {
                    OwnCompare::Less => within(None, Some(first)),
                    OwnCompare::AtMost => within(None, Some(after)),
                    OwnCompare::More => within(Some(after), None),
                    OwnCompare::AtLeast => within(Some(first), None),
                    _ => within(Some(first), Some(after)),
                }
            }
        })
    }
}

/// A choice by its name, else several, parted by commas.
fn offered(field: &Field, value: &str) -> Result<Vec<String>, Cause> {
    if let Some(key) = field.choice_called(value) {
        return Ok(vec![key.to_owned()]);
    }
    let parts = value.split(',').map(|part| field.choice_called(part));
    let keys: Option<Vec<String>> = parts.map(|key| key.map(ToOwned::to_owned)).collect();
    keys.ok_or_else(|| {
        let labels: Vec<&str> = field
            .offered()
            .map(|choice| choice.label.as_str())
            .collect();
        Cause::UnknownValue(field.label.clone(), labels.join(", "))
    })
}
