//! Returning a record to the contact from which it was taken.

use serde_json::json;
use uuid::Uuid;

use super::{
    RETURNED,
    part::Taken,
    tie::{Tie, tie},
};
use crate::{
    companies, contacts,
    context::{Scope, Turn},
    error::{Error, Result},
    events::{EventKind, record as tell},
    history,
    identity::{self, Decision, note_record_decision},
    merging::{Terms, merge_contacts},
    review, scoring,
};

/// That a record was taken, and where it goes back to.
struct Parting {
    id: Uuid,
    way: String,
    rule: String,
    from_id: Uuid,
    to_id: Option<Uuid>,
    pair_state: Option<String>,
    /// Where it belonged when nothing was joined, and who that is now.
    home: Uuid,
    contact: Uuid,
}

/// Takes back the last time that the record was taken from somebody. A contact that was made
/// of it goes with all that came to it meanwhile: without a trace, or joined, where a person
/// did anything with it.
pub async fn return_record(scope: &mut Scope, record: Uuid) -> Result<Taken> {
    scope.alone(Turn::People).await?;
    let tie = tie(scope, record).await?;
    let parting = parting(scope, &tie).await?;
    let to = contacts::contact(scope, parting.contact).await?.id;
    let from = tie.contact;
    close(scope, &parting).await?;
    match parting.end(scope, from).await? {
        End::Joined => merge_contacts(scope, to, &[from], &Terms::default()).await?,
        end => lead_back(scope, &tie, &parting, end).await?,
    }
    note_record_decision(scope, Decision::Reopen, record, to, None).await?;
    let mut told = tie.told();
    told["id"] = json!(parting.id);
    history::note_come(scope, RETURNED, to, told).await?;
    Ok(Taken { from, to })
}

async fn parting(scope: &mut Scope, tie: &Tie) -> Result<Parting> {
    sqlx::query_as!(
        Parting,
        r#"select
             id,
             way,
             rule,
             from_id,
             to_id,
             pair_state,
             coalesce(home_id, from_id) as "home!",
             standing_contact(coalesce(home_id, from_id)) as "contact!"
           from parted_records
           where workspace_id = acting_workspace()
             and origin = $1
             and external_id = $2
             and returned_at is null
           order by created_at desc, id desc
           limit 1"#,
        tie.origin,
        tie.external_id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}

async fn close(scope: &mut Scope, parting: &Parting) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update parted_records set returned_at = $2 where id = $1",
        parting.id,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// What becomes of the contact that has the record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// It stays, without the record.
    Stays,
    /// It was made of the record: all that is its own goes along, and nothing is left of it.
    Goes,
    /// It is joined.
    Joined,
}

impl Parting {
    async fn end(&self, scope: &mut Scope, holder: Uuid) -> Result<End> {
        let is_its_own = self.to_id == Some(holder);
        Ok(match self.way.as_str() {
            _ if self.to_id.is_none() || holder == self.contact => End::Stays,
            "home" if is_its_own => End::Joined,
            "made" if is_its_own && identity::bear_a_hand(scope, &[holder]).await? => End::Joined,
            "made" => End::Goes,
            _ => End::Stays,
        })
    }

    fn home(&self) -> Option<Uuid> {
        (self.home != self.contact).then_some(self.home)
    }
}

async fn lead_back(scope: &mut Scope, tie: &Tie, parting: &Parting, end: End) -> Result<()> {
    let mut both = vec![tie.contact, parting.contact];
    both.dedup();
    let before = companies::companies_of(scope, &both).await?;
    tie.lead_to(scope, parting.contact, parting.home(), &parting.rule)
        .await?;
    if let Some(other) = parting.to_id {
        if end == End::Goes {
            lead_own(scope, other, parting).await?;
        } else if parting.way == "given" {
            let said = parting.pair_state.as_deref();
            review::set_back(scope, parting.from_id, other, said).await?;
        }
    }
    if end == End::Goes && sweep(scope, tie.contact, parting.contact).await? {
        both.retain(|id| *id != tie.contact);
    }
    identity::derive_contacts(scope, &both).await?;
    scoring::refresh_contacts(scope, &both).await?;
    companies::recount(scope, &both, before).await?;
    let data = json!({ "record": tie.record, "from": tie.contact });
    tell(scope, EventKind::ContactUpdated, parting.contact, data).await
}

/// What came to the contact since it was made, also where it was joined to another meanwhile.
async fn lead_own(scope: &mut Scope, made: Uuid, parting: &Parting) -> Result<()> {
    sqlx::query!(
        "update identity_links l set
           contact_id = $2,
           home_id = $3
         from source_records r
         where r.id = l.source_record_id
           and r.origin <> 'edit'
           and (l.contact_id = $1 and l.home_id is null or l.home_id = $1)",
        made,
        parting.contact,
        parting.home(),
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Takes a contact away of which nothing is left, with those that Kith joined to it. What was
/// decided about records stays.
async fn sweep(scope: &mut Scope, contact: Uuid, to: Uuid) -> Result<bool> {
    let members = sqlx::query_scalar!(
        r#"select member_id as "member!" from contact_members(array[$1::uuid])"#,
        contact,
    )
    .fetch_all(scope.db())
    .await?;
    let speaks = sqlx::query_scalar!(
        r#"select exists (
             select
             from identity_links l
             join source_records r on r.id = l.source_record_id
             where (l.contact_id = any($1) or l.home_id = any($1))
               and (r.origin <> 'edit' or r.fields <> '{}')
           ) as "speaks!""#,
        &members,
    )
    .fetch_one(scope.db())
    .await?;
    if speaks || identity::bear_a_hand(scope, &members).await? {
        return Ok(false);
    }
    sqlx::query!(
        "update identity_decisions set
           contact_id = case when contact_id = any($1) then $2 else contact_id end,
           other_contact_id = case when other_contact_id = any($1) then null else other_contact_id end
         where workspace_id = acting_workspace()
           and source_record_id is not null
           and (contact_id = any($1) or other_contact_id = any($1))",
        &members,
        to,
    )
    .execute(scope.db())
    .await?;
    identity::sweep_contacts(scope, &[contact]).await?;
    Ok(true)
}
