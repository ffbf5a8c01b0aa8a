//! Suggestions close where contact happens, by any channel, and open again where it turns out
//! that it did not.

use uuid::Uuid;

use crate::{context::Scope, error::Result, scoring::LARGEST_CIRCLE};

/// There was contact since, by any channel: I wrote, we met or spoke. A contact of the day
/// before counts where it came to be known only since, and one of the week before where
/// somebody wrote it down since; with it nothing had been suggested. Of these contacts, or
/// of all.
pub async fn close_contacted(scope: &mut Scope, contacts: Option<&[Uuid]>) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "with contacted as (
           select s.id, c.last_outbound_at > s.created_at or coalesce(since.wrote, false) as wrote
           from suggestions s
           join contacts c on c.id = s.contact_id
           cross join lateral (
             select bool_or(i.direction = 'out') as wrote, count(*) > 0 as happened
             from identity_links l
             join participants p on p.source_record_id = l.source_record_id
             join interactions i on i.id = p.interaction_id
             where l.contact_id = s.contact_id
               and p.occurred_at > s.created_at - interval '7 days'
               and p.occurred_at <= $1
               and (
                 p.occurred_at > s.created_at
                 or i.created_at > s.created_at
                 and (i.origin = 'log' or p.occurred_at > s.created_at - interval '1 day')
               )
               and (i.direction <> 'in' or i.kind = 'call')
               and i.kind <> 'note'
               and i.standing = 'contact'
               and i.deleted_at is null
               and i.recipients <= $2
           ) since
           where s.workspace_id = acting_workspace()
             and ($3::uuid[] is null or s.contact_id = any($3))
             and s.state = 'open'
             and (c.last_outbound_at > s.created_at or since.happened)
         )
         update suggestions s set
           state = 'closed',
           closed_by = case when contacted.wrote then 'acted' else 'contact' end,
           updated_at = $1
         from contacted
         where s.id = contacted.id and s.state = 'open'",
        now,
        LARGEST_CIRCLE,
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// What somebody wrote down was not so, or otherwise: the newest suggestion that closed since
/// then, because of contact, is open again, unless there was other contact, or a newer
/// suggestion.
pub async fn reconsider_contacted(scope: &mut Scope, contact: Uuid, entry: Uuid) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update suggestions s set state = 'open', closed_by = null, updated_at = $3
         from interactions i
         where i.id = $2
           and s.workspace_id = acting_workspace()
           and s.contact_id = $1
           and s.state = 'closed'
           and s.closed_by in ('acted', 'contact')
           and s.updated_at >= i.created_at
           and not exists (
             select from suggestions other
             where other.contact_id = $1
               and other.id <> s.id
               and (other.state in ('open', 'snoozed') or (other.created_at, other.id) > (s.created_at, s.id))
           )",
        contact,
        entry,
        now,
    )
    .execute(scope.db())
    .await?;
    close_contacted(scope, Some(&[contact])).await
}
