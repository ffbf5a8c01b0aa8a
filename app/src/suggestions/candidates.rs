//! Who may be due: contacts with an exchange, with a wish to keep in touch, or with an
//! occasion, and without a recent decision. Followed up within two weeks, by a decision or by
//! writing, or dismissed within a month means no; but who waits for an answer gets one.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use mail::domains::is_no_reply_address;
use uuid::Uuid;

use super::{
    rules::FOLLOWED_UP_DAYS,
    tie::{Decided, Occasion, Priority, Restraint, Tie},
};
use crate::{context::Scope, error::Result, scoring::LARGEST_CIRCLE};

pub struct Candidate {
    pub contact_id: Uuid,
    pub name: String,
    pub given_name: Option<String>,
    email: Option<String>,
    score: f32,
    inbound_count: i32,
    outbound_count: i32,
    last_inbound_at: Option<DateTime<Utc>>,
    last_outbound_at: Option<DateTime<Utc>>,
    last_contact_at: Option<DateTime<Utc>>,
    unanswered: i32,
    rhythm_days: Option<f32>,
    spread_days: Option<f32>,
    keep_in_touch_days: Option<i32>,
    never_suggested: bool,
    is_archived: bool,
    priority: Option<String>,
    created_at: DateTime<Utc>,
    decision: Option<String>,
    decided_at: Option<DateTime<Utc>>,
    snoozed_until: Option<DateTime<Utc>>,
    away_until: Option<NaiveDate>,
    is_reachable: bool,
    stands: bool,
    last_subject: Option<String>,
    asks: bool,
    is_direct: bool,
}

impl Candidate {
    pub fn tie(&self, occasions: Vec<Occasion>, learned: f64) -> Tie {
        Tie {
            score: f64::from(self.score),
            inbound: i64::from(self.inbound_count),
            outbound: i64::from(self.outbound_count),
            last_inbound_at: self.last_inbound_at,
            last_outbound_at: self.last_outbound_at,
            last_contact_at: self.last_contact_at,
            unanswered: i64::from(self.unanswered),
            last_asks: self.asks,
            last_is_direct: self.is_direct,
            rhythm_days: self.rhythm_days.map(f64::from),
            spread_days: self.spread_days.map(f64::from),
            last_subject: plain_subject(self.last_subject.as_deref().unwrap_or_default())
                .to_owned(),
            wanted_days: self.keep_in_touch_days.map(i64::from),
            known_since: self.created_at,
            priority: match self.priority.as_deref() {
                Some("high") => Priority::High,
                Some("low") => Priority::Low,
                _ => Priority::Normal,
            },
            occasions,
            restraint: self.restraint(),
            learned,
        }
    }

    /// Whether a suggestion is open, or was opened today.
    pub fn stands(&self) -> bool {
        self.stands
    }

    fn restraint(&self) -> Restraint {
        Restraint {
            never: self.never_suggested,
            archived: self.is_archived,
            automated: self.email.as_deref().is_some_and(is_no_reply_address),
            unreachable: !self.is_reachable,
            decided: self.decided(),
            away_until: self.away_until,
        }
    }

    /// In days; a wish to be in touch sooner holds.
    fn left_in_peace(&self) -> i64 {
        let wanted = self.keep_in_touch_days.map(i64::from);
        wanted.map_or(FOLLOWED_UP_DAYS, |days| days.min(FOLLOWED_UP_DAYS))
    }

    fn decided(&self) -> Option<Decided> {
        match (self.decision.as_deref()?, self.decided_at) {
            ("snoozed", _) => self.snoozed_until.map(Decided::SnoozedUntil),
            ("done", Some(at)) => Some(Decided::Done(at)),
            ("closed", Some(at)) => Some(Decided::Acted {
                at,
                until: at + Duration::days(self.left_in_peace()),
            }),
            ("dismissed", Some(at)) => Some(Decided::Dismissed(at)),
            _ => None,
        }
    }
}

/// A subject without the marks that answers and forwards put before it.
pub fn plain_subject(subject: &str) -> &str {
    const MARKS: [&str; 16] = [
        "re", "aw", "sv", "antw", "odp", "rv", "fw", "fwd", "wg", "tr", "r", "rif", "enc",
        "doorst", "回复", "答复",
    ];
    let mut plain = subject.trim();
    while let Some((mark, rest)) = plain.split_once([':', '：'])
        && MARKS
            .iter()
            .any(|known| mark.trim().eq_ignore_ascii_case(known))
    {
        plain = rest.trim();
    }
    plain
}

