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

/// Somebody who is written to.
#[derive(Clone, Copy, Debug)]
pub struct Addressee<'a> {
    pub contact: Uuid,
    pub name: &'a str,
    pub given_name: Option<&'a str>,
}

#[derive(Default)]
struct Written {
    /// The newest first.
    texts: Vec<OwnText>,
    ids: Vec<Uuid>,
    author: Option<String>,
}

pub async fn write_drafts(scope: &mut Scope, chosen: &[(Candidate, Due)]) -> Result<Vec<Draft>> {
    let people: Vec<Addressee<'_>> = chosen
        .iter()
        .map(|(candidate, _)| Addressee {
            contact: candidate.contact_id,
            name: &candidate.name,
            given_name: candidate.given_name.as_deref(),
        })
        .collect();
    let voices = voices(scope, &people, None, None).await?;
    let mut drafts = Vec::with_capacity(chosen.len());
    for ((_, due), voice) in chosen.iter().zip(&voices) {
        drafts.push(draft(due.reason, &due.facts, &due.promises, voice).await);
    }
    Ok(drafts)
}

/// How each of them is written to, in their order: by this member, or whoever did where they
/// never wrote; in this language, or in the one that is usual.
pub async fn voices(
    scope: &mut Scope,
    people: &[Addressee<'_>],
    member: Option<Uuid>,
    language: Option<&str>,
) -> Result<Vec<Voice>> {
    let contacts: Vec<Uuid> = people.iter().map(|person| person.contact).collect();
    let written = written_to(scope, &contacts, member).await?;
    let owner = name_of(scope, member).await?;
    let nothing = Written::default();
    let voices = people.iter().map(|person| {
        let written = written.get(&person.contact).unwrap_or(&nothing);
        let author = written.author.as_deref().filter(|_| member.is_none());
        let names = Names {
            full: person.name,
            given: person.given_name,
            own: author.unwrap_or(&owner),
        };
        let mut voice = match language {
            Some(language) => Voice::learn_in(&written.texts, names, language),
            None => Voice::learn(&written.texts, names),
        };
        voice.learned_from.clone_from(&written.ids);
        voice
    });
    Ok(voices.collect())
}

/// The last messages to each of these contacts that this member wrote, else that anybody did.
async fn written_to(
    scope: &mut Scope,
    contacts: &[Uuid],
    member: Option<Uuid>,
) -> Result<HashMap<Uuid, Written>> {
    let rows = sqlx::query!(
        r#"select
             id as "id!",
             contact_id as "contact_id!",
             is_own as "is_own!",
             left(body, 8000) as "body!",
             language,
             recipients as "recipients!",
             author as "author?"
           from (
             select
               i.id,
               l.contact_id,
               coalesce(i.author_id = $3, true) as is_own,
               i.body,
               i.language,
               i.recipients,
               u.name as author,
               row_number() over (
                 partition by l.contact_id, coalesce(i.author_id = $3, true)
                 order by i.occurred_at desc, i.id desc
               ) as place
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
           order by contact_id, is_own desc, place"#,
        contacts,
        LEARNED_FROM,
        member,
    )
    .fetch_all(scope.db())
    .await?;
    let mut written: HashMap<Uuid, Written> = HashMap::new();
    let mut own: HashMap<Uuid, bool> = HashMap::new();
    for row in rows {
        if *own.entry(row.contact_id).or_insert(row.is_own) != row.is_own {
            continue;
        }
        let to = written.entry(row.contact_id).or_default();
        to.author = to.author.take().or(row.author);
        to.ids.push(row.id);
        to.texts.push(OwnText {
            body: mail::body::own_text(&row.body),
            language: row.language,
            alone: row.recipients == 1,
        });
    }
    Ok(written)
}

/// Of this member, else of the one who has been here longest.
async fn name_of(scope: &mut Scope, member: Option<Uuid>) -> Result<String> {
    let name = sqlx::query_scalar!(
        "select u.name
         from memberships m
         join users u on u.id = m.user_id
         where m.workspace_id = acting_workspace()
         order by m.user_id is distinct from $1, m.created_at
         limit 1",
        member,
    );
    Ok(name.fetch_optional(scope.db()).await?.unwrap_or_default())
}
