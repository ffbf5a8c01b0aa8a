//! From the addresses in mail to contacts: known link, then exact address, unless the names are
//! those of two people, else a new contact. Who counts is the workspace's rule; automated
//! addresses never do, and an office's only where somebody wrote it down at one contact by hand.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{
    companies::ensure_companies,
    derive::derive_records,
    links::{insert_links, record_decisions},
    parted::Denied,
    records::{Candidate, known_owners},
    signatures::refresh_signatures,
};
use crate::{
    context::Scope,
    error::Result,
    events::{EventKind, announce},
    workspaces,
};

/// A mail to more people than this says little about the tie to any of them.
pub(super) const LARGEST_CIRCLE: i32 = 20;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The contacts that are new.
    pub contacts: Vec<Uuid>,
    pub companies_created: u64,
    /// The record after which there may be more to resolve.
    pub next: Option<Uuid>,
}

/// Resolves at most so many of the addresses that belong to nobody yet, behind this record if
/// one is given, for an import if one brought them.
pub async fn resolve_addresses(
    scope: &mut Scope,
    import: Option<Uuid>,
    after: Option<Uuid>,
    at_most: i64,
) -> Result<Resolved> {
    let addresses = addresses(scope, after, at_most).await?;
    let Some(last) = addresses.last() else {
        return Ok(Resolved::default());
    };
    let next = (addresses.len() as i64 == at_most).then_some(last.record);
    let records: Vec<Uuid> = addresses.iter().map(|one| one.record).collect();
    let denied = Denied::of(scope, &records).await?;
    let (linked, rest) = link_known(scope, &addresses, &denied).await?;
    let new: Vec<(Uuid, Uuid)> = rest
        .iter()
        .filter(|one| one.may_come || one.is_person && denied.concerns(one.record))
        .map(|one| (one.record, scope.id()))
        .collect();
    let links = [&linked[..], &new[..]].concat();
    let companies_created = ensure_companies(scope, &domains(&addresses, &links)).await?;
    let created = create_contacts(scope, &new, import).await?;
    denied.keep_apart(scope, &links).await?;
    let linked = linked.into_iter().map(|(_, contact)| contact);
    let touched: Vec<Uuid> = linked.chain(created.iter().copied()).collect();
    let named = refresh_signatures(scope, &touched).await?;
    derive_records(scope, &touched).await?;
    record_created(scope, &created).await?;
    Ok(Resolved {
        contacts: created,
        companies_created: companies_created + named,
        next,
    })
}

/// An address in mail that belongs to nobody, and what is said of it.
struct Address {
    record: Uuid,
    fields: Value,
    /// Folded.
    name: String,
    said_at: DateTime<Utc>,
    is_person: bool,
    /// Whether the workspace's rule makes a contact of it.
    may_come: bool,
    /// The only contact at whom somebody wrote down this address of an office.
    by_hand: Option<Uuid>,
}

impl Address {
    fn as_candidate(&self) -> Candidate {
        Candidate {
            record: self.record,
            fields: self.fields.clone(),
            name: self.name.clone(),
            origin: "mail".to_owned(),
            is_listed: false,
            evidence: Value::Null,
            said_at: self.said_at,
        }
    }
}

