//! All that fits what was typed, by kind, the best first, with the hits marked.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::{
    marks::{Marks, Piece},
    messages::{Message, messages},
    similar::similar,
    words::{Word, words_of},
};
use crate::{
    companies::{self, CompanyQuery},
    contacts::{
        self, ListQuery, Listed,
        query::{Clause, Query, State, TextField, TextTest},
    },
    context::Scope,
    error::Result,
};

const LONGEST: usize = 200;
/// Where fewer people are found, similar names are looked for.
const FEW: usize = 3;

/// One thing that was found.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Hit {
    pub id: Uuid,
    pub title: Vec<Piece>,
    pub detail: Vec<Piece>,
    /// With whom it was, or whom the note is about.
    pub person: Option<String>,
    pub contact_id: Option<Uuid>,
    pub at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
pub struct Results {
    pub contacts: Vec<Hit>,
    pub companies: Vec<Hit>,
    pub notes: Vec<Hit>,
    pub messages: Vec<Hit>,
    /// Words that are nearly what was typed, where that finds few people.
    pub similar: Vec<String>,
}

/// At most `limit` of each kind.
pub async fn search(scope: &mut Scope, text: &str, limit: i64) -> Result<Results> {
    let text: String = text.trim().chars().take(LONGEST).collect();
    let words = words_of(scope, &text).await?;
    if words.is_empty() {
        return Ok(Results::default());
    }
    alone(scope).await?;
    let mut people = ranked(scope, &text, limit).await?;
    let mut firms = firms(scope, &text, limit).await?;
    let similar = match people.len() < FEW {
        true => nearly(scope, &words, limit, &mut people, &mut firms).await?,
        false => Vec::new(),
    };
    let notes = messages(scope, &words, true, limit).await?;
    let mails = messages(scope, &words, false, limit).await?;
    let marks = marks(scope, &words, &similar, (&people, &firms), (&notes, &mails)).await?;
    Ok(Results {
        contacts: people
            .iter()
            .map(|found| person_hit(found, &marks))
            .collect(),
        companies: firms
            .iter()
            .map(|found| company_hit(found, &marks))
            .collect(),
        notes: notes
            .iter()
            .map(|found| message_hit(found, &marks))
            .collect(),
        messages: mails
            .iter()
            .map(|found| message_hit(found, &marks))
            .collect(),
        similar,
    })
}

/// Each statement of a search is done before other processes would have started to help.
async fn alone(scope: &mut Scope) -> Result<()> {
    sqlx::query!("select set_config('max_parallel_workers_per_gather', '0', true)")
        .fetch_one(scope.db())
        .await?;
    Ok(())
}

/// Who is called so comes before those of whom only an address or a company says it, however
/// strong their ties.
async fn ranked(scope: &mut Scope, text: &str, limit: i64) -> Result<Vec<Listed>> {
    let name = Clause::Text(TextField::Name, TextTest::Has, text.to_owned());
    let nameless = Query::from(Clause::Is(State::Nameless));
    let called = Query::all(vec![name.into(), Query::Not(Box::new(nameless))]);
    let mut found = people(scope, called, limit).await?;
    let most = usize::try_from(limit).unwrap_or_default();
    if found.len() < most {
        let others = people(scope, Query::text(text), limit).await?;
        add_new(&mut found, others);
        found.truncate(most);
    }
    Ok(found)
}

fn add_new(found: &mut Vec<Listed>, others: Vec<Listed>) {
    for person in others {
        if found.iter().all(|known| known.id != person.id) {
            found.push(person);
        }
    }
}

async fn people(scope: &mut Scope, query: Query, limit: i64) -> Result<Vec<Listed>> {
    let query = ListQuery {
        query,
        limit,
        ..ListQuery::default()
    };
    Ok(contacts::list(scope, &query).await?.rows)
}

async fn firms(
    scope: &mut Scope,
    text: &str,
    limit: i64,
) -> Result<Vec<companies::store::Company>> {
    let query = CompanyQuery {
        query: Query::text(text),
        limit,
        ..CompanyQuery::default()
    };
    let mut found = companies::list(scope, &query).await?;
    found.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(found)
}

/// Adds people and companies with nearly these words, and says which.
async fn nearly(
    scope: &mut Scope,
    words: &[Word],
    limit: i64,
    people_found: &mut Vec<Listed>,
    firms_found: &mut Vec<companies::store::Company>,
) -> Result<Vec<String>> {
    let (mut near, mut parts) = (Vec::new(), Vec::new());
    for word in words {
        let found = similar(scope, word).await?;
        let choices = std::iter::once(&word.typed).chain(&found);
        parts.push(Query::any(choices.map(|word| Query::text(word)).collect()));
        near.extend(found);
    }
    if near.is_empty() {
        return Ok(near);
    }
    add_new(people_found, people(scope, Query::all(parts), limit).await?);
    for word in &near {
        for firm in firms(scope, word, limit).await? {
            if firms_found.iter().all(|known| known.id != firm.id) {
                firms_found.push(firm);
            }
        }
    }
    let most = usize::try_from(limit).unwrap_or_default();
    people_found.truncate(most);
    firms_found.truncate(most);
    Ok(near)
}

async fn marks(
    scope: &mut Scope,
    words: &[Word],
    similar: &[String],
    (people, firms): (&[Listed], &[companies::store::Company]),
    (notes, mails): (&[Message], &[Message]),
) -> Result<Marks> {
    let mut texts = Vec::new();
    for person in people {
        texts.push(person.name.clone());
        texts.extend(person.company.clone());
        texts.extend(person.email.clone());
    }
    for firm in firms {
        texts.push(firm.name.clone());
        texts.extend(firm.domain.clone());
    }
    for message in notes.iter().chain(mails) {
        texts.push(message.subject.clone());
        texts.push(message.body.clone());
    }
    let stems = words.iter().map(|word| word.stem.clone());
    let beginnings: Vec<String> = stems.chain(similar.iter().cloned()).collect();
    Marks::of(scope, &texts, &beginnings).await
}

fn person_hit(person: &Listed, marks: &Marks) -> Hit {
    let details = [person.company.as_deref(), person.email.as_deref()];
    let detail = details
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    Hit {
        id: person.id,
        title: marks.mark(&person.name),
        detail: marks.mark(&detail),
        person: None,
        contact_id: Some(person.id),
        at: person.last_contact_at,
    }
}

fn company_hit(company: &companies::store::Company, marks: &Marks) -> Hit {
    Hit {
        id: company.id,
        title: marks.mark(&company.name),
        detail: marks.mark(company.domain.as_deref().unwrap_or_default()),
        person: None,
        contact_id: None,
        at: company.last_contact_at,
    }
}

fn message_hit(message: &Message, marks: &Marks) -> Hit {
    Hit {
        id: message.id,
        title: marks.mark(&message.subject),
        detail: marks.excerpt(&message.body),
        person: message.person.clone(),
        contact_id: message.contact_id,
        at: Some(message.occurred_at),
    }
}
