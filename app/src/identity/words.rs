//! The words by which a contact is found, with the places where each stands.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// What parts words beside white space.
const BETWEEN: [char; 15] = [
    '@', '.', ',', ';', ':', '(', ')', '<', '>', '/', '_', '+', '\'', '’', '-',
];

/// A text of a contact, and the bit of its place.
pub struct Text {
    pub contact: Uuid,
    pub place: i16,
    pub text: String,
}

/// Writes what is different from what stands there: most words stay.
pub async fn derive_words(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let rows = sqlx::query!(
        r#"select c.id as contact, said.place as "place!", said.text as "text!"
           from contacts c
           left join companies k on k.id = c.company_id
           left join lateral (
             select string_agg(value, ' ') as addresses
             from contact_points
             where contact_id = c.id and kind = 'email'
           ) points on true
           cross join lateral (
             values
               (1::smallint, c.name),
               (2::smallint, k.name),
               (4::smallint, points.addresses),
               (8::smallint, c.title),
               (16::smallint, c.location)
           ) as said (place, text)
           where c.id = any($1) and said.text <> ''"#,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    let texts = rows.into_iter().map(|row| Text {
        contact: row.contact,
        place: row.place,
        text: row.text,
    });
    let texts: Vec<Text> = texts.collect();
    let folded = Folded::of(scope, &texts).await?;
    let stored = sqlx::query!(
        "select word, contact_id, places from contact_words where contact_id = any($1)",
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    let mut wanted = folded.placed();
    let mut gone = Vec::new();
    for row in &stored {
        let key = (row.word.as_str(), row.contact_id);
        if wanted.get(&key) == Some(&row.places) {
            wanted.remove(&key);
        } else {
            gone.push(key);
        }
    }
    forget(scope, gone).await?;
    store(scope, wanted).await
}

async fn forget(scope: &mut Scope, gone: Vec<(&str, Uuid)>) -> Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    let (words, contacts): (Vec<&str>, Vec<Uuid>) = gone.into_iter().unzip();
    sqlx::query!(
        "delete from contact_words w
         using unnest($1::uuid[], $2::text[]) as gone (contact, word)
         where w.contact_id = gone.contact and w.word = gone.word",
        &contacts,
        &words as &[&str],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Contacts that have no words yet.
pub async fn store_words(scope: &mut Scope, texts: &[Text]) -> Result<()> {
    let folded = Folded::of(scope, texts).await?;
    store(scope, folded.placed()).await
}

/// Each word of a contact, and the places where it stands.
type Placed<'a> = BTreeMap<(&'a str, Uuid), i16>;

/// Texts beside what they are folded.
struct Folded<'a> {
    texts: &'a [Text],
    simply: Vec<Option<String>>,
    else_words: HashMap<&'a str, Vec<String>>,
}

impl<'a> Folded<'a> {
    async fn of(scope: &mut Scope, texts: &'a [Text]) -> Result<Self> {
        Ok(Self {
            texts,
            simply: texts.iter().map(|text| simply_folded(&text.text)).collect(),
            else_words: folded(scope, texts).await?,
        })
    }

    fn placed(&self) -> Placed<'_> {
        let mut places = Placed::new();
        for (text, simply) in self.texts.iter().zip(&self.simply) {
            let words: Box<dyn Iterator<Item = &str>> = match simply {
                Some(lower) => Box::new(words(lower)),
                None => {
                    let words = self.else_words.get(text.text.as_str());
                    Box::new(words.into_iter().flatten().map(String::as_str))
                }
            };
            for word in words {
                *places.entry((word, text.contact)).or_default() |= text.place;
            }
        }
        places
    }
}

async fn store(scope: &mut Scope, places: Placed<'_>) -> Result<()> {
    if places.is_empty() {
        return Ok(());
    }
    let ((words, contacts), places): ((Vec<&str>, Vec<Uuid>), Vec<i16>) =
        places.into_iter().unzip();
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into contact_words (workspace_id, contact_id, word, places)
         select $1, contact, word, places
         from unnest($2::uuid[], $3::text[], $4::smallint[]) as new (contact, word, places)",
        workspace,
        &contacts,
        &words as &[&str],
        &places,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// As `fold` in the database, of texts in which it changes nothing but capitals.
fn simply_folded(text: &str) -> Option<String> {
    text.is_ascii().then(|| text.to_ascii_lowercase())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| letter.is_whitespace() || BETWEEN.contains(&letter));
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
pub(super) fn split(text: &str) -> Vec<String> {
    let lower = simply_folded(text).unwrap_or_default();
    words(&lower).map(str::to_owned).collect()
}

/// The words of all other texts, as the database folds them.
async fn folded<'a>(scope: &mut Scope, texts: &'a [Text]) -> Result<HashMap<&'a str, Vec<String>>> {
    let texts: Vec<&str> = texts
        .iter()
        .map(|text| text.text.as_str())
        .filter(|text| !text.is_ascii())
        .collect();
    if texts.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query_scalar!(
        r#"select array(
             select word
             from regexp_split_to_table(fold(text), '[\s@.,;:()<>/_+''’-]+') as word
             where word <> ''
           ) as "words!"
           from unnest($1::text[]) with ordinality as given (text, place)
           order by place"#,
        &texts as &[&str],
    )
    .fetch_all(scope.db())
    .await?;
    Ok(texts.into_iter().zip(rows).collect())
}
