//! Contacts of whom a person changed a few fields: what these cannot concern is left as it
//! stands. The same comes of it as of deriving everything, which a test holds it to.

use serde_json::Value;
use uuid::Uuid;

use super::{derive_fields, derive_points, derive_records};
use crate::{
    context::Scope,
    error::Result,
    fields::{RECORD_KEY, refresh_values},
    history,
    identity::{employments::derive_employments, words::derive_words},
    relations::derive_relations,
    review,
};

/// Fields of one value that stand for themselves.
const ALONE: [&str; 8] = [
    "title",
    "location",
    "about",
    "how_met",
    "met_on",
    "priority",
    "time_zone",
    "pronouns",
];
/// Those of them by which a contact is found.
const FOUND_BY: [&str; 2] = ["title", "location"];

/// Derives contacts again of whom these fields, by their keys in a record, were said or taken
/// back by hand; `said` is what was said just now, of all of them.
pub(in crate::identity) async fn derive_edited(
    scope: &mut Scope,
    contacts: &[Uuid],
    keys: &[&str],
    said: Option<&Value>,
) -> Result<()> {
    let is_own = |key: &&str| key.starts_with(RECORD_KEY);
    if !keys.iter().all(|key| ALONE.contains(key) || is_own(key)) {
        return derive_records(scope, contacts).await;
    }
    let before = history::Before::of_fields(scope, contacts).await?;
    let listed = listed_by_hand(scope, contacts).await?;
    if !listed.is_empty() {
        derive_points(scope, &listed).await?;
        derive_relations(scope, &listed).await?;
    }
    match said.filter(|_| !keys.iter().any(is_own)) {
        Some(said) => put_said(scope, contacts, said).await?,
        None => derive_fields(scope, contacts).await?,
    }
    let names_job = keys.contains(&"title");
    let employed: &[Uuid] = if names_job { contacts } else { &listed };
    if !employed.is_empty() {
        derive_employments(scope, employed).await?;
    }
    if keys.iter().any(is_own) {
        refresh_values(scope, contacts).await?;
    }
    if keys.iter().any(|key| FOUND_BY.contains(key)) {
        derive_words(scope, contacts).await?;
    }
    before.note_changes(scope).await?;
    review::note_arrivals(scope, contacts).await
}

/// What a person says now wins over all that was said before.
async fn put_said(scope: &mut Scope, contacts: &[Uuid], said: &Value) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "with given as materialized (
           select
             c.id,
             case when $2::jsonb ? 'title' then nullif($2::jsonb ->> 'title', '') else c.title end as title,
             case when $2::jsonb ? 'location' then nullif($2::jsonb ->> 'location', '') else c.location end as location,
             case when $2::jsonb ? 'about' then nullif($2::jsonb ->> 'about', '') else c.about end as about,
             case when $2::jsonb ? 'pronouns' then nullif($2::jsonb ->> 'pronouns', '') else c.pronouns end as pronouns,
             case when $2::jsonb ? 'time_zone' then nullif($2::jsonb ->> 'time_zone', '') else c.time_zone end as time_zone,
             case when $2::jsonb ? 'how_met' then nullif($2::jsonb ->> 'how_met', '') else c.how_met end as how_met,
             case when $2::jsonb ? 'met_on' then nullif($2::jsonb ->> 'met_on', '')::date else c.met_on end as met_on,
             case when $2::jsonb ? 'priority' then nullif($2::jsonb ->> 'priority', '') else c.priority end as priority,
             c.provenance || (
               select jsonb_object_agg(key, r.id) from jsonb_object_keys($2::jsonb) as key
             ) as provenance
           from contacts c
           join source_records r
             on r.workspace_id = acting_workspace()
             and r.origin = 'edit'
             and r.external_id = c.id::text
           where c.id = any($1)
         )
         update contacts c set
           title = g.title,
           location = g.location,
           about = g.about,
           pronouns = g.pronouns,
           time_zone = g.time_zone,
           how_met = g.how_met,
           met_on = g.met_on,
           priority = g.priority,
           provenance = g.provenance,
           version = c.version + 1,
           updated_at = $3
         from given g
         where c.id = g.id
           and (
             c.title, c.location, c.about, c.pronouns, c.time_zone, c.how_met, c.met_on, c.priority, c.provenance
           ) is distinct from (
             g.title, g.location, g.about, g.pronouns, g.time_zone, g.how_met, g.met_on, g.priority, g.provenance
           )",
        contacts,
        said,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Of whom lists were said by hand as well: their items are as old as the record where they
/// do not say themselves how old they are.
async fn listed_by_hand(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Uuid>> {
    let names: Vec<String> = contacts.iter().map(Uuid::to_string).collect();
    let found = sqlx::query_scalar!(
        r#"select r.external_id::uuid as "contact!"
           from source_records r
           where r.workspace_id = acting_workspace()
             and r.origin = 'edit'
             and r.external_id = any($1)
             and r.fields ?| array[
               'emails', 'phones', 'urls', 'handles', 'addresses', 'anniversaries', 'employments', 'relations'
             ]"#,
        &names,
    );
    Ok(found.fetch_all(scope.db()).await?)
}
