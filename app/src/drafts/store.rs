//! Reading drafts. What was made for a contact that was joined to another is read with that one.

use chrono::{DateTime, Utc};
use language::{Channel, Language};
use uuid::Uuid;

use super::wanted::{channel_named, channel_words};
use crate::{
    contacts,
    context::Scope,
    error::{Error, Result},
    language_model::Trouble,
};

#[derive(Clone, Debug)]
pub struct Draft {
    pub id: Uuid,
    /// Whom it is for, also where the contact it was made for was joined to another.
    pub contact_id: Uuid,
    pub suggestion_id: Option<Uuid>,
    pub provider: String,
    pub model: String,
    pub prompt: String,
    pub trouble: Option<String>,
    pub inputs_digest: String,
    pub interaction_ids: Vec<Uuid>,
    pub units_read: Option<i64>,
    pub units_written: Option<i64>,
    pub cost: Option<i64>,
    pub channel: String,
    pub variant: String,
    pub instruction: String,
    pub language: String,
    pub tone: String,
    pub made_subject: String,
    pub made_body: String,
    pub subject: String,
    pub body: String,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<String>,
    pub edited_at: Option<DateTime<Utc>>,
    pub edited_by: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    pub sent_by: Option<String>,
    /// The message that stands for it in the timeline.
    pub sent_as: Option<Uuid>,
    /// What was recorded, where the same message came by an import, which stands instead.
    pub recorded_as: Option<Uuid>,
    pub discarded_at: Option<DateTime<Utc>>,
}

impl Draft {
    pub fn channel(&self) -> Channel {
        channel_named(&self.channel).unwrap_or_default()
    }

    /// By how many letters it is longer than its channel takes.
    pub fn letters_over(&self) -> usize {
        let count = self.body.chars().count();
        count.saturating_sub(self.channel().limits().letters)
    }

    /// The same in a sentence, where it is.
    pub fn too_long(&self) -> Option<String> {
        let (over, place) = (self.letters_over(), channel_words(self.channel()));
        let letters = if over == 1 { "letter" } else { "letters" };
        let most = self.channel().limits().letters;
        (over > 0).then(|| format!("{over} {letters} too long: {place} takes {most}."))
    }

    pub fn is_open(&self) -> bool {
        self.sent_at.is_none() && self.discarded_at.is_none()
    }

    /// `open`, `sent` or `discarded`
    pub fn state(&self) -> &'static str {
        match (self.sent_at, self.discarded_at) {
            (Some(_), _) => "sent",
            (None, Some(_)) => "discarded",
            (None, None) => "open",
        }
    }

    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble.as_deref().and_then(Trouble::parse)
    }

    pub fn is_by_rules(&self) -> bool {
        self.provider == "offline"
    }

    /// In English.
    pub fn language_name(&self) -> &str {
        match Language::of_code(&self.language) {
            Some(language) => language.name(),
            None => &self.language,
        }
    }

    /// Subject and text as one, to be copied.
    pub fn whole(&self) -> String {
        if self.subject.is_empty() {
            self.body.clone()
        } else {
            format!("{}\n\n{}", self.subject, self.body)
        }
    }
}

macro_rules! drafts_where {
    ($condition:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            Draft,
            r#"select
                 g.id,
                 standing_contact(g.contact_id) as "contact_id!",
                 g.suggestion_id,
                 g.provider,
                 g.model,
                 g.prompt,
                 g.trouble,
                 g.inputs_digest,
                 g.interaction_ids,
                 g.units_read,
                 g.units_written,
                 g.cost,
                 g.channel,
                 g.variant,
                 g.instruction,
                 g.language,
                 g.tone,
                 g.made_subject,
                 g.made_body,
                 g.subject,
                 g.body,
                 g.created_at,
                 maker.name as "created_by?",
                 g.edited_at,
                 editor.name as "edited_by?",
                 g.sent_at,
                 sender.name as "sent_by?",
                 g.sent_as,
                 g.recorded_as,
                 g.discarded_at
               from generated_texts g
               left join users maker on maker.id = g.created_by
               left join users editor on editor.id = g.edited_by
               left join users sender on sender.id = g.sent_by
               where g.kind = 'draft' and "# + $condition,
            $($argument),*
        )
    };
}

pub async fn draft(scope: &mut Scope, id: Uuid) -> Result<Draft> {
    let found = drafts_where!("g.id = $1", id)
        .fetch_optional(scope.db())
        .await?;
    let found = found.ok_or(Error::NotFound)?;
    // With a contact that is in the trash, its drafts are.
    contacts::contact(scope, found.contact_id).await?;
    Ok(found)
}

/// Those of a contact, the newest first, before one of them.
pub async fn drafts_of(
    scope: &mut Scope,
    contact: Uuid,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Draft>> {
    contacts::contact(scope, contact).await?;
    Ok(drafts_where!(
        // What came with a suggestion is read there, until somebody takes it up.
        "g.renewed_for is null
           and g.contact_id in (select m.member_id from contact_members(array[$1::uuid]) m)
           and ($2::uuid is null or (g.created_at, g.id) < (
             select at.created_at, at.id from generated_texts at where at.id = $2
           ))
         order by g.created_at desc, g.id desc
         limit $3",
        contact,
        before,
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}
