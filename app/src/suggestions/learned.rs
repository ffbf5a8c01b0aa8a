//! What decisions teach: a reason that is dismissed counts less, one that is acted on
//! more, and so does a person. Votes fade with time, and the factors are bounded, so that
//! nothing is silenced for good.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::types::Reason;
use crate::{
    context::Scope,
    error::Result,
    events::{EventKind, record},
};

/// After so many days a decision counts half.
const HALF_LIFE_DAYS: f64 = 60.0;
/// Older decisions are not read.
const OLDEST_DAYS: i32 = 365;
/// So many votes double what counts, or halve it.
const REASON_VOTES: f64 = 4.0;
const PERSON_VOTES: f64 = 2.0;
const REASON_BOUNDS: [f64; 2] = [0.5, 1.5];
const PERSON_BOUNDS: [f64; 2] = [0.5, 1.25];

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Votes {
    pub acted: i64,
    pub dismissed: i64,
    /// Acted less dismissed, each fading.
    pub lean: f64,
}

impl Votes {
    fn add(&mut self, acted: bool, age_days: f64) {
        let weight = 0.5_f64.powf(age_days.max(0.0) / HALF_LIFE_DAYS);
        if acted {
            self.acted += 1;
            self.lean += weight;
        } else {
            self.dismissed += 1;
            self.lean -= weight;
        }
    }

    pub fn of_reason(self) -> f64 {
        factor(self.lean / REASON_VOTES, REASON_BOUNDS)
    }

    pub fn of_person(self) -> f64 {
        factor(self.lean / PERSON_VOTES, PERSON_BOUNDS)
    }
}

fn factor(lean: f64, [least, most]: [f64; 2]) -> f64 {
    2.0_f64.powf(lean).clamp(least, most)
}

#[derive(Clone, Debug, Default)]
pub struct Learned {
    pub reasons: HashMap<Reason, Votes>,
    pub people: HashMap<Uuid, Votes>,
}

impl Learned {
    pub fn factors(&self) -> HashMap<Reason, f64> {
        let each = self.reasons.iter();
        each.map(|(reason, votes)| (*reason, votes.of_reason()))
            .collect()
    }

    pub fn of_person(&self, contact: Uuid) -> f64 {
        self.people.get(&contact).map_or(1.0, |it| it.of_person())
    }

    /// Those with a decision, in the order in which reasons are told.
    pub fn listed(&self) -> Vec<(Reason, Votes)> {
        let each = Reason::ALL.into_iter();
        each.filter_map(|reason| Some((reason, *self.reasons.get(&reason)?)))
            .collect()
    }
}

/// From what was done, dismissed, and closed because I wrote, since it was forgotten last.
pub async fn learned(scope: &mut Scope) -> Result<Learned> {
    let now = scope.now;
    let rows = sqlx::query!(
        r#"select
             s.kind,
             coalesce(c.merged_into, c.id) as "contact!",
             s.state <> 'dismissed' as "acted!",
             coalesce(s.decided_at, s.updated_at) as "at!"
           from suggestions s
           join contacts c on c.id = s.contact_id
           where s.workspace_id = acting_workspace()
             and (s.state in ('done', 'dismissed') or s.state = 'closed' and s.closed_by = 'acted')
             and coalesce(s.decided_at, s.updated_at) > greatest(
               $1::timestamptz - make_interval(days => $2),
               (select learned_since from follow_up_settings where workspace_id = acting_workspace())
             )"#,
        now,
        OLDEST_DAYS,
    )
    .fetch_all(scope.db())
    .await?;
    let mut learned = Learned::default();
    for row in rows {
        let age = (now - row.at).num_seconds() as f64 / 86_400.0;
        if let Some(reason) = Reason::parse(&row.kind) {
            let votes = learned.reasons.entry(reason).or_default();
            votes.add(row.acted, age);
        }
        learned
            .people
            .entry(row.contact)
            .or_default()
            .add(row.acted, age);
    }
    Ok(learned)
}

/// What was decided until now teaches nothing any more, or again what was decided since a
/// moment. Returns since when it counted before.
pub async fn learn_since(
    scope: &mut Scope,
    since: Option<DateTime<Utc>>,
) -> Result<Option<DateTime<Utc>>> {
    let settings = super::follow_ups(scope).await?;
    super::settings::store(scope, settings).await?;
    let before = sqlx::query_scalar!(
        "update follow_up_settings s set learned_since = $1
         from follow_up_settings old
         where s.workspace_id = acting_workspace() and old.workspace_id = s.workspace_id
         returning old.learned_since",
        since,
    )
    .fetch_one(scope.db())
    .await?;
    let workspace = scope.workspace;
    record(
        scope,
        EventKind::FollowUpsChanged,
        workspace,
        json!({ "learned_since": since }),
    )
    .await?;
    super::refresh(scope).await?;
    Ok(before)
}

/// "counts 1.2 times as much"
pub fn factor_words(factor: f64) -> String {
    if factor > 1.005 {
        format!("counts {factor:.2} times as much, for you often act on it")
    } else if factor < 0.995 {
        format!("counts {factor:.2} times as much, for you often dismiss it")
    } else {
        "counts as usual".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn votes(given: &[(bool, f64)]) -> Votes {
        let mut votes = Votes::default();
        for (acted, age) in given {
            votes.add(*acted, *age);
        }
        votes
    }

    #[test]
    fn what_decisions_make_of_a_reason_and_of_a_person() {
        let round = |number: f64| (number * 100.0).round() / 100.0;
        for (what, given, of_reason, of_person) in [
            ("nothing was decided", &[][..], 1.0, 1.0),
            ("acted once", &[(true, 0.0)], 1.19, 1.25),
            ("dismissed once", &[(false, 0.0)], 0.84, 0.71),
            ("dismissed two months ago", &[(false, 60.0)], 0.92, 0.84),
            (
                "as often one as the other",
                &[(true, 3.0), (false, 3.0)],
                1.0,
                1.0,
            ),
            ("never less than half", &[(false, 0.0); 9], 0.5, 0.5),
            ("never more than so much", &[(true, 0.0); 9], 1.5, 1.25),
        ] {
            let votes = votes(given);
            assert_eq!(
                (round(votes.of_reason()), round(votes.of_person())),
                (of_reason, of_person),
                "{what}"
            );
        }
    }
}
