//! What gives an occasion to write beside silence: tasks, days of the year, meetings, and
//! what was promised or asked. Each kind is read for everybody at once.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use language::{Direction, Promise};
use uuid::Uuid;

use super::{
    candidates::plain_subject,
    promises::{promise, question},
    tie::Occasion,
    types::{Happened, Reason},
};
use crate::{
    context::Scope,
    error::Result,
    life_events::types::{Details, EventKind, EventSource},
    scoring::LARGEST_CIRCLE,
    tasks,
};

/// So many of a kind are looked at.
const MOST: i64 = 2_000;
const PROMISED_WITHIN_DAYS: i64 = 60;
const EVENT_WITHIN_DAYS: i64 = 45;
const MET_WITHIN_DAYS: i64 = 120;
/// Who is met more often has a rhythm of meetings.
const SELDOM: i64 = 3;
/// To more people nothing is promised to one.
const PROMISED_TO: i32 = 3;

/// A promise that is open, and the message in which it was made.
pub struct Open {
    pub promise: Promise,
    pub interaction: Option<Uuid>,
}

/// Mine and theirs with one contact, by when they and I wrote last.
pub async fn open_promises(
    scope: &mut Scope,
    contact: Uuid,
    last: [Option<DateTime<Utc>>; 2],
) -> Result<Vec<Open>> {
    let mut occasions = Occasions::default();
    occasions.add_promises(scope, &[contact]).await?;
    let mut found = occasions.take(contact);
    found.retain(|one| one.is_open_promise(last));
    let open = found.iter().map(|one| Open {
        promise: promised(one),
        interaction: one.about,
    });
    Ok(open.collect())
}

/// As it goes into a draft.
pub fn promised(occasion: &Occasion) -> Promise {
    Promise {
        by: match occasion.reason {
            Reason::TheirPromise => Direction::In,
            _ => Direction::Out,
        },
        day: occasion.at.date_naive(),
        what: occasion.what.clone(),
        subject: occasion.subject.clone(),
    }
}

#[derive(Default)]
pub struct Occasions(HashMap<Uuid, Vec<Occasion>>);

impl Occasions {
    /// Those that need no reading of messages, of all contacts.
    pub async fn known(scope: &mut Scope, zone: Tz, lead_days: i32) -> Result<Self> {
        let today = scope.now.with_timezone(&zone).date_naive();
        let days = tasks::birthdays(scope, today, lead_days, MOST).await?;
        let meetings = meetings(scope).await?;
        Self::of(scope, today, None, days, meetings).await
    }

    /// All of one contact.
    pub async fn of_contact(
        scope: &mut Scope,
        zone: Tz,
        lead_days: i32,
        contact: Uuid,
    ) -> Result<Self> {
        let today = scope.now.with_timezone(&zone).date_naive();
        let days = tasks::days_of(scope, contact, today, lead_days).await?;
        let meetings = meetings_with(scope, contact).await?;
        let mut occasions = Self::of(scope, today, Some(contact), days, meetings).await?;
        occasions.add_promises(scope, &[contact]).await?;
        Ok(occasions)
    }

    async fn of(
        scope: &mut Scope,
        today: NaiveDate,
        contact: Option<Uuid>,
        days: Vec<tasks::Birthday>,
        meetings: Vec<Meeting>,
    ) -> Result<Self> {
        let mut occasions = Self::default();
        occasions.add_reminders(scope, today, contact).await?;
        occasions.add_events(scope, contact).await?;
        occasions.add_days(days, today, scope.now);
        occasions.add_meetings(meetings);
        Ok(occasions)
    }

    pub fn contacts(&self) -> Vec<Uuid> {
        self.0.keys().copied().collect()
    }

    pub fn take(&mut self, contact: Uuid) -> Vec<Occasion> {
        self.0.remove(&contact).unwrap_or_default()
    }

    fn add(&mut self, contact: Uuid, occasion: Occasion) {
        self.0.entry(contact).or_default().push(occasion);
    }

