//! Who may be due: contacts with an exchange, or with a wish to keep in touch, and
//! without a recent decision. Followed up within two weeks or dismissed within a
//! month means no.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::rules::{Priority, Tie};
use crate::{context::Scope, error::Result, scoring::LARGEST_CIRCLE};

pub struct Candidate {
    pub contact_id: Uuid,
    pub name: String,
    pub given_name: Option<String>,
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
    priority: Option<String>,
    created_at: DateTime<Utc>,
    last_subject: Option<String>,
    asks: bool,
}

impl Candidate {
    pub fn tie(&self) -> Tie {
        Tie {
            score: f64::from(self.score),
            inbound: i64::from(self.inbound_count),
            outbound: i64::from(self.outbound_count),
            last_inbound_at: self.last_inbound_at,
            last_outbound_at: self.last_outbound_at,
            last_contact_at: self.last_contact_at,
            unanswered: i64::from(self.unanswered),
            last_asks: self.asks,
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

/// Those with a wish, then the strongest.
pub async fn candidates(scope: &mut Scope) -> Result<Vec<Candidate>> {
    let now = scope.now;
    Ok(sqlx::query_as!(
        Candidate,
        r#"with tied as (
             select *
             from contacts c
             where c.workspace_id = acting_workspace()
               and c.deleted_at is null
               and not c.is_archived
               and not c.never_suggested
               and (
                 c.keep_in_touch_days is not null
                 or (
                   c.inbound_count > 0
                   and c.outbound_count > 0
                   and c.last_contact_at > $1::timestamptz - interval '5 years'
                 )
               )
               and c.unanswered < 3
               and coalesce(c.last_contact_at, c.created_at) <= $1 - interval '1 day'
               and not exists (
                 select from suggestions s
                 where (s.contact_id = c.id or s.contact_id in (
                     select m.id from contacts m where m.merged_into = c.id
                   ))
                   and (s.state = 'snoozed'
                     or (s.state = 'done' and s.decided_at > $1 - interval '14 days')
                     or (s.state = 'dismissed' and s.decided_at > $1 - interval '30 days'))
               )
             order by c.keep_in_touch_days is null, c.score desc, c.id
             limit 5000
           )
           select
             c.id as contact_id,
             c.name,
             c.given_name,
             c.score,
             c.inbound_count,
             c.outbound_count,
             c.last_inbound_at,
             c.last_outbound_at,
             c.last_contact_at,
             c.unanswered,
             c.rhythm_days,
             c.spread_days,
             c.keep_in_touch_days,
             c.priority,
             c.created_at,
             last.subject as "last_subject?",
             coalesce(last.asks, false) as "asks!"
           from tied c
           left join lateral (
             select
               i.subject,
               -- A question mark within an address asks nothing.
               regexp_replace(i.snippet, '(://|www\.)[^\s？؟]*[^\s?？؟]', '', 'gi') ~ '[?？؟]'
                 or length(i.snippet) > 120 as asks
             from identity_links l
             join participants p on p.source_record_id = l.source_record_id
             join interactions i on i.id = p.interaction_id
             where l.contact_id = c.id and p.occurred_at = c.last_contact_at
               and i.kind <> 'note'
               and i.deleted_at is null
               and i.recipients <= $2
             order by i.occurred_at desc, i.id desc
             limit 1
           ) last on true"#,
        now,
        LARGEST_CIRCLE,
    )
    .fetch_all(scope.db())
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
