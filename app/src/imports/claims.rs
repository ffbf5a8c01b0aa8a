//! Addresses of a mailbox that may be the member's as well: each is said to be theirs, to
//! be somebody else's, or left open again.

use uuid::Uuid;

use super::store::import;
use crate::{
    context::Scope,
    error::{Error, Result},
    workspaces,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    Mine,
    NotMine,
    Open,
}

impl Claim {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::NotMine => "not_mine",
            Self::Open => "open",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Mine, Self::NotMine, Self::Open]
            .into_iter()
            .find(|claim| claim.as_str() == text)
    }
}

/// The mail that is here already follows.
pub async fn claim(scope: &mut Scope, id: Uuid, address: &str, claim: Claim) -> Result<()> {
    let proposed = import(scope, id).await?.proposed();
    if !proposed.iter().any(|found| found.address == address) {
        return Err(Error::NotFound);
    }
    let own = workspaces::own_addresses(scope).await?;
    let is_own = own.iter().any(|email| email == address);
    if claim == Claim::Mine {
        workspaces::add_own_address(scope, address).await?;
    } else if is_own {
        workspaces::remove_own_address(scope, address).await?;
    }
    sqlx::query!(
        "update imports set
           declined = array_remove(declined, $2) || case when $3 = 'not_mine' then array[$2] else '{}' end,
           own_addresses = array_remove(own_addresses, $2) || case when $3 = 'mine' then array[$2] else '{}' end
         where id = $1",
        id,
        address,
        claim.as_str(),
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
