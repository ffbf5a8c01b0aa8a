//! What is frequent in the workspace's own data, each kind in one query: words and names, those
//! first that are said of most contacts.

use uuid::Uuid;

use crate::{context::Scope, error::Result};

const MOST: i64 = 200;

/// Words of titles.
pub async fn title_words(scope: &mut Scope, least: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"select said.word as "word!"
           from contacts c
           cross join lateral (
             select distinct word from regexp_split_to_table(btrim(spaced(c.title)), ' ') as word
           ) as said
           where c.workspace_id = acting_workspace()
             and c.deleted_at is null
             and c.title <> ''
             and char_length(said.word) between 3 and 40
             and said.word !~ '[0-9]'
           group by said.word
           having count(*) >= $1
           order by count(*) desc, said.word collate "C"
           limit $2"#,
        least,
        MOST,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Words of the names of several companies, without their legal form.
pub async fn company_words(scope: &mut Scope, least: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"select said.word as "word!"
           from companies k
           cross join lateral (
             select distinct word from regexp_split_to_table(company_key(k.name), ' ') as word
           ) as said
           where k.workspace_id = acting_workspace()
             and k.deleted_at is null
             and k.contact_count > 0
             and char_length(said.word) between 4 and 40
             and said.word !~ '[0-9]'
           group by said.word
           having count(*) >= 2 and sum(k.contact_count) >= $1
           order by sum(k.contact_count) desc, said.word collate "C"
           limit $2"#,
        least,
        MOST,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Cities, regions and countries, as they are spelled most often.
pub async fn places(scope: &mut Scope, least: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"select mode() within group (order by said.part) as "word!"
           from contacts c
           cross join lateral (
             select distinct on (fold(btrim(part))) btrim(part) as part
             from regexp_split_to_table(c.location, '[,;/()\n]+') as part
             order by fold(btrim(part)), btrim(part)
           ) as said
           where c.workspace_id = acting_workspace()
             and c.deleted_at is null
             and c.location <> ''
             and char_length(said.part) between 2 and 40
             and said.part !~ '[0-9]'
           group by fold(said.part)
           having count(*) >= $1
           order by count(*) desc, fold(said.part) collate "C"
           limit $2"#,
        least,
        MOST,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Words of subjects and notes that come back in several conversations with several people, and
/// in no name, title, place or header of a table: what more than every fifth writes about says
/// nothing.
pub async fn topics(scope: &mut Scope, people: &[Uuid], least: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"with texts as materialized (
             select distinct contact_id, coalesce(thread_id, contact_id) as place, text
             from contact_says($1, array['topic'])
           ),
           said as (
             select distinct t.contact_id, t.place, word
             from texts t
             cross join lateral regexp_split_to_table(btrim(spaced(left(t.text, 2000))), ' ') as word
             where char_length(word) between 4 and 40 and word !~ '[0-9]'
           ),
           frequent as (
             select word, count(distinct contact_id) as contacts
             from said
             group by word
             having count(distinct contact_id) >= $2
               and count(distinct place) >= 2
               and count(distinct contact_id) * 5 <= greatest((select count(distinct contact_id) from texts), 20)
           ),
           headers as materialized (
             select distinct word
             from (
               select column_header #>> '{}' as header
               from import_tables t
               cross join lateral jsonb_path_query(t.mapping, '$.columns[*].header') as column_header
               where t.workspace_id = acting_workspace()
               union all
               select label from custom_fields where workspace_id = acting_workspace()
             ) as named
             cross join lateral regexp_split_to_table(btrim(spaced(header)), ' ') as word
           )
           select f.word as "word!"
           from frequent f
           where not exists (
             select from contact_words w
             where w.workspace_id = acting_workspace() and w.word = f.word collate "C"
           )
           and f.word not in (select word from headers)
           order by f.contacts desc, f.word collate "C"
           limit $3"#,
        people,
        least,
        MOST,
    )
    .fetch_all(scope.db())
    .await?)
}

/// What contacts are to each other.
pub async fn relations(scope: &mut Scope, people: &[Uuid], least: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"select text as "word!"
           from contact_says($1, array['relation'])
           group by text
           having count(distinct contact_id) >= $2
           order by count(distinct contact_id) desc, text collate "C"
           limit $3"#,
        people,
        least,
        MOST,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Tags that people put on contacts.
pub async fn own_tags(scope: &mut Scope) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"select t.name as "word!"
           from tags t
           join contact_tags x on x.workspace_id = acting_workspace() and x.tag_id = t.id and x.by_person
           join contacts c on c.id = x.contact_id and c.deleted_at is null
           where t.workspace_id = acting_workspace() and t.deleted_at is null
           group by t.id
           order by count(*) desc, t.name_folded collate "C", t.id
           limit $1"#,
        MOST,
    )
    .fetch_all(scope.db())
    .await?)
}
