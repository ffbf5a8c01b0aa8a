//! Prompts from files, and data in them that stays data.
//!
//! A file has a part `# system` and a part `# user`, with places `{{name}}` for words that the
//! product says, `{{data}}` for the blocks of data, and `{{mark}}` for the mark around them.
//! Invariant: the mark occurs in no word and in no block, so that no text can end its block or
//! begin another; what is put in is looked through for places no more.

mod fence;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::{error::Error, schema::Schema};
pub use fence::{LONGEST_BLOCK, clean};
use fence::{fenced, mark};

/// Bytes of a prompt at most, and so tokens at most: no vendor's higher price for long prompts
/// is ever reached.
pub const LONGEST: usize = 100_000;

/// What a model is told.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The name of its file, such as `draft.v1`.
    pub version: String,
    pub system: String,
    pub user: String,
    pub schema: Option<Arc<Schema>>,
}

impl Prompt {
    pub(crate) fn fits(&self) -> Result<(), Error> {
        if self.system.len() + self.user.len() > LONGEST {
            return Err(Error::TooLong);
        }
        Ok(())
    }
}

/// A file of a prompt.
#[derive(Clone, Copy, Debug)]
pub struct Template<'a> {
    version: &'a str,
    system: &'a str,
    user: &'a str,
}

/// What is put into a template.
#[derive(Clone, Debug, Default)]
pub struct Filling {
    words: Vec<(&'static str, String)>,
    /// A heading of our own, and a text of anybody's.
    blocks: Vec<(String, String)>,
}

impl Filling {
    /// Words of the product's own; what somebody wrote is a block.
    #[must_use]
    pub fn word(mut self, name: &'static str, word: impl ToString) -> Self {
        self.words.push((name, word.to_string()));
        self
    }

    /// Data. It is cleaned and bounded ([`clean`]); an empty one is left out.
    #[must_use]
    pub fn block(mut self, heading: impl ToString, text: &str) -> Self {
        let text = clean(text, LONGEST_BLOCK);
        if !text.is_empty() {
            self.blocks.push((heading.to_string(), text));
        }
        self
    }
}

impl<'a> Template<'a> {
    /// `version` is the file's name without its ending.
    pub fn parse(version: &'a str, file: &'a str) -> Result<Self, Error> {
        let parts = file
            .split_once("# system\n")
            .and_then(|(_, rest)| rest.split_once("\n# user\n"));
        let (system, user) = parts.ok_or(Error::Unable("a prompt has two parts"))?;
        Ok(Self {
            version,
            system: system.trim(),
            user: user.trim(),
        })
    }

    /// An error where the file has a place that is not filled.
    pub fn render(&self, filling: &Filling, schema: Option<Arc<Schema>>) -> Result<Prompt, Error> {
        let mark = mark(filling);
        let data = fenced(&mark, &filling.blocks);
        let value = |name: &str| match name {
            "data" => Some(data.as_str()),
            "mark" => Some(mark.as_str()),
            _ => {
                let mut words = filling.words.iter();
                words
                    .find(|(known, _)| *known == name)
                    .map(|(_, word)| word.as_str())
            }
        };
        Ok(Prompt {
            version: self.version.to_owned(),
            system: filled(self.system, value)?,
            user: filled(self.user, value)?,
            schema,
        })
    }
}

/// In one pass: what is put in is not looked at again.
fn filled<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> Result<String, Error> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after
            .split_once("}}")
            .ok_or(Error::Unable("a place in a prompt has no end"))?;
        filled.push_str(before);
        filled.push_str(value(name).ok_or(Error::Unable("a place in a prompt is not filled"))?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// A prompt from a file that comes along, of which tests show that it is whole.
pub(crate) fn of_file(
    template: &Option<Template<'static>>,
    filling: &Filling,
    schema: &Option<Arc<Schema>>,
) -> Prompt {
    let rendered = template
        .as_ref()
        .and_then(|template| template.render(filling, schema.clone()).ok());
    rendered.unwrap_or_else(|| Prompt {
        version: String::new(),
        system: String::new(),
        user: String::new(),
        schema: schema.clone(),
    })
}
