//! The shapes of the taxonomy over REST.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    taxonomy::{
        Category, Entry, EntryInput, Expected, Offer, Reading, RuleField, RuleWords,
        rule::clean_words, sentence,
    },
};

#[derive(Serialize, ToSchema)]
pub struct TaxonomyCategory {
    id: Uuid,
    name: String,
    tags: Vec<TaxonomyTag>,
}

#[derive(Serialize, ToSchema)]
pub struct TaxonomyTag {
    id: Uuid,
    name: String,
    category: String,
    /// `proposed`, `approved` or `asleep` (approved, and its tag was deleted since)
    state: &'static str,
    /// The words of which one is enough, by field: `title`, `company`, `place`, `topic`,
    /// `relation`. A star at the end stands for any ending.
    words: BTreeMap<String, Vec<String>>,
    /// The same in a sentence.
    rule: String,
    /// The tag on contacts that it means.
    tag_id: Option<Uuid>,
    /// How many contacts have it by rules.
    contacts: i64,
    /// How many it was found to fit as it was proposed, and some of them.
    found: Option<i32>,
    examples: Vec<Uuid>,
}

impl From<Entry> for TaxonomyTag {
    fn from(entry: Entry) -> Self {
        let words = entry.words.iter();
        Self {
            id: entry.id,
            name: entry.shown_name().to_owned(),
            state: match (entry.is_approved, &entry.tag) {
                (false, _) => "proposed",
                (true, Some(_)) => "approved",
                (true, None) => "asleep",
            },
            words: words
                .map(|(field, words)| (field.as_str().to_owned(), words.clone()))
                .collect(),
            rule: sentence(&entry.words),
            tag_id: entry.tag.as_ref().map(|tag| tag.id),
            contacts: entry.contacts,
            found: entry.found,
            examples: entry.examples.iter().map(|example| example.id).collect(),
            category: entry.category,
        }
    }
}

impl From<Category> for TaxonomyCategory {
    fn from(category: Category) -> Self {
        let entries = category.entries.into_iter();
        Self {
            id: category.id,
            name: category.name,
            tags: entries.map(TaxonomyTag::from).collect(),
        }
    }
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaxonomyTagInput {
    name: Option<String>,
    /// By its name; made where there is none.
    category: Option<String>,
    /// The words by field; those of fields that are not named stay as they are.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, Vec<String>>)]
    words: BTreeMap<RuleField, Vec<String>>,
}

impl TaxonomyTagInput {
    pub(super) fn read(self) -> Result<EntryInput> {
        let mut words = RuleWords::new();
        for (field, said) in &self.words {
            let clean = clean_words(said.iter().map(String::as_str));
            let clean = clean.map_err(|code| Error::invalid(field.as_str(), code))?;
            words.insert(*field, clean);
        }
        Ok(EntryInput {
            name: self.name,
            category: self.category,
            words,
        })
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CategoryName {
    pub(super) name: String,
}

#[derive(Serialize, ToSchema)]
pub struct ReadingReport {
    id: Uuid,
    /// `discover` or `classify`
    kind: String,
    /// `queued`, `running`, `done`, `cancelled` or `failed`
    state: String,
    /// Contacts that were looked at, of how many.
    done: i32,
    total: i32,
    /// Tags that were proposed; of `classify` contacts that the model read.
    found: i32,
    /// Why the model could not go on.
    trouble: Option<String>,
    /// All of it in words.
    text: String,
    created_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
}

impl From<Reading> for ReadingReport {
    fn from(reading: Reading) -> Self {
        Self {
            text: reading.words(),
            id: reading.id,
            kind: reading.kind,
            state: reading.state,
            done: reading.done,
            total: reading.total,
            found: reading.found,
            trouble: reading.trouble,
            created_at: reading.created_at,
            finished_at: reading.finished_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct ExpectedTags {
    /// All contacts.
    contacts: usize,
    /// Of which so many were looked at: where these are less, the figures are estimated by them.
    looked_at: usize,
    /// Those in whom something changes.
    changing: usize,
    tags: Vec<ExpectedMoves>,
}

#[derive(Serialize, ToSchema)]
struct ExpectedMoves {
    tag_id: Uuid,
    name: String,
    /// So many would get it.
    added: usize,
    /// So many would lose it, whom only a rule had given it.
    removed: usize,
    /// The names of some of them.
    samples: Vec<String>,
}

impl From<Expected> for ExpectedTags {
    fn from(expected: Expected) -> Self {
        let tags = expected.tags.into_iter().map(|tag| ExpectedMoves {
            tag_id: tag.tag,
            name: tag.name,
            added: tag.added,
            removed: tag.removed,
            samples: tag.samples,
        });
        Self {
            contacts: expected.contacts,
            looked_at: expected.looked_at,
            changing: expected.changing,
            tags: tags.collect(),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct TagOffer {
    name: String,
    category: String,
    tag_id: Uuid,
    /// Why it fits, in words.
    why: String,
    /// `rules` or `model`
    by: &'static str,
}

impl From<Offer> for TagOffer {
    fn from(offer: Offer) -> Self {
        Self {
            name: offer.name,
            category: offer.category,
            tag_id: offer.tag,
            why: offer.why,
            by: if offer.is_by_model { "model" } else { "rules" },
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct OnlyQuery {
    /// This one alone.
    pub(super) id: Option<Uuid>,
}
