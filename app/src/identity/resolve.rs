//! From the addresses in mail to contacts: known link, then exact address,
//! else a new contact. Who counts is the workspace's rule; role and automated
//! addresses never do.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;
use uuid::Uuid;

use super::{
    companies::ensure_companies,
    derive::derive_records,
    links::{insert_links, record_decisions},
    parted::Denied,
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
    /// Whether there may be more to resolve.
    pub more: bool,
}

/// Resolves at most so many of the addresses that belong to nobody yet, for an import if
/// one brought them.
pub async fn resolve_addresses(
    scope: &mut Scope,
    import: Option<Uuid>,
    at_most: i64,
) -> Result<Resolved> {
    let candidates = candidates(scope, at_most).await?;
    if candidates.is_empty() {
        return Ok(Resolved::default());
    }
    let more = candidates.len() as i64 == at_most;
    let companies_created = ensure_companies(scope, &domains(&candidates)).await?;
    let records: Vec<Uuid> = candidates.iter().map(|one| one.record).collect();
    let denied = Denied::of(scope, &records).await?;
    let (linked, rest) = link_known(scope, candidates, &denied).await?;
    let new: Vec<(Uuid, Uuid)> = rest
        .iter()
        .map(|candidate| (candidate.record, scope.id()))
        .collect();
    let created = create_contacts(scope, &new, import).await?;
    denied
        .keep_apart(scope, &[&linked[..], &new[..]].concat())
        .await?;
    let linked = linked.into_iter().map(|(_, contact)| contact);
    let touched: Vec<Uuid> = linked.chain(created.iter().copied()).collect();
    let named = refresh_signatures(scope, &touched).await?;
    derive_records(scope, &touched).await?;
    record_created(scope, &created).await?;
    Ok(Resolved {
        contacts: created,
        companies_created: companies_created + named,
        more,
    })
}

struct Candidate {
    record: Uuid,
    email: String,
    fields: Value,
}

async fn candidates(scope: &mut Scope, at_most: i64) -> Result<Vec<Candidate>> {
    let rule = workspaces::contact_rule(scope).await?;
    Ok(sqlx::query_as!(
        Candidate,
        r#"select r.id as record, r.external_id as email, r.fields
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
             and not exists (select from identity_links l where l.source_record_id = r.id)
             and (
               r.is_person
               -- Whom somebody removed for good comes back by hand, not by mail.
               and (r.forgotten_at is null or exists (
                 select
                 from contact_points p
                 join contacts c on c.id = p.contact_id
                 where p.workspace_id = r.workspace_id
                   and p.kind = 'email'
                   and p.value = r.external_id
                   and c.deleted_at is null
               ))
               and case $3
                 when 'answered' then tie.was_written_to and tie.wrote
                 when 'everyone' then tie.was_written_to or tie.wrote or tie.wrote_others
                 else tie.was_written_to
               end
               -- Who stands in somebody's list of people is a contact whatever the rule, but an
               -- office's address that several have is nobody's.
               or (r.is_person or 1 = (
                 select count(distinct p.contact_id)
                 from contact_points p
                 join contacts c on c.id = p.contact_id
                 where p.workspace_id = r.workspace_id
                   and p.kind = 'email'
                   and p.value = r.external_id
                   and c.deleted_at is null
               ))
               and exists (
                 select
                 from contact_points p
                 join contacts c on c.id = p.contact_id
                 join source_records said on said.id = p.source_record_id
                 where p.workspace_id = r.workspace_id
                   and p.kind = 'email'
                   and p.value = r.external_id
                   and c.deleted_at is null
                   and said.origin not in ('mail', 'signature', 'edit')
               )
             )
           order by r.id
           limit $2"#,
        LARGEST_CIRCLE,
        at_most,
        rule.as_str(),
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

fn domains(candidates: &[Candidate]) -> Vec<String> {
    let domains: BTreeSet<String> = candidates
        .iter()
        .filter_map(|candidate| {
            candidate
                .fields
                .get("company_domain")?
                .as_str()
                .map(ToOwned::to_owned)
        })
        .collect();
    domains.into_iter().collect()
}

/// Links those whose address a contact has already; returns these links and the candidates
/// that remain.
async fn link_known(
    scope: &mut Scope,
    candidates: Vec<Candidate>,
    denied: &Denied,
) -> Result<(Vec<(Uuid, Uuid)>, Vec<Candidate>)> {
    let records: Vec<Uuid> = candidates.iter().map(|one| one.record).collect();
    let emails: Vec<String> = candidates
        .iter()
        .map(|candidate| candidate.email.clone())
        .collect();
    let (denied_records, denied_contacts) = denied.columns();
    let known = sqlx::query!(
        r#"select distinct on (given.record) given.record as "record!", p.contact_id
         from unnest($1::uuid[], $2::text[]) as given (record, email)
         join contact_points p
           on p.workspace_id = acting_workspace() and p.kind = 'email' and p.value = given.email
         join contacts c on c.id = p.contact_id
         where c.deleted_at is null
           and (given.record, c.id) not in (select * from unnest($3::uuid[], $4::uuid[]))
         order by given.record, c.created_at, c.id"#,
        &records,
        &emails,
        &denied_records,
        &denied_contacts,
    )
    .fetch_all(scope.db())
    .await?;
    let known: HashMap<Uuid, Uuid> = known
        .into_iter()
        .map(|row| (row.record, row.contact_id))
        .collect();
    let mut links = Vec::new();
    let mut rest = Vec::new();
    for candidate in candidates {
        match known.get(&candidate.record) {
            Some(contact) => links.push((candidate.record, *contact)),
            None => rest.push(candidate),
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
