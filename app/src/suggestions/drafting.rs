//! Drafts for those who were chosen, each in the voice of the member who wrote to them.

use std::collections::HashMap;

use uuid::Uuid;

use super::{
    candidates::Candidate,
    draft::{Draft, draft},
    rules::Due,
    voice::{Names, OwnText, Voice},
};
use crate::{context::Scope, error::Result};

/// From so many of the member's last messages to somebody their voice is learned.
const LEARNED_FROM: i64 = 8;

#[derive(Default)]
struct Written {
    /// The newest first.
    texts: Vec<OwnText>,
    author: Option<String>,
}

pub async fn write_drafts(scope: &mut Scope, chosen: &[(Candidate, Due)]) -> Result<Vec<Draft>> {
    let contacts: Vec<Uuid> = chosen
        .iter()
        .map(|(candidate, _)| candidate.contact_id)
        .collect();
    let written = written_to(scope, &contacts).await?;
    let owner = owner_name(scope).await?;
    let nothing = Written::default();
    let drafts = chosen.iter().map(|(candidate, due)| {
        let written = written.get(&candidate.contact_id).unwrap_or(&nothing);
        let names = Names {
            full: &candidate.name,
            given: candidate.given_name.as_deref(),
            own: written.author.as_deref().unwrap_or(&owner),
        };
        draft(due.reason, &due.facts, &Voice::learn(&written.texts, names))
    });
    Ok(drafts.collect())
}

/// The member's last messages to each of these contacts.
async fn written_to(scope: &mut Scope, contacts: &[Uuid]) -> Result<HashMap<Uuid, Written>> {
    let rows = sqlx::query!(
        r#"select
             contact_id as "contact_id!",
             left(body, 8000) as "body!",
             language,
             recipients as "recipients!",
             author as "author?"
           from (
             select
               l.contact_id,
               i.body,
               i.language,
               i.recipients,
               u.name as author,
               row_number() over (partition by l.contact_id order by i.occurred_at desc, i.id desc) as place
             from identity_links l
             join participants p on p.source_record_id = l.source_record_id
             join interactions i on i.id = p.interaction_id
             left join users u on u.id = i.author_id
             where l.contact_id = any($1)
               and i.direction = 'out'
               and i.kind <> 'note'
               and i.deleted_at is null
           ) as written
           where place <= $2
           order by contact_id, place"#,
        contacts,
        LEARNED_FROM,
    )
    .fetch_all(scope.db())
    .await?;
    let mut written: HashMap<Uuid, Written> = HashMap::new();
    for row in rows {
        let to = written.entry(row.contact_id).or_default();
        to.author = to.author.take().or(row.author);
        to.texts.push(OwnText {
            body: mail::body::own_text(&row.body),
            language: row.language,
            alone: row.recipients == 1,
        });
    }
    Ok(written)
}

async fn owner_name(scope: &mut Scope) -> Result<String> {
    let name = sqlx::query_scalar!(
        "select u.name
         from memberships m
         join users u on u.id = m.user_id
         where m.workspace_id = acting_workspace()
         order by m.created_at
         limit 1",
    );
    Ok(name.fetch_optional(scope.db()).await?.unwrap_or_default())
}
