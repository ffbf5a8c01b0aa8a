//! Mail that was stored before the members said which addresses are theirs, or that they
//! are theirs no longer: its direction and who takes part follow the addresses of now.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    again::resolve,
    people::{Participation, store_people, store_statements},
    run::{Halt, open, told},
};
use crate::{
    context::{Kith, Scope, Turn},
    error::Result,
    identity,
    jobs::Stop,
    scoring, suggestions, workspaces,
};

/// How many parts of messages are given back in one transaction.
const AT_ONCE: i64 = 5_000;

/// Idempotent: compares the mail with the addresses of now.
pub async fn correct_own_addresses(
    kith: &Kith,
    workspace: Uuid,
    stop: &Stop,
) -> anyhow::Result<()> {
    told(correct(kith, workspace, stop).await)?;
    scoring::refresh_workspace(kith, workspace).await?;
    Ok(suggestions::refresh_workspace(kith, workspace).await?)
}

async fn correct(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<(), Halt> {
    let mut scope = alone(kith, workspace).await?;
    let lost = take(&mut scope).await?;
    identity::sweep_contacts(&mut scope, &lost).await?;
    scope.commit().await?;
    loop {
        if stop.is_cancelled() {
            return Err(Halt::Stopped);
        }
        let mut scope = alone(kith, workspace).await?;
        let given = give_back(&mut scope).await?;
        scope.commit().await?;
        if !given {
            break;
        }
    }
    resolve(kith, workspace, stop).await
}

async fn alone(kith: &Kith, workspace: Uuid) -> Result<Scope> {
    let mut scope = open(kith, workspace, None).await?;
    scope.alone(Turn::Mail).await?;
    scope.alone(Turn::People).await?;
    Ok(scope)
}

/// Makes the parts of own addresses the member's. Returns the contacts that are the
/// member, and so are nobody's contacts any more.
async fn take(scope: &mut Scope) -> Result<Vec<Uuid>> {
    sqlx::query!(
        r#"with mine as (
             select p.interaction_id, p.source_record_id, p.role, r.external_id as email, r.raw ->> 'name' as name,
               o.user_id
             from own_addresses o
             join source_records r
               on r.workspace_id = o.workspace_id and r.origin = 'mail' and r.external_id = o.email
             join participants p on p.source_record_id = r.id
             where o.workspace_id = acting_workspace()
           ),
           turned as (
             update interactions i set
               own_parts = i.own_parts || parts.parts,
               direction = case
                 when i.kind = 'meeting' then i.direction
                 when parts.author is not null then 'out'
                 when i.direction = 'none' then 'in'
                 else i.direction
               end,
               standing = case when i.standing = 'others' then 'contact' else i.standing end,
               author_id = coalesce(parts.author, i.author_id)
             from (
               select
                 interaction_id,
                 jsonb_object_agg(email, jsonb_build_object('role', role, 'name', name)) as parts,
                 (array_agg(user_id) filter (where role = 'from'))[1] as author
               from mine
               group by interaction_id
             ) parts
             where i.id = parts.interaction_id
           )
           delete from participants p
           using mine
           where p.interaction_id = mine.interaction_id and p.source_record_id = mine.source_record_id"#,
    )
    .execute(scope.db())
    .await?;
    let lost = sqlx::query_scalar!(
        "with unlinked as (
           delete from identity_links l
           using source_records r, own_addresses o
           where r.id = l.source_record_id
             and o.workspace_id = acting_workspace()
             and r.workspace_id = o.workspace_id
             and r.origin in ('mail', 'signature')
             and r.external_id = o.email
           returning l.contact_id, l.source_record_id
         )
         select distinct u.contact_id
         from unlinked u
         where not exists (
           select
           from identity_links l
           join source_records r on r.id = l.source_record_id
           where l.contact_id = u.contact_id
             and r.origin <> 'edit'
             and l.source_record_id not in (select source_record_id from unlinked)
         )",
    );
    Ok(lost.fetch_all(scope.db()).await?)
}

struct Part {
    interaction: Uuid,
    import: Option<Uuid>,
    at: DateTime<Utc>,
    email: String,
    role: String,
    name: Option<String>,
}

/// Makes parts of addresses that are the member's no longer those of somebody else.
/// Whether there may be more.
async fn give_back(scope: &mut Scope) -> Result<bool> {
    let own = workspaces::own_addresses(scope).await?;
    let parts = foreign_parts(scope, &own).await?;
    let interactions: Vec<Uuid> = parts.iter().map(|part| part.interaction).collect();
    let all: HashSet<Uuid> = interactions.iter().copied().collect();
    let mut by_import: BTreeMap<Option<Uuid>, Vec<Participation>> = BTreeMap::new();
    for part in parts {
        let said = Participation::said(
            (part.interaction, part.at),
            &part.role,
            part.email,
            part.name,
        );
        by_import.entry(part.import).or_default().push(said);
    }
    for (import, people) in by_import {
        if let Some(import) = import {
            store_statements(scope, import, &people).await?;
        }
        store_people(scope, import, &people, &all).await?;
    }
    sqlx::query!(
        "update interactions i set
           own_parts = kept.parts,
           direction = case
             when i.direction = 'none' then 'none'
             when exists (select from jsonb_each(kept.parts) as part where part.value ->> 'role' = 'from')
             then 'out'
             when kept.is_of_others then 'none'
             else 'in'
           end,
           standing = case when kept.is_of_others then 'others' else i.standing end,
           author_id = case
             when exists (select from jsonb_each(kept.parts) as part where part.value ->> 'role' = 'from')
             then i.author_id
           end
         from (
           select
             m.id,
             coalesce(jsonb_object_agg(part.key, part.value) filter (where part.key = any($2)), '{}') as parts,
             bool_and(m.standing = 'contact' and o.of_others and part.key <> all($2)) as is_of_others
           from interactions m
           left join imports o on o.id = m.import_id
           cross join lateral jsonb_each(m.own_parts) as part
           where m.id = any($1)
           group by m.id
         ) kept
         where i.id = kept.id",
        &interactions,
        &own,
    )
    .execute(scope.db())
    .await?;
    Ok(!interactions.is_empty())
}

async fn foreign_parts(scope: &mut Scope, own: &[String]) -> Result<Vec<Part>> {
    Ok(sqlx::query_as!(
        Part,
        r#"with chosen as (
             select i.id
             from interactions i
             where i.workspace_id = acting_workspace()
               and exists (select from jsonb_object_keys(i.own_parts) as email where email <> all($1))
             order by i.id
             limit $2
           )
           select
             i.id as interaction,
             i.import_id as import,
             i.occurred_at as at,
             part.key as "email!",
             part.value ->> 'role' as "role!",
             part.value ->> 'name' as name
           from chosen
           join interactions i on i.id = chosen.id
           cross join lateral jsonb_each(i.own_parts) as part
           where part.key <> all($1)"#,
        own,
        AT_ONCE,
    )
    .fetch_all(scope.db())
    .await?)
}