    async fn add_reminders(
        &mut self,
        scope: &mut Scope,
        today: NaiveDate,
        contact: Option<Uuid>,
    ) -> Result<()> {
        let rows = sqlx::query!(
            r#"select tc.contact_id, t.id, t.title, t.due_on as "due_on!"
               from tasks t
               join task_contacts tc on tc.task_id = t.id
               where t.workspace_id = acting_workspace()
                 and t.done_at is null
                 and t.deleted_at is null
                 and t.due_on between $1::date - 60 and $1
                 and ($3::uuid is null or tc.contact_id = $3)
               order by t.sort_at desc, t.id
               limit $2"#,
            today,
            MOST,
            contact,
        )
        .fetch_all(scope.db())
        .await?;
        for row in rows {
            let at = begin_of(row.due_on, today, scope.now);
            self.add(
                row.contact_id,
                occasion(Reason::Reminder, at, row.title, Some(row.id)),
            );
        }
        Ok(())
    }

    /// What happened, unless somebody called it wrong.
    async fn add_events(&mut self, scope: &mut Scope, contact: Option<Uuid>) -> Result<()> {
        let since = scope.now.date_naive() - Duration::days(EVENT_WITHIN_DAYS);
        let rows = sqlx::query!(
            r#"select l.contact_id, e.id, e.kind, e.details, e.summary, e.source, e.confidence, e.happened_on
               from life_events e
               join identity_links l on l.source_record_id = e.record_id
               where e.workspace_id = acting_workspace()
                 and e.state <> 'wrong'
                 and e.happened_on >= $1
                 and ($2::uuid is null or l.contact_id = $2)
               order by e.happened_on desc, e.id
               limit $3"#,
            since,
            contact,
            MOST,
        )
        .fetch_all(scope.db())
        .await?;
        for row in rows {
            let source = EventSource::parse(&row.source).unwrap_or(EventSource::Record);
            let at = row.happened_on.and_time(NaiveTime::MIN).and_utc();
            let found = Occasion {
                confidence: f64::from(row.confidence),
                happened: happened(&row.kind, row.details),
                ..occasion(
                    Reason::Event,
                    at,
                    format!("{}, as {} says", row.summary, source.label()),
                    Some(row.id),
                )
            };
            self.add(row.contact_id, found);
        }
        Ok(())
    }

    fn add_days(&mut self, days: Vec<tasks::Birthday>, today: NaiveDate, now: DateTime<Utc>) {
        for day in days {
            let reason = match day.label {
                None => Reason::Birthday,
                Some(_) => Reason::Anniversary,
            };
            let at = begin_of(day.next, today, now);
            let what = day.words().unwrap_or_default();
            self.add(day.contact_id, occasion(reason, at, what, None));
        }
    }

    fn add_meetings(&mut self, meetings: Vec<Meeting>) {
        for met in meetings {
            let of = |reason| occasion(reason, met.last_at, met.subject.clone(), Some(met.last_id));
            self.add(met.contact_id, of(Reason::Met));
            if met.is_first {
                self.add(met.contact_id, of(Reason::FirstMet));
            }
        }
    }

    /// Reads the last message of each side with these contacts.
    pub async fn add_promises(&mut self, scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
        let (now, since) = (scope.now, scope.now - Duration::days(PROMISED_WITHIN_DAYS));
        let rows = sqlx::query!(
            r#"with last as (
                 select distinct on (l.contact_id, i.direction)
                   l.contact_id,
                   i.direction,
                   i.occurred_at,
                   i.id
                 from identity_links l
                 join participants p on p.source_record_id = l.source_record_id
                 join interactions i on i.id = p.interaction_id
                 where l.contact_id = any($1)
                   and p.occurred_at between $2::timestamptz and $3::timestamptz
                   and i.kind in ('mail', 'message')
                   and i.origin <> 'log'
                   and i.direction in ('in', 'out')
                   and (i.direction = 'in') = (p.role = 'from')
                   and i.standing = 'contact'
                   and i.deleted_at is null
                   and i.recipients <= $4
                 order by l.contact_id, i.direction, i.occurred_at desc, i.id desc
               )
               select
                 last.contact_id,
                 last.direction,
                 last.occurred_at,
                 last.id,
                 i.subject,
                 left(i.body, 6000) as "body!"
               from last
               join interactions i on i.id = last.id"#,
            contacts,
            since,
            now,
            PROMISED_TO,
        )
        .fetch_all(scope.db())
        .await?;
        for row in rows {
            let own = mail::body::own_text(&row.body);
            let is_mine = row.direction == "out";
            let promised = if is_mine {
                Reason::OwnPromise
            } else {
                Reason::TheirPromise
            };
            let mut note = |reason, words: String| {
                let found = Occasion {
                    subject: plain_subject(&row.subject).to_owned(),
                    ..occasion(reason, row.occurred_at, words, Some(row.id))
                };
                self.add(row.contact_id, found);
            };
            if let Some(words) = promise(&own) {
                note(promised, words);
            } else if is_mine && let Some(words) = question(&own) {
                note(Reason::Question, words);
            }
        }
        Ok(())
    }
}

