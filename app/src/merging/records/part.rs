//! Taking a record from a contact.

use serde_json::json;
use uuid::Uuid;

use super::{
    PARTED,
    tie::{Tie, tie},
};
use crate::{
    companies, contacts,
    context::{Scope, Turn},
    error::{Error, FieldCode, Result},
    events::{EventKind, record as tell},
    history,
    identity::{self, About, Decision, note_record_decision},
    merging::{part_contact, standing},
    review, scoring,
};

/// The rule of a link that a person made.
const BY_HAND: &str = "hand";

/// Whose a record was, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    pub from: Uuid,
    pub to: Uuid,
}

/// Where a record goes.
enum Way {
    /// To a contact that is made of it.
    Made,
    /// To the contact that had been joined with nothing but it.
    Home(Uuid),
    /// To one that somebody names.
    Given(Uuid),
}

impl Way {
    fn as_str(&self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Home(_) => "home",
            Self::Given(_) => "given",
        }
    }
}

/// The record is not of this contact: it goes to `to`, or to a contact of its own. `Conflict`
/// where nothing else is known of the contact.
pub async fn part_record(scope: &mut Scope, record: Uuid, to: Option<Uuid>) -> Result<Taken> {
    scope.alone(Turn::People).await?;
    let tie = tie(scope, record).await?;
    let from = contacts::contact(scope, tie.contact).await?.id;
    if !tie.is_one_of_several {
        return Err(Error::Conflict);
    }
    let way = way(scope, &tie, to).await?;
    let parting = scope.id();
    let taken = match way {
        Way::Home(home) => {
            note(scope, parting, &tie, &way, home).await?;
            part_contact(scope, home).await?;
            Taken { from, to: home }
        }
        Way::Made => {
            let to = identity::bare_contact(scope).await?;
            lead(scope, &tie, (parting, to), &way).await?;
            tell(scope, EventKind::ContactCreated, to, json!({})).await?;
            Taken { from, to }
        }
        Way::Given(to) => {
            lead(scope, &tie, (parting, to), &way).await?;
            Taken { from, to }
        }
    };
    let mut told = tie.told();
    told["id"] = json!(parting);
    history::note_come(scope, PARTED, from, told).await?;
    Ok(taken)
}

async fn way(scope: &mut Scope, tie: &Tie, to: Option<Uuid>) -> Result<Way> {
    match (to, tie.home) {
        (Some(to), _) => {
            let to = standing(scope, to).await?;
            if to == tie.contact {
                return Err(Error::invalid("to", FieldCode::Circular));
            }
            Ok(Way::Given(contacts::contact(scope, to).await?.id))
        }
        (None, Some(home)) if tie.is_all_of_home => Ok(Way::Home(home)),
        (None, _) => Ok(Way::Made),
    }
}

async fn lead(scope: &mut Scope, tie: &Tie, (parting, to): (Uuid, Uuid), way: &Way) -> Result<()> {
    let both = [tie.contact, to];
    let before = companies::companies_of(scope, &both).await?;
    forget_contrary(scope, tie, to).await?;
    note(scope, parting, tie, way, to).await?;
    tie.lead_to(scope, to, None, BY_HAND).await?;
    note_record_decision(scope, Decision::Split, tie.record, tie.contact, Some(to)).await?;
    review::set_apart(scope, About::Contacts, to, &[tie.contact]).await?;
    identity::derive_contacts(scope, &both).await?;
    scoring::refresh_contacts(scope, &both).await?;
    companies::recount(scope, &both, before).await?;
    let data = json!({ "from": tie.contact, "record": tie.record });
    tell(scope, EventKind::ContactParted, to, data).await
}

/// That it was not theirs was said before.
async fn forget_contrary(scope: &mut Scope, tie: &Tie, to: Uuid) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update parted_records set returned_at = $4
         where workspace_id = acting_workspace()
           and origin = $1
           and external_id = $2
           and returned_at is null
           and from_id in (select member_id from contact_members(array[$3::uuid]))",
        tie.origin,
        tie.external_id,
        to,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn note(scope: &mut Scope, parting: Uuid, tie: &Tie, way: &Way, to: Uuid) -> Result<()> {
    let said = review::said_of(scope, tie.contact, to).await?;
    // Its home is where it goes.
    let home = tie.home.filter(|home| *home != to);
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into parted_records
           (id, workspace_id, origin, external_id, from_id, to_id, way, rule, home_id, pair_state, actor_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        parting,
        workspace,
        tie.origin,
        tie.external_id,
        tie.contact,
        to,
        way.as_str(),
        tie.rule,
        home,
        said,
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
