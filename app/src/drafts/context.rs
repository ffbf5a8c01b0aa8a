//! What is known of one person when they are written to. Invariant: nothing of anybody else
//! is in it: of what was exchanged, the words of messages between the two alone, and of these
//! only what their writers wrote themselves; of all other contact, when it was and of what kind.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use language::{Channel, Direction, DraftRequest, Fact, Said, Touch, TouchKind, Trigger};
use uuid::Uuid;

use super::wanted::Wanted;
use crate::{
    contacts::{self, Contact},
    context::Scope,
    error::{Error, Result},
    scoring::LARGEST_CIRCLE,
    suggestions::{self, Addressee, Suggestion, plain_subject},
};

/// A request, and what it was made of.
pub struct Known {
    pub request: DraftRequest,
    pub suggestion: Option<Uuid>,
    /// The suggestion's reason, or `none`.
    pub trigger: String,
    pub interactions: Vec<Uuid>,
}

pub async fn known(scope: &mut Scope, wanted: &Wanted) -> Result<Known> {
    let contact = contacts::contact(scope, wanted.contact).await?;
    let suggestion = suggestion_of(scope, wanted).await?;
    let addressee = Addressee {
        contact: contact.id,
        name: &contact.name,
        given_name: contact.given_name.as_deref(),
    };
    let language = wanted.language.map(language::Language::code);
    let member = scope.actor;
    let voices = suggestions::voices(scope, &[addressee], member, language).await?;
    let voice = voices.into_iter().next().ok_or(Error::NotFound)?;
    let exchanged = exchanged(scope, contact.id).await?;
    let last = [contact.last_inbound_at, contact.last_outbound_at];
    let open = suggestions::open_promises(scope, contact.id, last).await?;
    let about = suggestion.as_ref().and_then(|found| found.facts().about);
    let named = open.iter().filter_map(|one| one.interaction).chain(about);
    let alone = to_nobody_else(scope, named.collect()).await?;
    let is_alone = |id: Option<Uuid>| id.is_some_and(|id| alone.contains(&id));
    let why = trigger(&contact, suggestion.as_ref(), scope);
    let why = between_the_two(why, is_alone(about));
    let mut request = suggestions::request(why, &voice);
    request.channel = wanted
        .channel
        .unwrap_or_else(|| channel(&contact, &exchanged));
    request.subject = subject(suggestion.as_ref(), &exchanged);
    request.person = facts(&contact);
    request.thread = exchanged.iter().map(Exchanged::said).collect();
    let promises = open.into_iter().filter(|one| is_alone(one.interaction));
    request.promises = promises.map(|one| one.promise).collect();
    let contacts = times_of_contact(scope, contact.id).await?;
    request.contacts = contacts.iter().map(TimeOfContact::touch).collect();
    request.instruction.clone_from(&wanted.instruction);
    request.variant = wanted.variant;
    Ok(Known {
        request,
        trigger: suggestion
            .as_ref()
            .map_or_else(|| "none".to_owned(), |found| found.kind.clone()),
        suggestion: suggestion.map(|found| found.id),
        interactions: told(&exchanged, &contacts, &alone),
    })
}

/// Of this contact and no other.
async fn suggestion_of(scope: &mut Scope, wanted: &Wanted) -> Result<Option<Suggestion>> {
    let Some(id) = wanted.suggestion else {
        return suggestions::of_contact(scope, wanted.contact).await;
    };
    let found = suggestions::suggestion(scope, id).await?;
    if found.contact_id != wanted.contact {
        return Err(Error::NotFound);
    }
    Ok(Some(found))
}

const A_YEAR: i64 = 365;
/// After that an answer comes too late to be one.
const WAITING: i64 = 45;

/// Why they are written to, where nothing was suggested by what is known of the exchange.
fn trigger(contact: &Contact, suggestion: Option<&Suggestion>, scope: &Scope) -> Trigger {
    if let Some(found) = suggestion {
        return suggestions::trigger(found.reason(), &found.facts());
    }
    let since = |at: Option<DateTime<Utc>>| at.map(|at| (scope.now - at).num_days().max(0));
    let is_theirs = contact.last_inbound_at > contact.last_outbound_at;
    match (
        since(contact.last_inbound_at),
        since(contact.last_contact_at),
    ) {
        (Some(days), _) if is_theirs && days <= WAITING => Trigger::Answer,
        (_, Some(days)) => {
            let count = u32::try_from(days).unwrap_or(u32::MAX);
            if days > A_YEAR {
                Trigger::Reconnect { days: count }
            } else {
                Trigger::KeepInTouch { days: count }
            }
        }
        (_, None) => Trigger::Reminder {
            what: String::new(),
        },
    }
}

/// What was promised or asked is quoted where nobody else got the message.
fn between_the_two(trigger: Trigger, is_alone: bool) -> Trigger {
    let what = String::new();
    match trigger {
        Trigger::OwnPromise { .. } if !is_alone => Trigger::OwnPromise { what },
        Trigger::Question { .. } if !is_alone => Trigger::Question { what },
        other => other,
    }
}

/// Those of these messages that nobody else got.
async fn to_nobody_else(scope: &mut Scope, ids: Vec<Uuid>) -> Result<HashSet<Uuid>> {
    let found = sqlx::query_scalar!(
        "select id
         from interactions
         where id = any($1) and kind in ('mail', 'message') and recipients = 1 and deleted_at is null",
        &ids,
    );
    Ok(found.fetch_all(scope.db()).await?.into_iter().collect())
}

