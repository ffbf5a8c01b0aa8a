//! Searching by the beginnings of words. A rare word names the few contacts that are
//! looked at; common ones are met soon while the list is walked in its own order. Which
//! of the two it is, is counted, because the planner's guess is wrong by orders.

use std::collections::{HashMap, hash_map::Entry};

use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::query::{Clause, Query, TextField};
use crate::{context::Scope, error::Result};

/// So many words are still looked up at once: beyond it, those who have one are met as soon
/// by walking the list.
const FEW: i64 = 3_000;

/// So many of each of two words are gathered to see in whom they meet: beyond it, who has
/// both is met soon.
const MANY: i64 = 25_000;

/// A word of fewer letters tells next to nothing beside another.
const TELLING: usize = 2;

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
        _ => None,
    }
}

/// Who has each word of a query, where they are few; and who has two that are common, where
/// they are.
#[derive(Default)]
pub(super) struct Words {
    few: HashMap<(String, Places), Option<Vec<Uuid>>>,
    meeting: HashMap<(String, String, Places), Vec<Uuid>>,
}

impl Words {
    pub async fn of(scope: &mut Scope, query: &Query) -> Result<Self> {
        let mut asked = Vec::new();
        gather(query, &mut asked);
        let mut words = Self::default();
        for (text, places) in asked {
            for word in &text {
                if let Entry::Vacant(place) = words.few.entry((word.clone(), places)) {
                    place.insert(few_with(scope, word, places).await?);
                }
            }
            if let Some((one, other)) = words.common(&text, places) {
                let met = few_with_both(scope, (one, other), places).await?;
                let key = (one.to_owned(), other.to_owned(), places);
                words.meeting.extend(met.map(|met| (key, met)));
            }
        }
        Ok(words)
    }

    /// Two words of a text of which each is common, if none is rare: by a rare one alone the
    /// few are found.
    fn common<'a>(&self, text: &'a [String], places: Places) -> Option<(&'a str, &'a str)> {
        let is_common = |word: &&String| {
            let few = self.few.get(&(word.to_string(), places));
            few.is_some_and(Option::is_none) && word.chars().count() >= TELLING
        };
        let mut common = text.iter().filter(is_common);
        let is_any_rare = text
            .iter()
            .any(|word| matches!(self.few.get(&(word.clone(), places)), Some(Some(_))));
        match (common.next(), common.next()) {
            (Some(one), Some(other)) if !is_any_rare => Some((one, other)),
            _ => None,
        }
    }

    /// Adds that contacts `c` have all words of a text.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>, text: &str, places: Places) {
        let words = search_words(text);
        if words.is_empty() {
            sql.push(if places == ANYWHERE { "true" } else { "false" });
            return;
        }
        let common = self.common(&words, places);
        let met = common.and_then(|(one, other)| {
            let key = (one.to_owned(), other.to_owned(), places);
            Some((self.meeting.get(&key)?, [one, other]))
        });
        let mut between = "";
        if let Some((met, _)) = met {
            sql.push("c.id = any(").push_bind(met.clone()).push(")");
            between = " and ";
        }
        for word in &words {
            if met.is_some_and(|(_, met)| met.contains(&word.as_str())) {
                continue;
            }
            sql.push(between);
            between = " and ";
            self.push_word(sql, word, places);
        }
    }

    fn push_word(&self, sql: &mut QueryBuilder<Postgres>, word: &str, places: Places) {
        if let Some(Some(few)) = self.few.get(&(word.to_owned(), places)) {
            sql.push("c.id = any(").push_bind(few.clone()).push(")");
            return;
        }
        push_beginning(sql, word.to_owned(), places, "c.id");
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

fn gather(query: &Query, asked: &mut Vec<(Vec<String>, Places)>) {
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
        asked.push((search_words(text), places));
    }
}

/// Words that begin with a word lie between it and itself followed by the last
/// character there is.
const LAST: &str = "\u{10FFFF}";