/// The last meeting with somebody, if there were few.
struct Meeting {
    contact_id: Uuid,
    last_at: DateTime<Utc>,
    last_id: Uuid,
    subject: String,
    is_first: bool,
}

macro_rules! meetings_where {
    ($condition:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            Meeting,
            r#"with met as (
                 select
                   l.contact_id,
                   count(distinct i.id) as meetings,
                   max(i.occurred_at) as last_at,
                   (array_agg(i.id order by i.occurred_at desc, i.id desc))[1] as last_id
                 from interactions i
                 join participants p on p.interaction_id = i.id
                 join identity_links l on l.source_record_id = p.source_record_id
                 where i.workspace_id = acting_workspace()
                   and i.kind = 'meeting'
                   and i.standing = 'contact'
                   and i.deleted_at is null
                   and i.recipients <= $3
                   and i.occurred_at between $2::timestamptz and $1::timestamptz
                   and "# + $condition + r#"
                 group by l.contact_id
                 having count(distinct i.id) <= $4
                 order by max(i.occurred_at) desc, l.contact_id
                 limit $5
               )
               select
                 met.contact_id as "contact_id!",
                 met.last_at as "last_at!",
                 met.last_id as "last_id!",
                 i.subject as "subject!",
                 met.meetings = 1 and not exists (
                   select
                   from identity_links l
                   join participants p on p.source_record_id = l.source_record_id
                   join interactions earlier on earlier.id = p.interaction_id
                   where l.contact_id = met.contact_id
                     and p.occurred_at < $2
                     and earlier.kind = 'meeting'
                     and earlier.deleted_at is null
                 ) as "is_first!"
               from met
               join interactions i on i.id = met.last_id"#,
            $($argument),*
        )
    };
}

async fn meetings(scope: &mut Scope) -> Result<Vec<Meeting>> {
    let (now, since) = (scope.now, scope.now - Duration::days(MET_WITHIN_DAYS));
    let found = meetings_where!("true", now, since, LARGEST_CIRCLE, SELDOM, MOST);
    Ok(found.fetch_all(scope.db()).await?)
}

async fn meetings_with(scope: &mut Scope, contact: Uuid) -> Result<Vec<Meeting>> {
    let (now, since) = (scope.now, scope.now - Duration::days(MET_WITHIN_DAYS));
    let found = meetings_where!(
        "l.contact_id = $6",
        now,
        since,
        LARGEST_CIRCLE,
        SELDOM,
        MOST,
        contact,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

fn occasion(reason: Reason, at: DateTime<Utc>, what: String, about: Option<Uuid>) -> Occasion {
    Occasion {
        reason,
        at,
        what,
        subject: String::new(),
        happened: None,
        about,
        confidence: 1.0,
    }
}

fn happened(kind: &str, details: serde_json::Value) -> Option<Happened> {
    let details: Details = serde_json::from_value(details).unwrap_or_default();
    let kind = EventKind::parse(kind)?;
    let place = match kind {
        EventKind::Move => details.place.clone(),
        _ => details.company.clone().or(details.place.clone()),
    };
    Some(Happened {
        kind,
        place: place.unwrap_or_default(),
        is_farewell: kind == EventKind::JobChange && details.is_farewell(),
    })
}

/// A day as an instant as many days from now as the day is from today.
fn begin_of(day: NaiveDate, today: NaiveDate, now: DateTime<Utc>) -> DateTime<Utc> {
    let days = (day - today).num_days();
    let same = now.date_naive() + Duration::days(days);
    same.and_time(NaiveTime::from_hms_opt(0, 0, 0).unwrap_or_default())
        .and_utc()
}
