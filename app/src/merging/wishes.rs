//! What people said of keeping in touch and of the archive stands in the row of a contact:
//! the kept one takes over what it has not, and gives it back.

use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// How often to be in touch and by which channel, and never to be suggested, of the joined
/// one; the two are in the archive only if both were.
pub(super) async fn take_over(scope: &mut Scope, merge: Uuid) -> Result<()> {
    sqlx::query!(
        "with told as (
           select
             m.id,
             m.kept_id,
             jsonb_strip_nulls(jsonb_build_object(
               'days', case when k.keep_in_touch_days is null then j.keep_in_touch_days end,
               'never', case when j.never_suggested and not k.never_suggested then true end,
               'channel', case when k.preferred_channel is null then j.preferred_channel end,
               'archived_at', case when j.archived_at is null then k.archived_at end
             )) as taken
           from contact_merges m
           join contacts k on k.id = m.kept_id
           join contacts j on j.id = m.joined_id
           where m.id = $1
         ),
         noted as (
           update contact_merges m set taken = told.taken
           from told
           where m.id = told.id
         )
         update contacts k set
           keep_in_touch_days = coalesce((told.taken ->> 'days')::integer, k.keep_in_touch_days),
           never_suggested = k.never_suggested or told.taken ? 'never',
           preferred_channel = coalesce(told.taken ->> 'channel', k.preferred_channel),
           archived_at = case when not told.taken ? 'archived_at' then k.archived_at end
         from told
         where k.id = told.kept_id and told.taken <> '{}'",
        merge,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// What still stands as it was taken over. Others that are still joined may have the same to
/// say, and so may those above.
pub(super) async fn give_back(scope: &mut Scope, merge: Uuid) -> Result<()> {
    let mut parted = Some(merge);
    while let Some(merge) = parted {
        let Some(kept) = return_taken(scope, merge).await? else {
            break;
        };
        let rest = sqlx::query!(
            "select m.id, m.kept_id, m.joined_id
             from contact_merges m
             join contacts c on c.id = m.joined_id and c.merged_into = m.kept_id
             where (m.kept_id = $1 or m.joined_id = $1) and m.parted_at is null
             order by m.created_at, m.id",
            kept,
        )
        .fetch_all(scope.db())
        .await?;
        for other in rest.iter().filter(|other| other.kept_id == kept) {
            take_over_more(scope, other.id).await?;
        }
        parted = rest
            .iter()
            .find(|other| other.joined_id == kept)
            .map(|other| other.id);
    }
    Ok(())
}

/// The kept one, if anything was taken over.
async fn return_taken(scope: &mut Scope, merge: Uuid) -> Result<Option<Uuid>> {
    let kept = sqlx::query_scalar!(
        "with told as (
           select id, kept_id, taken from contact_merges where id = $1 and taken <> '{}'
         ),
         noted as (
           update contact_merges m set taken = '{}'
           from told
           where m.id = told.id
         )
         update contacts k set
           keep_in_touch_days = case
             when k.keep_in_touch_days = (told.taken ->> 'days')::integer then null
             else k.keep_in_touch_days
           end,
           never_suggested = k.never_suggested and not told.taken ? 'never',
           preferred_channel = case
             when k.preferred_channel = told.taken ->> 'channel' then null
             else k.preferred_channel
           end,
           archived_at = case
             when told.taken ? 'archived_at' and k.archived_at is null
               then (told.taken ->> 'archived_at')::timestamptz
             else k.archived_at
           end
         from told
         where k.id = told.kept_id
         returning k.id",
        merge,
    );
    Ok(kept.fetch_optional(scope.db()).await?)
}

async fn take_over_more(scope: &mut Scope, merge: Uuid) -> Result<()> {
    let is_empty = sqlx::query_scalar!(
        r#"select taken = '{}' as "is_empty!" from contact_merges where id = $1"#,
        merge,
    );
    if is_empty.fetch_one(scope.db()).await? {
        take_over(scope, merge).await?;
    }
    Ok(())
}

/// What is suggested of the joined one is suggested of the kept one, unless it has one.
pub(super) async fn move_suggestion(scope: &mut Scope, merge: Uuid) -> Result<()> {
    sqlx::query!(
        "with moved as (
           update suggestions s set contact_id = m.kept_id
           from contact_merges m
           where m.id = $1
             and s.contact_id = m.joined_id
             and s.state in ('open', 'snoozed')
             and not exists (
               select from suggestions other
               where other.contact_id = m.kept_id and other.state in ('open', 'snoozed')
             )
           returning s.id
         )
         update contact_merges set suggestion_id = moved.id from moved where contact_merges.id = $1",
        merge,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

pub(super) async fn return_suggestion(scope: &mut Scope, merge: Uuid) -> Result<()> {
    sqlx::query!(
        "update suggestions s set contact_id = m.joined_id
         from contact_merges m
         where m.id = $1
           and s.id = m.suggestion_id
           and not exists (
             select from suggestions other
             where other.contact_id = m.joined_id and other.state in ('open', 'snoozed')
           )",
        merge,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