macro_rules! candidates_where {
    ($condition:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            Candidate,
            r#"with asked as (
                 select distinct id from unnest($3::uuid[]) as given (id)
               ),
               decided as (
                 select distinct on (coalesce(m.merged_into, m.id))
                   coalesce(m.merged_into, m.id) as contact_id,
                   s.state,
                   case
                     when s.state = 'closed' then least(s.updated_at, kept.last_outbound_at)
                     else s.decided_at
                   end as decided_at,
                   s.snoozed_until
                 from suggestions s
                 join contacts m on m.id = s.contact_id
                 join contacts kept on kept.id = coalesce(m.merged_into, m.id)
                 where s.workspace_id = acting_workspace()
                   and (s.state = 'snoozed'
                     or (s.state = 'done' and s.decided_at > $1::timestamptz - interval '14 days')
                     or (s.state = 'dismissed' and s.decided_at > $1 - interval '30 days')
                     or (s.state = 'closed'
                       and s.closed_by = 'acted'
                       and s.updated_at > $1 - interval '14 days'
                       and least(s.updated_at, kept.last_outbound_at) > $1 - interval '14 days'))
                 -- What holds longest.
                 order by
                   coalesce(m.merged_into, m.id),
                   (s.state = 'snoozed') desc,
                   coalesce(s.decided_at, s.updated_at)
                     + case s.state when 'dismissed' then interval '30 days' else interval '14 days' end desc
               ),
               -- Who wrote since is there again.
               away as (
                 select l.contact_id, max(a.away_until) as until
                 from auto_replies a
                 join source_records r
                   on r.workspace_id = a.workspace_id
                   and r.origin = 'mail'
                   and r.external_id = a.address
                 join identity_links l on l.source_record_id = r.id
                 join contacts c on c.id = l.contact_id
                 where a.workspace_id = acting_workspace()
                   and a.away_until >= $5::date
                   and a.said_at <= $1
                   and (c.last_inbound_at is null or c.last_inbound_at <= a.said_at)
                 group by l.contact_id
               ),
               standing as (
                 select distinct contact_id
                 from suggestions
                 where workspace_id = acting_workspace()
                   and (state = 'open' or created_at >= $4)
               ),
               tied as (
                 select
                   c.*,
                   decided.state as decision,
                   decided.decided_at,
                   decided.snoozed_until,
                   away.until as away_until,
                   standing.contact_id is not null as stands
                 from contacts c
                 left join asked on asked.id = c.id
                 left join decided on decided.contact_id = c.id
                 left join away on away.contact_id = c.id
                 left join standing on standing.contact_id = c.id
                 where c.workspace_id = acting_workspace()
                   and c.deleted_at is null
                   and "# + $condition + r#"
                 order by
                   c.keep_in_touch_days is null and asked.id is null,
                   greatest(
                     c.score,
                     4 * ln(1 + least(c.inbound_count, c.outbound_count, 100)) / ln(101)
                   ) desc,
                   c.id
                 limit 10000
               )
               select
                 c.id as "contact_id!",
                 c.name as "name!",
                 c.given_name,
                 c.email,
                 c.score as "score!",
                 c.inbound_count as "inbound_count!",
                 c.outbound_count as "outbound_count!",
                 c.last_inbound_at,
                 c.last_outbound_at,
                 c.last_contact_at,
                 c.unanswered as "unanswered!",
                 c.rhythm_days,
                 c.spread_days,
                 c.keep_in_touch_days,
                 c.never_suggested as "never_suggested!",
                 c.is_archived as "is_archived!",
                 c.priority,
                 c.created_at as "created_at!",
                 c.decision as "decision?",
                 c.decided_at as "decided_at?",
                 c.snoozed_until as "snoozed_until?",
                 c.away_until as "away_until?",
                 c.inbound_count > 0 or exists (
                   select from contact_points p
                   where p.contact_id = c.id and p.kind in ('email', 'phone', 'handle')
                 ) as "is_reachable!",
                 c.stands as "stands!",
                 last.subject as "last_subject?",
                 coalesce(waiting.asks, false) as "asks!",
                 coalesce(waiting.is_direct, false) as "is_direct!"
               from tied c
               left join lateral (
                 select i.subject
                 from identity_links l
                 join participants p on p.source_record_id = l.source_record_id
                 join interactions i on i.id = p.interaction_id
                 where l.contact_id = c.id and p.occurred_at = c.last_contact_at
                   and i.kind <> 'note'
                   and i.deleted_at is null
                   and i.recipients <= $2
                 order by i.occurred_at desc, i.id desc
                 limit 1
               ) last on true
               -- What they wrote since I did, or since we met or spoke.
               left join lateral (
                 select bool_or(one.asks) as asks, bool_or(one.is_direct) as is_direct
                 from (
                   select
                     -- A question mark within an address asks nothing.
                     regexp_replace(i.snippet, '(://|www\.)[^\s？؟]*[^\s?？؟]', '', 'gi') ~ '[?？؟]'
                       or length(i.snippet) > 120 as asks,
                     case i.kind
                       when 'message' then i.recipients <= 1
                       else exists (select from jsonb_each(i.own_parts) me where me.value ->> 'role' = 'to')
                     end as is_direct,
                     bool_or(i.direction <> 'in' or i.kind = 'call') over (
                       order by i.occurred_at desc, i.id desc rows unbounded preceding
                     ) as is_answered
                   from identity_links l
                   join participants p on p.source_record_id = l.source_record_id
                   join interactions i on i.id = p.interaction_id
                   where l.contact_id = c.id
                     and c.last_inbound_at = c.last_contact_at
                     and p.occurred_at between $1 - interval '45 days' and $1
                     and i.kind <> 'note'
                     and i.standing = 'contact'
                     and i.deleted_at is null
                     and i.recipients <= $2
                     and (i.direction = 'none' or (i.direction = 'in') = (p.role = 'from'))
                 ) one
                 where not one.is_answered
               ) waiting on true"#,
            $($argument),*
        )
    };
}

