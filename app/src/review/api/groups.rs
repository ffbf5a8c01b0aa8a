//! Groups of contacts that hang together, over REST.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{PairDetails, PairSide, listed_from, place_of};
use crate::{
    api::{Answer, ApiQuery, Caller, Outcome, PageQuery},
    review::{Group, groups},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct GroupDetails {
    /// The oldest first, at most eight.
    contacts: Vec<PairSide>,
    /// The most probable first.
    pairs: Vec<PairDetails>,
    /// Those who may be merged: nobody of them contradicts another.
    proposed: Vec<Uuid>,
    /// Who cannot be one.
    objections: Vec<ObjectionDetails>,
}

#[derive(Serialize, ToSchema)]
pub struct ObjectionDetails {
    one: Uuid,
    other: Uuid,
    reason: String,
}

impl From<Group> for GroupDetails {
    fn from(group: Group) -> Self {
        let side = |id: &Uuid| PairSide {
            id: *id,
            name: group.name(*id).to_owned(),
        };
        let objections = group.objections.iter().map(|said| ObjectionDetails {
            one: said.one,
            other: said.other,
            reason: said.reason.to_owned(),
        });
        Self {
            contacts: group.contacts.iter().map(side).collect(),
            proposed: group.proposed(),
            objections: objections.collect(),
            pairs: group.pairs.into_iter().map(PairDetails::from).collect(),
        }
    }
}

/// Contacts that may be one person, in groups that hang together
///
/// Merge those who are one with `POST /contacts/{id}/merge`, and answer about the others with
/// `POST /review/decision`.
#[utoipa::path(
    get, path = "/review/groups", tag = "contacts", params(PageQuery),
    responses((status = 200, body = Answer<Vec<GroupDetails>>)),
)]
pub async fn list_groups(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<GroupDetails>> {
    let offset = place_of(&page)?;
    let mut scope = caller.begin(Permission::Read).await?;
    let rows = groups(&mut scope, offset as usize, page.size() as usize).await?;
    listed_from(offset, &page, rows)
}
