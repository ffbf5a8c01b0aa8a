//! Whose mailbox it is. Where one of the member's addresses clearly owns it, reading
//! goes on; else a person is asked, or the likeliest address is taken and named.

use serde_json::json;

use super::{Halt, Run};
use crate::{
    context::Turn,
    error::{Error, Result, internal},
    events::announce,
    imports::{
        detect::{is_clear, survey},
        types::ProposedAddress,
    },
    review, workspaces,
};

impl Run<'_> {
    /// Once for each import, before the first message is stored.
    pub(super) async fn find_owner(&mut self) -> Result<(), Halt> {
        if self.import.listed > 0 || !self.import.proposed().is_empty() {
            return Ok(());
        }
        let path = self.kith.settings.import_file(self.import.id);
        let name = self.import.file_name.clone();
        let survey = tokio::task::spawn_blocking(move || survey(&path, &name))
            .await
            .map_err(internal)??;
        let mut scope = self.scope().await?;
        let own = workspaces::own_addresses(&mut scope).await?;
        scope.commit().await?;
        let proposals = survey.proposals(&own);
        match proposals.first() {
            Some(best) if !self.import.of_others && !is_clear(&proposals, &own) => {
                let best = best.address.clone();
                self.settle(&proposals, Some(best)).await
            }
            _ => self.settle(&proposals, None).await,
        }
    }

    async fn settle(
        &mut self,
        proposals: &[ProposedAddress],
        doubtful: Option<String>,
    ) -> Result<(), Halt> {
        let asks = self.import.ask && doubtful.is_some();
        let assumed = doubtful.filter(|_| !asks);
        let mut scope = self.scope().await?;
        // Who is undone at the same time sees that this import relies on the address.
        scope.alone(Turn::Addresses).await?;
        if let Some(address) = &assumed {
            workspaces::assume_own_address(&mut scope, address, self.import.id).await?;
        }
        let own = workspaces::own_addresses(&mut scope).await?;
        let done = sqlx::query!(
            "update imports set
               proposed = $2,
               assumed_address = $3,
               own_addresses = $4,
               state = case when $5 then 'asking' else state end,
               updated_at = now()
             where id = $1 and state = 'running' and attempt = $6",
            self.import.id,
            json!(proposals),
            assumed,
            &own,
            asks,
            self.import.attempt,
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        announce(&mut scope, "import.progress", self.import.id).await?;
        if asks {
            review::resume_matching(&mut scope).await?;
        }
        scope.commit().await?;
        if asks || done.rows_affected() == 0 {
            return Err(Halt::Withdrawn);
        }
        self.import.own_addresses = own;
        Ok(())
    }
}
