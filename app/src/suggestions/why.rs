//! Why somebody is suggested now, or why not: the rules, asked about one contact.

use chrono_tz::Tz;
use uuid::Uuid;

use super::{
    candidates::candidate,
    held::Held,
    learned::learned,
    occasions::Occasions,
    refresh::{today, zone},
    rules::{Circumstances, judge},
    store::{Suggestion, of_contact},
};
use crate::{
    context::Scope,
    error::{Error, Result},
};

pub enum Why {
    Suggested(Box<Suggestion>),
    Not(Held),
}

impl Why {
    /// In a sentence; days as they are in `zone`.
    pub fn words(&self, zone: Tz) -> String {
        match self {
            Self::Suggested(suggestion) => suggestion.sentence(),
            Self::Not(held) => held.words(zone),
        }
    }
}

pub async fn why(scope: &mut Scope, contact: Uuid) -> Result<Why> {
    if let Some(suggestion) = of_contact(scope, contact).await? {
        return Ok(Why::Suggested(Box::new(suggestion)));
    }
    Ok(Why::Not(held(scope, contact).await?))
}

async fn held(scope: &mut Scope, contact: Uuid) -> Result<Held> {
    let settings = super::follow_ups(scope).await?;
    let today = today(scope).await?;
    let zone = zone(scope).await?;
    let found = candidate(scope, contact, today).await?;
    let found = found.ok_or(Error::NotFound)?;
    let mut occasions = Occasions::of_contact(scope, zone, settings.lead_days, contact).await?;
    let learned = learned(scope).await?;
    let around = Circumstances {
        settings,
        learned: learned.factors(),
        now: scope.now,
    };
    let tie = found.tie(occasions.take(contact), learned.of_person(contact));
    Ok(match judge(&tie, &around) {
        Err(held) => held,
        Ok(_) => Held::OthersFirst {
            daily: settings.daily,
        },
    })
}
