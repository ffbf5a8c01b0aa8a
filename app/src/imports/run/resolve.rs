//! From records to contacts: shared out to hands, each in transactions of its own.

use futures::future::{try_join, try_join_all};
use uuid::Uuid;

use super::{
    Halt, Run, count,
    statistics::{Growth, Written},
};
use crate::{
    context::{Scope, Turn},
    error::Result,
    fields,
    identity::{self, Coming},
};

/// How many records are resolved in one transaction: few at first, as of addresses.
const FIRST: usize = 250;
const RESOLVED: usize = 2_000;
/// How many resolve at once.
const HANDS: usize = 2;

impl Run<'_> {
    /// Contacts from the records; those of mail follow.
    pub(super) async fn resolve_records(&self) -> Result<(), Halt> {
        if !self.import.is_records() {
            return Ok(());
        }
        let ((), unlinked) = try_join(self.make_companies(), self.unlinked()).await?;
        let (first, rest) = unlinked.split_at(unlinked.len().min(FIRST));
        let mut chunks = std::iter::once(first).chain(rest.chunks(RESOLVED * HANDS));
        let mut growth = Growth::default();
        let mut ahead = self.shares(chunks.next(), Coming::default()).await?;
        while let Some((shares, coming)) = ahead {
            let resolved = try_join_all(shares.into_iter().map(|share| self.resolve(share)));
            let following = self.shares(chunks.next(), coming);
            let (created, following) = try_join(resolved, following).await?;
            ahead = following;
            if growth.has_doubled(created.into_iter().sum()) {
                self.take_statistics(Written::People).await?;
            }
        }
        Ok(())
    }

    async fn make_companies(&self) -> Result<(), Halt> {
        let mut scope = self.step(&[Turn::People]).await?;
        let named = identity::ensure_companies_of(&mut scope, self.import.id).await?;
        identity::spell_companies(&mut scope).await?;
        fields::file_companies(&mut scope, self.import.id).await?;
        self.count_created(&mut scope, 0, named).await?;
        scope.commit().await?;
        if named > 0 {
            self.take_statistics(Written::Companies).await?;
        }
        Ok(())
    }

    async fn unlinked(&self) -> Result<Vec<Uuid>, Halt> {
        let mut scope = self.scope().await?;
        Ok(identity::unlinked_records(&mut scope, self.import.id).await?)
    }

    /// Read and shared out while those before them are resolved.
    async fn shares(
        &self,
        chunk: Option<&[Uuid]>,
        before: Coming,
    ) -> Result<Option<(Vec<identity::Share>, Coming)>, Halt> {
        let Some(chunk) = chunk else {
            return Ok(None);
        };
        let mut scope = self.scope().await?;
        let candidates = identity::candidates(&mut scope, chunk).await?;
        let shares = identity::shares(&mut scope, candidates, HANDS, &before).await?;
        scope.commit().await?;
        Ok(Some(shares))
    }

    /// Resolves a share beside those who resolve the others. The row of the import comes
    /// last, because all of them want it.
    async fn resolve(&self, share: identity::Share) -> Result<usize, Halt> {
        if self.stop.is_cancelled() {
            return Err(Halt::Stopped);
        }
        let mut scope = self.scope().await?;
        scope.repeatable().await?;
        scope.in_company(Turn::People).await?;
        let resolved = identity::resolve_share(&mut scope, self.import.id, share).await?;
        let created = resolved.contacts.len();
        self.claim(&mut scope).await?;
        self.count_created(&mut scope, created, resolved.companies_created)
            .await?;
        scope.commit().await?;
        Ok(created)
    }

    async fn count_created(
        &self,
        scope: &mut Scope,
        contacts: usize,
        companies: u64,
    ) -> Result<()> {
        sqlx::query!(
            "update imports set
               contacts_created = contacts_created + $2,
               companies_created = companies_created + $3
             where id = $1",
            self.import.id,
            count(contacts),
            count(companies),
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }

    /// Contacts that were here before and of which this import says something.
    pub(super) async fn count_spoken_of(&self, spoken_of: usize) -> Result<()> {
        if !self.import.is_records() {
            return Ok(());
        }
        let mut scope = self.scope().await?;
        sqlx::query!(
            "update imports set contacts_updated = $2 where id = $1",
            self.import.id,
            count(spoken_of),
        )
        .execute(scope.db())
        .await?;
        scope.commit().await
    }
}
