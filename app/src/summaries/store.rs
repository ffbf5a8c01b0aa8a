//! Reading summaries, and the messages that they are made of.

use chrono::{DateTime, Utc};
use language::{Direction, Language, Said};
use uuid::Uuid;

use crate::{contacts, context::Scope, error::Result, language_model::Trouble};

#[derive(Clone, Debug)]
pub struct Summary {
    pub id: Uuid,
    pub provider: String,
    pub model: String,
    pub prompt: String,
    pub trouble: Option<String>,
    pub inputs_digest: String,
    pub interaction_ids: Vec<Uuid>,
    pub units_read: Option<i64>,
    pub units_written: Option<i64>,
    pub cost: Option<i64>,
    pub language: String,
    /// A sentence a line.
    pub body: String,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<String>,
}

impl Summary {
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        self.body.lines()
    }

    pub fn is_by_rules(&self) -> bool {
        self.provider == "offline"
    }

    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble.as_deref().and_then(Trouble::parse)
    }
}

/// The newest.
pub async fn summary_of(scope: &mut Scope, contact: Uuid) -> Result<Option<Summary>> {
    contacts::contact(scope, contact).await?;
    let found = sqlx::query_as!(
        Summary,
        r#"select
             g.id,
             g.provider,
             g.model,
             g.prompt,
             g.trouble,
             g.inputs_digest,
             g.interaction_ids,
             g.units_read,
             g.units_written,
             g.cost,
             g.language,
             g.body,
             g.created_at,
             maker.name as "created_by?"
           from generated_texts g
           left join users maker on maker.id = g.created_by
           where g.kind = 'summary'
             and g.contact_id in (select m.member_id from contact_members(array[$1::uuid]) m)
           order by g.created_at desc, g.id desc
           limit 1"#,
        contact,
    );
    Ok(found.fetch_optional(scope.db()).await?)
}

pub(super) struct Written {
    pub id: Uuid,
    direction: String,
    at: DateTime<Utc>,
    language: Option<String>,
    body: String,
}

impl Written {
    pub fn said(&self) -> Said {
        Said {
            direction: if self.direction == "out" {
                Direction::Out
            } else {
                Direction::In
            },
            day: self.at.date_naive(),
            text: mail::body::own_text(&self.body),
        }
    }

    pub fn language(&self) -> Option<Language> {
        Language::of_code(self.language.as_deref()?)
    }
}

/// The last messages that nobody else got, the newest first.
pub(super) async fn written(scope: &mut Scope, contact: Uuid, most: i64) -> Result<Vec<Written>> {
    Ok(sqlx::query_as!(
        Written,
        r#"select distinct
             i.id,
             i.direction,
             i.occurred_at as at,
             i.language,
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
           limit $2"#,
        contact,
        most,
    )
    .fetch_all(scope.db())
    .await?)
}
