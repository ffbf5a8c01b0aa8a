//! What was found, with the words that were looked for marked in it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::{context::Scope, error::Result};

/// A part of a text; hits are shown as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Piece {
    pub text: String,
    pub is_hit: bool,
}

/// Characters around the first hit of a long text.
const WINDOW: usize = 180;
const BEFORE: usize = 50;

/// Words, as they are written in texts, that fit what was looked for.
pub(super) struct Marks(HashSet<String>);

impl Marks {
    /// Folding is the database's: it is asked once for all that is shown.
    pub async fn of(scope: &mut Scope, texts: &[String], beginnings: &[String]) -> Result<Self> {
        let words = sqlx::query_scalar!(
            r#"select distinct word as "word!"
               from unnest($1::text[]) as text
               cross join lateral regexp_split_to_table(text, '[^[:alnum:]]+') as word
               where word <> '' and fold(word) ^@ any($2::text[])"#,
            texts,
            beginnings,
        )
        .fetch_all(scope.db())
        .await?;
        Ok(Self(words.into_iter().collect()))
    }

    pub fn mark(&self, text: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for part in parts(text) {
            let is_hit = self.0.contains(part);
            match pieces.last_mut() {
                Some(last) if last.is_hit == is_hit => last.text.push_str(part),
                _ => pieces.push(Piece {
                    text: part.to_owned(),
                    is_hit,
                }),
            }
        }
        pieces
    }

    /// The part of a long text in which the first hit stands, in one line.
    pub fn excerpt(&self, text: &str) -> Vec<Piece> {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut before = 0;
        for part in parts(&line) {
            if self.0.contains(part) {
                break;
            }
            before += part.chars().count();
        }
        let length = line.chars().count();
        let from = if before >= length {
            0
        } else {
            before.saturating_sub(BEFORE)
        };
        let cut: String = line.chars().skip(from).take(WINDOW).collect();
        let head = if from > 0 { "…" } else { "" };
        let tail = if from + WINDOW < length { "…" } else { "" };
        self.mark(&format!("{head}{cut}{tail}"))
    }
}

/// Words and what stands between them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_word = rest.chars().next()?.is_alphanumeric();
        let end = rest.find(|next: char| next.is_alphanumeric() != is_word);
        let (part, left) = rest.split_at(end.unwrap_or(rest.len()));
        rest = left;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(pieces: &[Piece]) -> String {
        let shown = pieces.iter().map(|piece| match piece.is_hit {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        });
        shown.collect()
    }

    #[test]
    fn hits_are_marked_and_shown_with_what_stands_around() {
        let marks = Marks(["Müller", "tea"].map(ToOwned::to_owned).into());
        assert_eq!(
            marked(&marks.mark("Zoë Müller, tea?")),
            "Zoë [Müller], [tea]?"
        );
        assert_eq!(marked(&marks.mark("")), "");
        let long = format!("{} tea {}", "word ".repeat(60), "more ".repeat(60));
        let shown = marked(&marks.excerpt(&long));
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("[tea]"));
        assert!(shown.chars().count() <= WINDOW + 4);
        assert_eq!(marked(&marks.excerpt("no hit\n at all")), "no hit at all");
    }
}
