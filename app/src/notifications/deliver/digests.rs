//! Whose digest is due, by their clocks.

use uuid::Uuid;

use crate::{
    context::{Kith, Scope},
    error::Result,
    notifications::hours::Hours,
};

/// Orders the digests of those whose hour it is; they go when no hours are quiet any more.
pub(super) async fn order_digests(kith: &Kith, workspace: Uuid) -> Result<()> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
    let rows = sqlx::query!(
        r#"select
             m.user_id,
             u.zone,
             h.quiet_from as "quiet_from?",
             h.quiet_until as "quiet_until?",
             h.digest as "digest?",
             h.digest_hour as "digest_hour?",
             h.digest_weekday as "digest_weekday?",
             coalesce(h.digest_at, m.created_at) as "last!"
           from memberships m
           join users u on u.id = m.user_id
           left join notification_hours h
             on h.workspace_id = m.workspace_id and h.user_id = m.user_id
           where m.workspace_id = acting_workspace()
             and m.role <> 'viewer'
             and coalesce(h.digest, 'daily') <> 'off'"#,
    )
    .fetch_all(scope.db())
    .await?;
    let (mut due, mut instants) = (Vec::new(), Vec::new());
    for row in rows {
        let hours = Hours::chosen(
            &row.zone,
            row.quiet_from.zip(row.quiet_until),
            row.digest.as_deref(),
            (row.digest_hour, row.digest_weekday),
        );
        if hours.digest_due(row.last, now) {
            due.push(row.user_id);
            instants.push(hours.due(now));
        }
    }
    if due.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = due.iter().map(|_| scope.id()).collect();
    sqlx::query!(
        "with noted as (
           insert into notification_hours (workspace_id, user_id, digest_at)
           select $1, member, $2 from unnest($4::uuid[]) as member
           on conflict (workspace_id, user_id) do update set digest_at = excluded.digest_at
           returning user_id
         )
         insert into notification_deliveries (id, workspace_id, user_id, way, due_at, created_at)
         select id, $1, member, 'digest', due, $2
         from unnest($3::uuid[], $4::uuid[], $5::timestamptz[]) as new (id, member, due)
         join noted on noted.user_id = member",
        workspace,
        now,
        &ids,
        &due,
        &instants,
    )
    .execute(scope.db())
    .await?;
    scope.commit().await
}