async fn addresses(scope: &mut Scope, after: Option<Uuid>, at_most: i64) -> Result<Vec<Address>> {
    let rule = workspaces::contact_rule(scope).await?;
    Ok(sqlx::query_as!(
        Address,
        r#"select
             record as "record!",
             fields as "fields!",
             coalesce(fold(fields ->> 'name'), '') as "name!",
             said_at as "said_at!",
             is_person as "is_person!",
             is_met and forgotten_at is null as "may_come!",
             by_hand
           from (
             select
               r.id as record,
               r.workspace_id,
               r.external_id as email,
               r.fields,
               r.source_updated_at as said_at,
               r.is_person,
               r.forgotten_at,
               r.is_person and case $3
                 when 'answered' then tie.was_written_to and tie.wrote
                 when 'everyone' then tie.was_written_to or tie.wrote or tie.wrote_others
                 else tie.was_written_to
               end as is_met,
               -- Whoever writes for an office, its address is only theirs of whom somebody said so.
               case when not r.is_person then (
                 select case when count(distinct p.contact_id) = 1 then (array_agg(p.contact_id))[1] end
                 from contact_points p
                 join contacts c on c.id = p.contact_id
                 join source_records said on said.id = p.source_record_id
                 where p.workspace_id = r.workspace_id
                   and p.kind = 'email'
                   and p.value = r.external_id
                   and c.deleted_at is null
                   and said.origin = 'edit'
               ) end as by_hand
             from source_records r
             cross join lateral (
               select
                 coalesce(bool_or(i.kind = 'meeting' or i.direction = 'out' and p.role <> 'from'), false) as was_written_to,
                 coalesce(bool_or(i.kind = 'meeting' or i.direction = 'in' and p.role = 'from'), false) as wrote,
                 coalesce(bool_or(i.standing = 'others' and p.role = 'from'), false) as wrote_others
               from participants p
               join interactions i on i.id = p.interaction_id
               where p.source_record_id = r.id and i.recipients <= $1 and i.standing <> 'automated'
             ) tie
             where r.origin = 'mail'
               and ($4::uuid is null or r.id > $4)
               and not exists (select from identity_links l where l.source_record_id = r.id)
           ) met
           where is_met
               -- Whom somebody removed for good comes back by hand, not by mail.
               and (forgotten_at is null or exists (
                 select
                 from contact_points p
                 join contacts c on c.id = p.contact_id
                 where p.workspace_id = met.workspace_id
                   and p.kind = 'email'
                   and p.value = met.email
                   and c.deleted_at is null
               ))
             or by_hand is not null
             -- Who stands in somebody's list of people is a contact whatever the rule.
             or is_person and exists (
               select
               from contact_points p
               join contacts c on c.id = p.contact_id
               join source_records said on said.id = p.source_record_id
               where p.workspace_id = met.workspace_id
                 and p.kind = 'email'
                 and p.value = met.email
                 and c.deleted_at is null
                 and said.origin not in ('mail', 'signature', 'edit')
             )
           order by record
           limit $2"#,
        LARGEST_CIRCLE,
        at_most,
        rule.as_str(),
        after,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Those of these contacts whom their mail makes contacts by the workspace's rule.
pub async fn qualified(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Uuid>> {
    let rule = workspaces::contact_rule(scope).await?;
    let found = sqlx::query_scalar!(
        r#"select distinct l.contact_id
           from identity_links l
           join source_records r on r.id = l.source_record_id
           cross join lateral (
             select
               coalesce(bool_or(i.kind = 'meeting' or i.direction = 'out' and p.role <> 'from'), false) as was_written_to,
               coalesce(bool_or(i.kind = 'meeting' or i.direction = 'in' and p.role = 'from'), false) as wrote,
               coalesce(bool_or(i.standing = 'others' and p.role = 'from'), false) as wrote_others
             from participants p
             join interactions i on i.id = p.interaction_id
             where p.source_record_id = r.id and i.recipients <= $1 and i.standing <> 'automated'
           ) tie
           where l.contact_id = any($2)
             and r.origin = 'mail'
             and r.is_person
             and case $3
               when 'answered' then tie.was_written_to and tie.wrote
               when 'everyone' then tie.was_written_to or tie.wrote or tie.wrote_others
               else tie.was_written_to
             end"#,
        LARGEST_CIRCLE,
        contacts,
        rule.as_str(),
    );
    Ok(found.fetch_all(scope.db()).await?)
}

/// Of those that are somebody's.
fn domains(addresses: &[Address], links: &[(Uuid, Uuid)]) -> Vec<String> {
    let linked: HashSet<Uuid> = links.iter().map(|(record, _)| *record).collect();
    let domains: BTreeSet<String> = addresses
        .iter()
        .filter(|address| linked.contains(&address.record))
        .filter_map(|address| {
            address
                .fields
                .get("company_domain")?
                .as_str()
                .map(ToOwned::to_owned)
        })
        .collect();
    domains.into_iter().collect()
}

/// Links those that are somebody's already; returns these links and the addresses that remain.
async fn link_known<'a>(
    scope: &mut Scope,
    addresses: &'a [Address],
    denied: &Denied,
) -> Result<(Vec<(Uuid, Uuid)>, Vec<&'a Address>)> {
    let people: Vec<Candidate> = addresses
        .iter()
        .filter(|one| one.is_person)
        .map(Address::as_candidate)
        .collect();
    let known = known_owners(scope, &people, denied).await?;
    let mut links = Vec::new();
    let mut rest = Vec::new();
    for address in addresses {
        let by_hand = address
            .by_hand
            .filter(|contact| !denied.is(address.record, *contact));
        match by_hand.or_else(|| known.get(&address.record).copied()) {
            Some(contact) => links.push((address.record, contact)),
            None => rest.push(address),
        }
    }
    insert_links(scope, &links, "email").await?;
    record_decisions(scope, &links, "email").await?;
    Ok((links, rest))
}

/// A contact for each of these records, under the id beside it.
pub(super) async fn create_contacts(
    scope: &mut Scope,
    links: &[(Uuid, Uuid)],
    import: Option<Uuid>,
) -> Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = links.iter().map(|(_, contact)| *contact).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into contacts (id, workspace_id, name, import_id, created_at, updated_at)
         select id, $1, '', $2, $3, $3 from unnest($4::uuid[]) as id",
        workspace,
        import,
        now,
        &ids,
    )
    .execute(scope.db())
    .await?;
    insert_links(scope, links, "new").await?;
    Ok(ids)
}

pub(super) async fn record_created(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let Some(first) = contacts.first() else {
        return Ok(());
    };
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    let kind = EventKind::ContactCreated.as_str();
    sqlx::query!(
        "insert into events (workspace_id, kind, subject_id, actor_id, data, at)
         select $1, $2, contact, $3, '{}', $4 from unnest($5::uuid[]) as contact",
        workspace,
        kind,
        actor,
        now,
        contacts,
    )
    .execute(scope.db())
    .await?;
    announce(scope, kind, *first).await
}
