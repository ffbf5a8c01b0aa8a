//! A query as conditions on contacts `c`. Values are bound, never written into the SQL;
//! where an index serves, a condition is a plain comparison of its column.

mod birthday;
mod texts;
mod things;
mod times;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sqlx::{Postgres, QueryBuilder};

use super::{
    known::Known,
    query::{Clause, Compare, Deed, NumberField, Priority, Query, State, TextField, TextTest},
    words::{ANYWHERE, places_of},
};

/// What the conditions depend on besides the query.
pub(super) struct Narrowing<'a> {
    pub known: &'a Known,
    pub now: DateTime<Utc>,
    pub zone: Tz,
}

impl Narrowing<'_> {
    fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// Adds that contacts fit the query. Archived ones fit only where it speaks of them.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>, query: &Query) {
        sql.push("c.workspace_id = acting_workspace() and c.deleted_at is null");
        if !query.speaks_of(&Clause::Is(State::Archived)) {
            sql.push(" and not c.is_archived");
        }
        for part in query.parts() {
            sql.push(" and ");
            self.push_query(sql, part);
        }
    }

    fn push_query(&self, sql: &mut QueryBuilder<Postgres>, query: &Query) {
        match query {
            Query::All(parts) => self.push_group(sql, parts, " and ", "true"),
            Query::Any(parts) => self.push_group(sql, parts, " or ", "false"),
            // What is unknown does not hold.
            Query::Not(inner) => {
                sql.push("(");
                self.push_query(sql, inner);
                sql.push(") is not true");
            }
            Query::Text(text) => {
                sql.push("(");
                self.known.words.push(sql, text, ANYWHERE);
                sql.push(")");
            }
            Query::Clause(clause) => self.push_clause(sql, clause),
        }
    }

    fn push_group(
        &self,
        sql: &mut QueryBuilder<Postgres>,
        parts: &[Query],
        between: &'static str,
        of_none: &'static str,
    ) {
        sql.push("(");
        for (place, part) in parts.iter().enumerate() {
            sql.push(if place == 0 { "" } else { between });
            self.push_query(sql, part);
        }
        sql.push(if parts.is_empty() { of_none } else { "" });
        sql.push(")");
    }

    fn push_clause(&self, sql: &mut QueryBuilder<Postgres>, clause: &Clause) {
        match clause {
            Clause::Text(field, test, text) => self.push_text(sql, *field, *test, text),
            Clause::Number(field, compare, number) => push_number(sql, *field, *compare, *number),
            Clause::Time(field, compare, moment) => {
                times::push(sql, self, *field, *compare, *moment);
            }
            Clause::Birthday(birthday) => birthday::push(sql, self.today(), *birthday),
            Clause::Anniversary(day) => birthday::push_other(sql, self.today(), *day),
            Clause::Priority(is_so, priority) => push_priority(sql, *is_so, *priority),
            Clause::Is(state) => self.push_state(sql, *state),
            Clause::Has(thing) => {
                sql.push(things::condition(*thing));
            }
            Clause::HasNo(thing) => {
                sql.push("(")
                    .push(things::condition(*thing))
                    .push(") is not true");
            }
            Clause::Never(Deed::Contacted) => {
                sql.push("c.silent_since = 'epoch'");
            }
            Clause::Never(Deed::Answered) => {
                sql.push("(c.inbound_count = 0 and c.outbound_count > 0)");
            }
            Clause::Own(own) => self.known.push_own(sql, own),
            Clause::CompanyId(id) => {
                sql.push("c.company_id = ").push_bind(*id);
            }
        }
    }

    fn push_state(&self, sql: &mut QueryBuilder<Postgres>, state: State) {
        match state {
            State::Strong => sql.push("c.score >= 6"),
            State::Fading => sql
                .push("(c.score >= 3 and c.fades_at < ")
                .push_bind(self.now)
                .push(")"),
            State::Awaiting => sql.push(
                "(c.outbound_count > 0 and c.last_inbound_at > coalesce(c.last_outbound_at, 'epoch'))",
            ),
            State::Archived => sql.push("c.is_archived"),
            State::Nameless => sql.push("position('@' in c.name) > 0"),
        };
    }

    fn push_text(
        &self,
        sql: &mut QueryBuilder<Postgres>,
        field: TextField,
        test: TextTest,
        text: &str,
    ) {
        sql.push("(");
        match (test, places_of(field)) {
            (TextTest::Has, Some(places)) => self.known.words.push(sql, text, places),
            (_, None) => texts::push(sql, field, test, text),
            (_, Some(places)) => {
                self.known.words.push(sql, text, places);
                sql.push(" and ");
                push_equal(sql, field, text);
            }
        }
        sql.push(")");
        if test == TextTest::IsNot {
            sql.push(" is not true");
        }
    }
}

/// The whole field, but for capitals and accents.
fn push_equal(sql: &mut QueryBuilder<Postgres>, field: TextField, text: &str) {
    let (before, after) = match field {
        TextField::Company => (
            "c.company_id in (select k.id from companies k where k.workspace_id = acting_workspace() and k.deleted_at is null and k.name_folded = fold(",
            "))",
        ),
        TextField::Email => (
            "c.id in (select p.contact_id from contact_points p where p.workspace_id = acting_workspace() and p.kind = 'email' and p.value = lower(",
            "))",
        ),
        TextField::Title => ("fold(c.title) = fold(", ")"),
        TextField::Place => ("fold(c.location) = fold(", ")"),
        _ => ("c.name_folded = fold(", ")"),
    };
    sql.push(before)
        .push_bind(text.trim().to_owned())
        .push(after);
}

fn push_priority(sql: &mut QueryBuilder<Postgres>, is_so: bool, priority: Priority) {
    sql.push(match (priority, is_so) {
        (Priority::High, true) => "c.priority = 'high'",
        (Priority::High, false) => "c.priority is distinct from 'high'",
        (Priority::Low, true) => "c.priority = 'low'",
        (Priority::Low, false) => "c.priority is distinct from 'low'",
        (Priority::Normal, true) => "c.priority is null",
        (Priority::Normal, false) => "c.priority is not null",
    });
}

fn push_number(
    sql: &mut QueryBuilder<Postgres>,
    field: NumberField,
    compare: Compare,
    number: f64,
) {
    let column = match field {
        NumberField::Score => "c.score",
        NumberField::Sent => "c.outbound_count",
        NumberField::Received => "c.inbound_count",
        NumberField::Messages => "(c.inbound_count + c.outbound_count)",
        NumberField::Rhythm => "c.rhythm_days",
    };
    sql.push(column).push(operator(compare));
    match field {
        NumberField::Score | NumberField::Rhythm => sql.push_bind(number as f32),
        _ => sql.push_bind(number),
    };
}

fn operator(compare: Compare) -> &'static str {
    match compare {
        Compare::Less => " < ",
        Compare::AtMost => " <= ",
        Compare::Equal => " = ",
        Compare::NotEqual => " <> ",
        Compare::AtLeast => " >= ",
        Compare::More => " > ",
    }
}
