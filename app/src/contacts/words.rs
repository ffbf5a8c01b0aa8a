//! Searching by the beginnings of words. A rare word names the few contacts that are
//! looked at; common ones are met soon while the list is walked in its own order. Which
//! of the two it is, is counted, because the planner's guess is wrong by orders.

use std::collections::HashMap;

use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::query::{Clause, Query, TextField};
use crate::{context::Scope, error::Result};

/// So many words are still looked up at once; a contact has most twice, by name and address.
const FEW: i64 = 6_000;

/// Fields in which a word stands, as bits of `contact_words.places`.
pub(super) type Places = i16;

/// Where free text is looked for: name, company, address.
pub(super) const ANYWHERE: Places = 7;

/// The fields whose words are kept.
pub(super) fn places_of(field: TextField) -> Option<Places> {
    match field {
        TextField::Name => Some(1),
        TextField::Company => Some(2),
        TextField::Email => Some(4),
        TextField::Title => Some(8),
        TextField::Place => Some(16),
        TextField::Phone | TextField::Tag => None,
    }
}

/// Who has each word of a query, where they are few.
#[derive(Default)]
pub(super) struct Words(HashMap<(String, Places), Option<Vec<Uuid>>>);

impl Words {
    pub async fn of(scope: &mut Scope, query: &Query) -> Result<Self> {
        let mut asked = Vec::new();
        gather(query, &mut asked);
        let mut words = Self::default();
        for (word, places) in asked {
            let few = few_with(scope, &word, places).await?;
            words.0.insert((word, places), few);
        }
        Ok(words)
    }

    /// Adds that contacts `c` have all words of a text.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>, text: &str, places: Places) {
        let mut between = "";
        for word in search_words(text) {
            sql.push(between);
            between = " and ";
            self.push_word(sql, word, places);
        }
        if between.is_empty() {
            sql.push(if places == ANYWHERE { "true" } else { "false" });
        }
    }

    fn push_word(&self, sql: &mut QueryBuilder<Postgres>, word: String, places: Places) {
        if let Some(Some(few)) = self.0.get(&(word.clone(), places)) {
            sql.push("c.id = any(").push_bind(few.clone()).push(")");
            return;
        }
        push_beginning(sql, word, places, "c.id");
    }
}

/// Adds that the contact whose id is named has words that begin so, one condition a word.
pub fn push_words(sql: &mut QueryBuilder<Postgres>, text: &str, id: &str) {
    let words = search_words(text);
    sql.push(if words.is_empty() { "false" } else { "true" });
    for word in words {
        sql.push(" and ");
        push_beginning(sql, word, ANYWHERE, id);
    }
}

fn push_beginning(sql: &mut QueryBuilder<Postgres>, word: String, places: Places, id: &str) {
    sql.push(format!("{id} in (select w.contact_id from contact_words w where w.workspace_id = acting_workspace() and w.word >= fold("));
    sql.push_bind(word.clone())
        .push(") and w.word < fold(")
        .push_bind(word)
        .push(") || ")
        .push_bind(LAST)
        .push(" and w.places & ")
        .push_bind(places)
        .push(" <> 0)");
}

fn gather(query: &Query, asked: &mut Vec<(String, Places)>) {
    let (text, places) = match query {
        Query::All(parts) | Query::Any(parts) => {
            return parts.iter().for_each(|part| gather(part, asked));
        }
        Query::Not(inner) => return gather(inner, asked),
        Query::Text(text) => (text, Some(ANYWHERE)),
        Query::Clause(Clause::Text(field, _, text)) => (text, places_of(*field)),
        Query::Clause(_) => return,
    };
    if let Some(places) = places {
        asked.extend(search_words(text).into_iter().map(|word| (word, places)));
    }
}

/// Words that begin with a word lie between it and itself followed by the last
/// character there is.
const LAST: &str = "\u{10FFFF}";

/// Who has a word that begins like this, unless they are many.
async fn few_with(scope: &mut Scope, word: &str, places: Places) -> Result<Option<Vec<Uuid>>> {
    let found = sqlx::query_scalar!(
        r#"select case when count(*) <= $3::bigint then coalesce(array_agg(distinct contact_id), '{}') end
           from (
             select contact_id
             from contact_words
             where workspace_id = acting_workspace()
               and word >= fold($1)
               and word < fold($1) || $2
               and places & $4 <> 0
             limit $3::bigint + 1
           ) as met"#,
        word,
        LAST,
        FEW,
        places,
    );
    Ok(found.fetch_one(scope.db()).await?)
}

/// The parts of a search, as the words of contacts are parted.
pub(super) fn search_words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || "@.,;:()<>/_+'’-".contains(c));
    parts
        .filter(|part| !part.is_empty())
        .map(ToOwned::to_owned)
        .take(8)
        .collect()
}
