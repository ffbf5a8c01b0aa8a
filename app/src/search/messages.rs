//! Messages and notes that were found: those that say it in the subject first, then the newest.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{postings::meeting, words::Word};
use crate::{context::Scope, error::Result};

/// Of so many the best are shown.
const CANDIDATES: usize = 200;

#[derive(Clone, Debug)]
pub(super) struct Message {
    pub id: Uuid,
    pub subject: String,
    pub body: String,
    pub occurred_at: DateTime<Utc>,
    /// With whom, or whom a note is about.
    pub person: Option<String>,
    pub contact_id: Option<Uuid>,
}

pub(super) async fn messages(
    scope: &mut Scope,
    words: &[Word],
    is_note: bool,
    limit: i64,
) -> Result<Vec<Message>> {
    let words: Vec<Word> = words
        .iter()
        .filter(|word| !is_letter(word))
        .cloned()
        .collect();
    let numbers = meeting(scope, &words, is_note, CANDIDATES).await?;
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let stems: Vec<String> = words.iter().map(|word| word.stem.clone()).collect();
    Ok(sqlx::query_as!(
        Message,
        r#"select
             best.id as "id!",
             best.subject as "subject!",
             best.body as "body!",
             best.occurred_at as "occurred_at!",
             coalesce(person.name, person.said, k.name) as person,
             person.contact_id as "contact_id?"
           from (
             select
               i.id,
               i.subject,
               left(i.body, 20000) as body,
               i.occurred_at,
               i.company_id,
               (
                 select count(*)
                 from unnest($2::text[]) as stem
                 where said.subject like '% ' || stem || '%'
               ) as in_subject
             from message_numbers n
             join interactions i on i.id = n.interaction_id
             cross join lateral (
               select ' ' || regexp_replace(fold(i.subject), '[^[:alnum:]]+', ' ', 'g') as subject
               -- Folded once, not for each word.
               offset 0
             ) as said
             where n.workspace_id = acting_workspace()
               and n.number = any($1)
               and i.deleted_at is null
             order by in_subject desc, i.occurred_at desc, i.id
             limit $3
           ) as best
           left join lateral (
             select c.id as contact_id, c.name, r.fields ->> 'name' as said
             from participants p
             join source_records r on r.id = p.source_record_id
             left join identity_links l on l.source_record_id = p.source_record_id
             left join contacts c on c.id = l.contact_id and c.deleted_at is null
             where p.interaction_id = best.id
             order by c.id is null, p.role not in ('from', 'about'), p.role, r.id
             limit 1
           ) as person on true
           left join companies k on k.id = standing_company(best.company_id)
           order by best.in_subject desc, best.occurred_at desc, best.id"#,
        &numbers,
        &stems,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

/// With a single letter nearly every message has a word. A sign that is a word, as in
/// Chinese, is none.
fn is_letter(word: &Word) -> bool {
    word.stem.len() == 1
}
