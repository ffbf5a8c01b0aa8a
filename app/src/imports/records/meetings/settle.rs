//! What is said of events as what stands in the timeline. The newest version of a series says
//! which occurrences there are, the newest version of each how it is.

use std::collections::BTreeSet;

use serde_json::Value;
use uuid::Uuid;

use super::{DAYS_AHEAD, DAYS_BACK, told::Told};
use crate::imports::records::timeline::write_meetings;
use crate::{
    context::Scope,
    error::{Result, internal},
    workspaces,
};

/// What became of the timeline: the occurrences that were written, and how many went.
pub struct Changed {
    pub written: Vec<String>,
    pub removed: usize,
}

/// An occurrence of which something is said, and what holds of it.
struct Held {
    external_id: String,
    event: String,
    import_id: Option<Uuid>,
    file: Option<String>,
    said: Option<Value>,
    is_so: bool,
}

/// Makes the timeline what is said of these events; `unsaid` are occurrences of which
/// nothing may be said any more. `import` is the one that this concerns.
pub async fn settle(
    scope: &mut Scope,
    import: Uuid,
    events: &[String],
    unsaid: &[String],
) -> Result<Changed> {
    let held = held(scope, events).await?;
    let own = workspaces::own_addresses(scope).await?;
    let mut gone: BTreeSet<String> = unsaid.iter().cloned().collect();
    let (mut writing, mut stands) = (Vec::new(), Vec::new());
    for one in held {
        let Some(((said, by), file)) = one.said.zip(one.import_id).zip(one.file) else {
            gone.insert(one.external_id);
            continue;
        };
        gone.remove(&one.external_id);
        if !one.is_so {
            let told: Told = serde_json::from_value(said).map_err(internal)?;
            stands.push((one.external_id.clone(), by, file));
            let happened = told.happened(scope.workspace, &one.event, one.external_id, &own);
            writing.push((by, happened));
        }
    }
    let gone: Vec<String> = gone.into_iter().collect();
    let written: Vec<String> = stands.iter().map(|(id, ..)| id.clone()).collect();
    touch_people(scope, import, &[gone.as_slice(), &written].concat()).await?;
    let removed = remove(scope, &gone).await?;
    write_meetings(scope, &writing).await?;
    touch_people(scope, import, &written).await?;
    note_standing(scope, events, &gone, &stands).await?;
    Ok(Changed { written, removed })
}

/// The newest version of each occurrence. The newest version of the series says which there
/// are: within its time, what it does not hold and what is older has gone. What stands apart
/// in the same file is part of it.
async fn held(scope: &mut Scope, events: &[String]) -> Result<Vec<Held>> {
    Ok(sqlx::query_as!(
        Held,
        r#"with said as materialized (
             select
               s.*,
               i.created_at - $2::integer * interval '1 day' as begins,
               i.created_at + $3::integer * interval '1 day' as ends
             from meeting_statements s
             join imports i on i.id = s.import_id
             where s.workspace_id = acting_workspace() and s.event = any($1)
           ),
           series as (
             select distinct on (event) event, import_id, file, sequence, modified_at, begins, ends
             from said
             where not is_change
             order by event, sequence desc, modified_at desc, stamped_at desc, import_id, file
           ),
           newest as (
             select distinct on (s.event, s.external_id)
               s.event, s.external_id, s.import_id, s.file, s.said, s.digest
             from said s
             left join series m on m.event = s.event
             where m.event is null
               or (s.import_id, s.file) = (m.import_id, m.file)
               or s.is_change and s.modified_at >= m.modified_at
               or not s.is_change and (s.sequence, s.modified_at) >= (m.sequence, m.modified_at)
               or s.starts_at not between m.begins and m.ends
             order by s.event, s.external_id, s.sequence desc, s.modified_at desc, s.stamped_at desc, s.digest, s.import_id
           )
           select
             a.external_id as "external_id!",
             a.event as "event!",
             n.import_id as "import_id?",
             n.file as "file?",
             n.said as "said?",
             coalesce(a.digest = n.digest, false) as "is_so!"
           from (
             select external_id, event, max(digest) filter (where stands) as digest
             from said
             group by external_id, event
           ) a
           left join newest n on n.event = a.event and n.external_id = a.external_id
           order by a.external_id"#,
        events,
        DAYS_BACK,
        DAYS_AHEAD,
    )
    .fetch_all(scope.db())
    .await?)
}

async fn note_standing(
    scope: &mut Scope,
    events: &[String],
    gone: &[String],
    stands: &[(String, Uuid, String)],
) -> Result<()> {
    let nothing = gone.iter().map(|id| (id.as_str(), None, None));
    let something = stands
        .iter()
        .map(|(id, import, file)| (id.as_str(), Some(*import), Some(file.as_str())));
    let all: Vec<(&str, Option<Uuid>, Option<&str>)> = nothing.chain(something).collect();
    let ids: Vec<&str> = all.iter().map(|one| one.0).collect();
    let imports: Vec<Option<Uuid>> = all.iter().map(|one| one.1).collect();
    let files: Vec<Option<&str>> = all.iter().map(|one| one.2).collect();
    sqlx::query!(
        "update meeting_statements s set
           stands = coalesce((s.import_id, s.file) = (now.import, now.file), false)
         from unnest($1::text[], $2::uuid[], $3::text[]) as now (id, import, file)
         where s.workspace_id = acting_workspace()
           and s.event = any($4)
           and s.external_id = now.id
           and s.stands is distinct from coalesce((s.import_id, s.file) = (now.import, now.file), false)",
        &ids as &[&str],
        &imports as &[Option<Uuid>],
        &files as &[Option<&str>],
        events,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Those who took part are weighed anew.
async fn touch_people(scope: &mut Scope, import: Uuid, meetings: &[String]) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into import_touched (import_id, contact_id, workspace_id, qualified)
         select distinct $1::uuid, l.contact_id, $2::uuid, false
         from interactions i
         join participants p on p.interaction_id = i.id
         join identity_links l on l.source_record_id = p.source_record_id
         where i.workspace_id = acting_workspace() and i.origin = 'icalendar' and i.external_id = any($3)
         on conflict do nothing",
        import,
        workspace,
        meetings,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn remove(scope: &mut Scope, meetings: &[String]) -> Result<usize> {
    let removed = sqlx::query!(
        "delete from interactions
         where workspace_id = acting_workspace() and origin = 'icalendar' and external_id = any($1)",
        meetings,
    )
    .execute(scope.db())
    .await?;
    Ok(usize::try_from(removed.rows_affected()).unwrap_or(usize::MAX))
}