/// Since when it is today, and which day that is.
#[derive(Clone, Copy, Debug)]
pub struct Today {
    pub begins: DateTime<Utc>,
    pub day: NaiveDate,
}

/// Those with an occasion or a wish, then the strongest.
pub async fn candidates(
    scope: &mut Scope,
    with_occasion: &[Uuid],
    today: Today,
) -> Result<Vec<Candidate>> {
    let now = scope.now;
    Ok(candidates_where!(
        r#"not c.is_archived
           and not c.never_suggested
           and (
             decided.contact_id is null
             or (decided.state in ('done', 'closed') and c.last_inbound_at > decided.decided_at)
             or (decided.state = 'closed' and (asked.id is not null or c.keep_in_touch_days < 14))
           )
           and (
             asked.id is not null
             or c.unanswered < 3
             and (c.last_contact_at is null or c.last_contact_at <= $1 - interval '1 day')
             and (
               c.keep_in_touch_days is not null
               or (
                 c.inbound_count > 0
                 and c.outbound_count > 0
                 and c.last_contact_at > $1 - interval '5 years'
               )
               or (c.last_inbound_at = c.last_contact_at and c.last_inbound_at > $1 - interval '45 days')
             )
           )"#,
        now,
        LARGEST_CIRCLE,
        with_occasion,
        today.begins,
        today.day,
    )
    .fetch_all(scope.db())
    .await?)
}

/// One contact, whatever holds back.
pub async fn candidate(
    scope: &mut Scope,
    contact: Uuid,
    today: Today,
) -> Result<Option<Candidate>> {
    let now = scope.now;
    Ok(candidates_where!(
        "asked.id is not null",
        now,
        LARGEST_CIRCLE,
        &[contact],
        today.begins,
        today.day,
    )
    .fetch_optional(scope.db())
    .await?)
}

#[cfg(test)]
mod tests {
    use super::plain_subject;

    #[test]
    fn a_subject_is_freed_of_its_marks() {
        for (subject, plain) in [
            ("Re: AW: Lunch", "Lunch"),
            ("Fwd: Re : Lunch", "Lunch"),
            ("回复：午饭", "午饭"),
            ("Plan: two", "Plan: two"),
            ("", ""),
        ] {
            assert_eq!(plain_subject(subject), plain);
        }
    }
}
