//! Scores of those who take part, counts of their companies, whom to write to, the end.

use serde_json::json;
use uuid::Uuid;

use super::{AT_ONCE, Halt, Run};
use crate::{
    companies,
    context::{Scope, Turn},
    drafts,
    error::{Error, Result},
    events::{EventKind, record},
    imports::{again::forget_ties, store},
    jobs::{Order, enqueue},
    notifications::tell_of_import,
    review, scoring, suggestions,
};

impl Run<'_> {
    pub(super) async fn weigh(&self) -> Result<(), Halt> {
        let mut contacts = self.touched(true).await?;
        let mut scope = self.step(&[Turn::People]).await?;
        contacts.extend(drafts::settle_recorded(&mut scope).await?);
        scope.commit().await?;
        contacts.sort_unstable();
        contacts.dedup();
        for chunk in contacts.chunks(AT_ONCE) {
            let mut scope = self.step(&[Turn::People]).await?;
            if self.import.is_records() {
                self.forget_moved(&mut scope, chunk).await?;
            }
            scoring::refresh_contacts(&mut scope, chunk).await?;
            scope.commit().await?;
        }
        let mut scope = self.step(&[Turn::People]).await?;
        // What a file says of contacts may lead them from one company to another.
        let counted = (!self.import.is_records()).then_some(contacts.as_slice());
        companies::refresh_counts(&mut scope, counted).await?;
        Ok(scope.commit().await?)
    }

    /// Whose meetings moved or were called off may have nothing else to be weighed by.
    async fn forget_moved(&self, scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
        let moved = sqlx::query_scalar!(
            "select contact_id from import_touched where import_id = $1 and contact_id = any($2)",
            self.import.id,
            contacts,
        );
        let moved = moved.fetch_all(scope.db()).await?;
        forget_ties(scope, &moved).await
    }

    pub(super) async fn finish(&self) -> Result<(), Halt> {
        let mut scope = self.step(&[Turn::People, Turn::Suggestions]).await?;
        suggestions::refresh(&mut scope).await?;
        let now = scope.now;
        let done = sqlx::query!(
            "update imports set
               state = 'done',
               stage = 'done',
               seconds = $3,
               finished_at = $2,
               updated_at = $2
             where id = $1 and state = 'running' and attempt = $4",
            self.import.id,
            now,
            self.seconds(),
            self.import.attempt,
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        if done.rows_affected() == 0 {
            return Err(Halt::Withdrawn);
        }
        forget_touched(&mut scope, self.import.id).await?;
        record(
            &mut scope,
            EventKind::ImportFinished,
            self.import.id,
            json!({}),
        )
        .await?;
        let import = store::import(&mut scope, self.import.id).await?;
        tell_of_import(&mut scope, self.kith, &import).await?;
        let workspace = scope.workspace;
        enqueue(scope.db(), &Order::IndexMessages { workspace }, None).await?;
        enqueue(scope.db(), &Order::FindLifeEvents { workspace }, None).await?;
        review::order_matching(&mut scope).await?;
        Ok(scope.commit().await?)
    }
}

/// Those whom the import concerns have what it brought or took.
pub async fn forget_touched(scope: &mut Scope, import: Uuid) -> Result<()> {
    sqlx::query!("delete from import_touched where import_id = $1", import)
        .execute(scope.db())
        .await?;
    Ok(())
}
