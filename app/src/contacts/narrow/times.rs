//! Times of a contact against how long ago, or against days in the asker's zone.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use sqlx::{Postgres, QueryBuilder};

use super::Narrowing;
use crate::contacts::query::{Compare, Moment, TimeField, ago, midnight};

pub(super) fn push(
    sql: &mut QueryBuilder<Postgres>,
    narrowing: &Narrowing,
    field: TimeField,
    compare: Compare,
    moment: Moment,
) {
    let (from, until) = match moment {
        Moment::Ago(count, unit) => younger(compare, ago(narrowing.now, count, unit)),
        Moment::In(stretch) => {
            let (first, after) = stretch.days(narrowing.today());
            let zone = narrowing.zone;
            beside(compare, midnight(first, zone), midnight(after, zone))
        }
    };
    sql.push("(");
    match (from, field) {
        (Some(from), _) => {
            push_column(sql, field, narrowing.zone);
            sql.push(" >= ").push_bind(from);
        }
        (None, TimeField::Last) => {
            sql.push("c.silent_since > 'epoch'");
        }
        (None, _) => {
            sql.push("true");
        }
    }
    if let Some(until) = until {
        sql.push(" and ");
        push_column(sql, field, narrowing.zone);
        sql.push(" < ").push_bind(until);
    }
    sql.push(")");
}

fn push_column(sql: &mut QueryBuilder<Postgres>, field: TimeField, zone: Tz) {
    let column = match field {
        // Never null, so that an index serves; who was never contacted stands at the epoch.
        TimeField::Last => "c.silent_since",
        TimeField::First => "c.first_contact_at",
        TimeField::Wrote => "c.last_outbound_at",
        TimeField::Heard => "c.last_inbound_at",
        TimeField::Created => "c.created_at",
        TimeField::Updated => "c.updated_at",
        TimeField::Met => {
            sql.push("(c.met_on::timestamp at time zone ")
                .push_bind(zone.name());
            ")"
        }
    };
    sql.push(column);
}

type Range = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// An age: less of it is later.
fn younger(compare: Compare, cut: DateTime<Utc>) -> Range {
    let just_after = cut + Duration::microseconds(1);
    match compare {
        Compare::Less => (Some(just_after), None),
        Compare::AtMost => (Some(cut), None),
        Compare::More => (None, Some(cut)),
        Compare::AtLeast => (None, Some(just_after)),
        Compare::Equal | Compare::NotEqual => (Some(cut), Some(just_after)),
    }
}

/// Before, within or after whole days.
fn beside(compare: Compare, first: DateTime<Utc>, after: DateTime<Utc>) -> Range {
    match compare {
        Compare::Less => (None, Some(first)),
        Compare::AtMost => (None, Some(after)),
        Compare::More => (Some(after), None),
        Compare::AtLeast => (Some(first), None),
        Compare::Equal | Compare::NotEqual => (Some(first), Some(after)),
    }
}
