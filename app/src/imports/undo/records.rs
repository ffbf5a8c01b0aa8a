//! What an undone file of records leaves to mail: addresses that it joined are contacts
//! of their own again where their mail makes them so.

use super::Undo;
use crate::{
    context::Turn,
    identity,
    imports::{again::resolve, run::Halt},
};

impl Undo<'_> {
    pub(super) async fn resolve_again(&self) -> Result<(), Halt> {
        if self.import.is_records() {
            resolve(self.kith, self.workspace, self.stop).await?;
        }
        let mut scope = self.scope().await?;
        scope.alone(Turn::People).await?;
        identity::sweep_new_companies(&mut scope, self.import.created_at).await?;
        identity::sweep_tags(&mut scope).await?;
        Ok(scope.commit().await?)
    }
}
