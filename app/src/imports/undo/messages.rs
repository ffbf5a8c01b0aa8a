//! The messages: those that another import delivered as well are handed over to it, all
//! others go.

use std::collections::HashSet;

use uuid::Uuid;

use super::Undo;
use crate::{
    context::{Scope, Turn},
    error::Result,
    identity,
    imports::{
        records,
        run::Halt,
        threads::{self, Removed},
    },
};

/// How many messages go in one transaction.
const AT_ONCE: i64 = 1_000;

impl Undo<'_> {
    /// Remembers whom this import speaks of, and whether their mail makes them contacts
    /// now: once, before the first message goes.
    pub(super) async fn mark_touched(&self) -> Result<(), Halt> {
        let mut scope = self.scope().await?;
        scope.alone(Turn::Mail).await?;
        scope.alone(Turn::People).await?;
        if self.import.removed == 0 {
            let touched = touched(&mut scope, self.import.id).await?;
            let qualified = identity::qualified(&mut scope, &touched).await?;
            let mut qualified: HashSet<Uuid> = qualified.into_iter().collect();
            qualified.extend(records::made_by(&mut scope, self.import.id).await?);
            let marks: Vec<(Uuid, bool)> = touched
                .into_iter()
                .map(|contact| (contact, qualified.contains(&contact)))
                .collect();
            mark(&mut scope, self.import.id, &marks).await?;
        }
        Ok(scope.commit().await?)
    }

    pub(super) async fn remove_messages(&self) -> Result<(), Halt> {
        self.remove_meetings().await?;
        loop {
            let mut scope = self.scope().await?;
            scope.alone(Turn::Mail).await?;
            let mine = some_messages(&mut scope, self.import.id).await?;
            if mine.is_empty() {
                return Ok(scope.commit().await?);
            }
            hand_over(&mut scope, &mine).await?;
            let removed = remove(&mut scope, self.import.id, &mine).await?;
            self.advance(&mut scope, "removing", removed).await?;
            scope.commit().await?;
        }
    }

    /// A meeting is what the other files say of it, if they say anything.
    async fn remove_meetings(&self) -> Result<(), Halt> {
        loop {
            let mut scope = self.scope().await?;
            scope.alone(Turn::Mail).await?;
            let Some(removed) = records::forget_meetings(&mut scope, self.import.id).await? else {
                return Ok(scope.commit().await?);
            };
            self.advance(&mut scope, "removing", removed).await?;
            scope.commit().await?;
        }
    }
}

/// Who became a contact since then, by another import's looking for people, did so by
/// mail that is gone by now.
pub(super) async fn mark_late(scope: &mut Scope, import: Uuid) -> Result<()> {
    let touched = touched(scope, import).await?;
    let marks: Vec<(Uuid, bool)> = touched.into_iter().map(|contact| (contact, true)).collect();
    mark(scope, import, &marks).await
}

/// The first mark of a contact stays.
async fn mark(scope: &mut Scope, import: Uuid, marks: &[(Uuid, bool)]) -> Result<()> {
    let (contacts, qualified): (Vec<Uuid>, Vec<bool>) = marks.iter().copied().unzip();
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into import_touched (import_id, contact_id, workspace_id, qualified)
         select $1, contact, $2, qualified
         from unnest($3::uuid[], $4::boolean[]) as new (contact, qualified)
         on conflict do nothing",
        import,
        workspace,
        &contacts,
        &qualified,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// The contacts that an import speaks of.
async fn touched(scope: &mut Scope, import: Uuid) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        r#"select l.contact_id as "contact!"
           from interactions i
           join participants p on p.interaction_id = i.id
           join identity_links l on l.source_record_id = p.source_record_id
           where i.import_id = $1
           union
           select l.contact_id
           from import_statements s
           join source_records r
             on r.workspace_id = s.workspace_id and r.origin = 'mail' and r.external_id = s.address
           join identity_links l on l.source_record_id = r.id
           where s.import_id = $1
           union
           select l.contact_id
           from record_statements s
           join identity_links l on l.source_record_id = s.source_record_id
           where s.import_id = $1"#,
        import,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

async fn some_messages(scope: &mut Scope, import: Uuid) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "select id from interactions where import_id = $1 order by id limit $2",
        import,
        AT_ONCE,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

/// To the oldest other import that delivered the message and is not being undone, be it
/// that its undoing stopped half way; in the words in which the message is here.
async fn hand_over(scope: &mut Scope, messages: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "with heir as (
           select distinct on (k.interaction_id) k.interaction_id, k.import_id, m.user_id
           from import_known k
           join imports m on m.id = k.import_id
           where k.interaction_id = any($1)
             and m.state <> 'undone'
             and m.stage not in ('removing', 'sweeping', 'recounting')
           order by k.interaction_id, m.created_at, m.id
         ),
         handed as (
           update interactions i set
             import_id = heir.import_id,
             author_id = case when i.author_id is null then null else heir.user_id end
           from heir
           where i.id = heir.interaction_id
         )
         delete from import_known k
         using heir
         where k.interaction_id = heir.interaction_id and k.import_id = heir.import_id",
        messages,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn remove(scope: &mut Scope, import: Uuid, messages: &[Uuid]) -> Result<usize> {
    let removed = sqlx::query!(
        "delete from interactions
         where id = any($1) and import_id = $2
         returning external_id, trace, thread_id",
        messages,
        import,
    )
    .fetch_all(scope.db())
    .await?;
    let count = removed.len();
    let removed = removed.into_iter().map(|row| Removed {
        external_id: row.external_id,
        trace: row
            .trace
            .and_then(|trace| serde_json::from_value(trace).ok()),
        thread: row.thread_id,
    });
    threads::close_gaps(scope, import, removed.collect()).await?;
    Ok(count)
}