/// Who has a word that begins like this, unless they are many.
async fn few_with(scope: &mut Scope, word: &str, places: Places) -> Result<Option<Vec<Uuid>>> {
    let found = sqlx::query_scalar!(
        r#"with met as materialized (
             select contact_id
             from contact_words
             where workspace_id = acting_workspace()
               and word >= fold($1)
               and word < fold($1) || $2
               and places & $4 <> 0
             limit $3::bigint + 1
           )
           -- Of many nothing is gathered.
           select case
             when (select count(*) from met) <= $3::bigint
               then (select coalesce(array_agg(distinct contact_id), '{}') from met)
           end"#,
        word,
        LAST,
        FEW,
        places,
    );
    Ok(found.fetch_one(scope.db()).await?)
}

/// Who has a word that begins like the one and a word that begins like the other, unless
/// either is too common or both meet in many.
async fn few_with_both(
    scope: &mut Scope,
    (one, other): (&str, &str),
    places: Places,
) -> Result<Option<Vec<Uuid>>> {
    let found = sqlx::query_scalar!(
        r#"with ones as materialized (
             select contact_id
             from contact_words
             where workspace_id = acting_workspace()
               and word >= fold($1)
               and word < fold($1) || $3
               and places & $6 <> 0
             limit $5::bigint + 1
           ),
           others as materialized (
             select contact_id
             from contact_words
             where workspace_id = acting_workspace()
               and word >= fold($2)
               and word < fold($2) || $3
               and places & $6 <> 0
               and (select count(*) from ones) <= $5::bigint
             limit $5::bigint + 1
           ),
           met as materialized (
             select contact_id from ones
             intersect
             select contact_id from others
             limit $4::bigint + 1
           )
           select case
             when (select count(*) from ones) <= $5::bigint
               and (select count(*) from others) <= $5::bigint
               and (select count(*) from met) <= $4::bigint
               then (select coalesce(array_agg(contact_id), '{}') from met)
           end"#,
        one,
        other,
        LAST,
        FEW,
        MANY,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contacts::{ContactInput, create_contact},
        testing::TestApp,
    };

    async fn add(scope: &mut Scope, name: &str) -> Uuid {
        let input = ContactInput {
            name: Some(name.to_owned()),
            ..ContactInput::default()
        };
        create_contact(scope, input).await.unwrap()
    }

    fn text(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn two_common_words_are_looked_at_together_unless_a_third_is_rare() {
        let mut words = Words::default();
        for common in ["mar", "sch", "m"] {
            words.few.insert((common.to_owned(), ANYWHERE), None);
        }
        let rare = Some(vec![Uuid::nil()]);
        words.few.insert(("zimmermann".to_owned(), ANYWHERE), rare);
        let of = |said: &[&str]| {
            let said = text(said);
            let common = words.common(&said, ANYWHERE);
            common.map(|(one, other)| format!("{one} {other}"))
        };
        assert_eq!(of(&["mar", "sch"]).as_deref(), Some("mar sch"));
        assert_eq!(of(&["mar", "m"]), None);
        assert_eq!(of(&["mar", "sch", "zimmermann"]), None);
        assert_eq!(of(&["mar"]), None);
    }

    #[tokio::test]
    async fn who_has_both_of_two_words_is_found() {
        let app = TestApp::start().await;
        let ada = app.owner("ada@kith.example").await;
        let mut scope = app.scope(&ada).await;
        let maria = add(&mut scope, "Maria Schmidt").await;
        add(&mut scope, "Maria Lind").await;
        add(&mut scope, "Otto Schmidt").await;
        for both in [("mar", "sch"), ("Sch", "Mar")] {
            let met = few_with_both(&mut scope, both, ANYWHERE).await.unwrap();
            assert_eq!(met, Some(vec![maria]), "{both:?}");
        }
        let nobody = few_with_both(&mut scope, ("otto", "lind"), ANYWHERE).await;
        assert_eq!(nobody.unwrap(), Some(Vec::new()));
    }
}