fn facts(contact: &Contact) -> Vec<Fact> {
    let closeness = match contact.score {
        score if score >= 6.5 => "close",
        score if score >= 3.0 => "well acquainted",
        score if score > 0.0 => "acquainted",
        _ => "not in touch yet",
    };
    let told = [
        (
            "name",
            Some(contact.name.clone()).filter(|name| !name.contains('@')),
        ),
        ("given name", contact.given_name.clone()),
        ("role", contact.title.clone()),
        ("company", contact.company.clone()),
        ("place", contact.location.clone()),
        ("pronouns", contact.pronouns.clone()),
        ("tie to the user", Some(closeness.to_owned())),
    ];
    told.into_iter()
        .filter_map(|(label, value)| {
            Some(Fact {
                label,
                value: value?,
            })
        })
        .collect()
}

/// By mail where there is an address, else as the last message went.
fn channel(contact: &Contact, exchanged: &[Exchanged]) -> Channel {
    let origin = exchanged.first().map(|last| last.origin.as_str());
    match (&contact.email, origin) {
        (None, Some("telegram")) => Channel::Telegram,
        (None, Some("whatsapp")) => Channel::WhatsApp,
        (None, Some("linkedin")) => Channel::LinkedIn,
        _ => Channel::Mail,
    }
}

/// What the last exchange was about; of a suggestion it is known with its facts.
fn subject(suggestion: Option<&Suggestion>, exchanged: &[Exchanged]) -> String {
    let suggested = suggestion.map(|found| found.facts().last_subject);
    let last = exchanged
        .first()
        .map(|last| plain_subject(&last.subject).to_owned());
    suggested
        .filter(|subject| !subject.is_empty())
        .or(last)
        .unwrap_or_default()
}

struct Exchanged {
    id: Uuid,
    direction: String,
    origin: String,
    at: DateTime<Utc>,
    subject: String,
    body: String,
}

impl Exchanged {
    fn said(&self) -> Said {
        Said {
            direction: direction(&self.direction).unwrap_or(Direction::In),
            day: self.at.date_naive(),
            text: mail::body::own_text(&self.body),
        }
    }
}

fn direction(code: &str) -> Option<Direction> {
    match code {
        "out" => Some(Direction::Out),
        "in" => Some(Direction::In),
        _ => None,
    }
}

struct TimeOfContact {
    id: Uuid,
    kind: String,
    direction: String,
    at: DateTime<Utc>,
    subject: String,
    is_alone: bool,
}

impl TimeOfContact {
    fn touch(&self) -> Touch {
        Touch {
            kind: match self.kind.as_str() {
                "meeting" => TouchKind::Meeting,
                "call" => TouchKind::Call,
                "message" => TouchKind::Message,
                _ => TouchKind::Mail,
            },
            direction: direction(&self.direction),
            day: self.at.date_naive(),
            subject: if self.is_alone {
                self.subject.clone()
            } else {
                String::new()
            },
        }
    }
}

/// The last five of any kind, the newest first.
async fn times_of_contact(scope: &mut Scope, contact: Uuid) -> Result<Vec<TimeOfContact>> {
    let now = scope.now;
    Ok(sqlx::query_as!(
        TimeOfContact,
        r#"select distinct
             i.id,
             i.kind,
             i.direction,
             i.occurred_at as at,
             i.subject,
             i.recipients = 1 as "is_alone!"
           from identity_links l
           join participants p on p.source_record_id = l.source_record_id
           join interactions i on i.id = p.interaction_id
           where l.contact_id = $1
             and p.occurred_at <= $2
             and i.kind <> 'note'
             and i.standing = 'contact'
             and i.deleted_at is null
             and i.recipients <= $3
             and (i.direction = 'none' or (i.direction = 'in') = (p.role = 'from'))
           order by i.occurred_at desc, i.id desc
           limit 5"#,
        contact,
        now,
        LARGEST_CIRCLE,
    )
    .fetch_all(scope.db())
    .await?)
}

/// What went into it, each once.
fn told(exchanged: &[Exchanged], contacts: &[TimeOfContact], named: &HashSet<Uuid>) -> Vec<Uuid> {
    let mut all: Vec<Uuid> = exchanged.iter().map(|one| one.id).collect();
    let mut named: Vec<Uuid> = named.iter().copied().collect();
    named.sort_unstable();
    for id in contacts.iter().map(|one| one.id).chain(named) {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}

/// The last five messages that nobody else got, the newest first.
async fn exchanged(scope: &mut Scope, contact: Uuid) -> Result<Vec<Exchanged>> {
    Ok(sqlx::query_as!(
        Exchanged,
        r#"select
             i.id,
             i.direction,
             i.origin,
             i.occurred_at as at,
             i.subject,
             left(i.body, 6000) as "body!"
           from identity_links l
           join participants p on p.source_record_id = l.source_record_id
           join interactions i on i.id = p.interaction_id
           where l.contact_id = $1
             and i.kind in ('mail', 'message')
             and i.origin <> 'log'
             and i.direction in ('in', 'out')
             and i.standing = 'contact'
             and i.recipients = 1
             and i.deleted_at is null
             and (i.direction = 'in') = (p.role = 'from')
           order by i.occurred_at desc, i.id desc
           limit 5"#,
        contact,
    )
    .fetch_all(scope.db())
    .await?)
}
