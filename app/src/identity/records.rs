//! From the records of a file to contacts: known link, then exact address, number or profile, as
//! far as nothing speaks against it; who is only named in a chat or a meeting is the one
//! contact of that full name, if there is one and no other; else a new contact. Who stands in
//! a list of people is one whatever the rule about mail says.

mod candidate;
mod names;
mod owners;
mod shares;

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

pub use self::{
    candidate::{Candidate, candidates},
    shares::{Coming, Share, shares},
};

pub(super) use self::owners::Owner;
use self::{
    candidate::{Mark, still_unlinked},
    owners::{add_owner, owner_of, owners},
};
use super::{
    companies::{ensure_companies, ensure_named},
    derive::derive_records,
    fresh::{Plain, create_plain},
    links::{insert_links, record_decisions},
    parted::Denied,
    resolve::{LARGEST_CIRCLE, Resolved, create_contacts, record_created},
    signatures::refresh_signatures,
};
use crate::{context::Scope, error::Result, workspaces};

/// In the order of their weight.
const RULES: [&str; 4] = ["email", "phone", "handle", "name"];

/// Somebody who is called as one who is known by name, and where else they are known from.
struct Namesake {
    contact: Uuid,
    origins: Vec<String>,
}

/// The one who is meant by a name: nobody where two are called so, or where the service knows
/// that one already as another.
fn only_one(candidate: &Candidate, called: &[Namesake]) -> Option<Uuid> {
    match called {
        [only] if candidate.is_known_by_name() => {
            let is_another = only.origins.contains(&candidate.origin);
            (!is_another).then_some(only.contact)
        }
        _ => None,
    }
}

fn meet(called: &mut Vec<Namesake>, contact: Uuid, origin: &str) {
    match called.iter_mut().find(|one| one.contact == contact) {
        Some(known) => known.origins.push(origin.to_owned()),
        None => called.push(Namesake {
            contact,
            origins: vec![origin.to_owned()],
        }),
    }
}

/// Whose a record is by the first of its marks that says so, and by which kind of mark.
fn owner_by(
    marks: &[Mark],
    owners: &HashMap<Mark, Vec<Owner>>,
    candidate: &Candidate,
    denied: &Denied,
) -> Option<(Uuid, &'static str)> {
    marks.iter().find_map(|mark| {
        let known = denied.rest(candidate.record, owners.get(mark)?);
        let owner = owner_of(&known, candidate, mark)?;
        Some((owner.contact, mark.kind))
    })
}

/// Those of these records that are of somebody who is here, and whose they are.
pub(super) async fn known_owners(
    scope: &mut Scope,
    candidates: &[Candidate],
    denied: &Denied,
) -> Result<HashMap<Uuid, Uuid>> {
    let owners = owners(scope, candidates).await?;
    let known = candidates.iter().filter_map(|candidate| {
        let (contact, _) = owner_by(&candidate.marks(), &owners, candidate, denied)?;
        Some((candidate.record, contact))
    });
    Ok(known.collect())
}

/// Those who are here and called as somebody who is known by name.
async fn namesakes(
    scope: &mut Scope,
    candidates: &[Candidate],
) -> Result<HashMap<String, Vec<Namesake>>> {
    let by_name = candidates.iter().filter(|one| one.is_known_by_name());
    let names: BTreeSet<&str> = by_name.map(|one| one.name.as_str()).collect();
    let mut namesakes: HashMap<String, Vec<Namesake>> = HashMap::new();
    for name in &names {
        namesakes.insert((*name).to_owned(), Vec::new());
    }
    if names.is_empty() {
        return Ok(namesakes);
    }
    let names: Vec<&str> = names.into_iter().collect();
    let rows = sqlx::query!(
        r#"select
             c.id,
             c.name_folded as name,
             coalesce(array_agg(distinct r.origin) filter (where r.origin is not null), '{}') as "origins!"
           from contacts c
           left join identity_links l on l.contact_id = c.id
           left join source_records r on r.id = l.source_record_id
           where c.workspace_id = acting_workspace()
             and c.name_folded = any($1)
             and c.deleted_at is null
           group by c.id, c.name_folded
           order by c.id"#,
        &names as &[&str],
    )
    .fetch_all(scope.db())
    .await?;
    for row in rows {
        namesakes.entry(row.name).or_default().push(Namesake {
            contact: row.id,
            origins: row.origins,
        });
    }
    Ok(namesakes)
}

/// Makes a company of each that these records name and nobody knows; returns how many.
pub async fn ensure_companies_of(scope: &mut Scope, import: Uuid) -> Result<u64> {
    let rows = sqlx::query!(
        r#"select distinct
             r.fields ->> 'company_domain' as domain,
             case when not r.fields ? 'company_domain' then r.fields ->> 'company_name' end as name
           from record_statements s
           join source_records r on r.id = s.source_record_id
           where s.import_id = $1
             and r.is_person
             and r.fields ?| array['company_domain', 'company_name']"#,
        import,
    )
    .fetch_all(scope.db())
    .await?;
    let domains: BTreeSet<String> = rows.iter().filter_map(|row| row.domain.clone()).collect();
    let names: BTreeSet<String> = rows.into_iter().filter_map(|row| row.name).collect();
    let domains: Vec<String> = domains.into_iter().collect();
    let names: Vec<String> = names.into_iter().collect();
    Ok(ensure_companies(scope, &domains).await? + ensure_named(scope, &names).await?)
}

/// Resolves those of these records of an import that still belong to nobody.
pub async fn resolve_records(
    scope: &mut Scope,
    import: Uuid,
    unlinked: &[Uuid],
) -> Result<Resolved> {
    let candidates = candidates(scope, unlinked).await?;
    resolve_candidates(scope, import, candidates).await
}

/// As [`resolve_records`], of those that one hand works on.
pub async fn resolve_share(scope: &mut Scope, import: Uuid, share: Share) -> Result<Resolved> {
    let candidates = still_unlinked(scope, share.into_candidates()).await?;
    resolve_candidates(scope, import, candidates).await
}

async fn resolve_candidates(
    scope: &mut Scope,
    import: Uuid,
    candidates: Vec<Candidate>,
) -> Result<Resolved> {
    if candidates.is_empty() {
        return Ok(Resolved::default());
    }
    let owners = owners(scope, &candidates).await?;
    let namesakes = namesakes(scope, &candidates).await?;
    let records: Vec<Uuid> = candidates.iter().map(|one| one.record).collect();
    let denied = Denied::of(scope, &records).await?;
    let assigned = Assigned::of(scope, &candidates, (owners, namesakes), &denied);
    let (plain, others) = assigned.plain(&candidates);
    create_plain(scope, plain, import).await?;
    create_contacts(scope, &others, Some(import)).await?;
    for rule in RULES {
        let linked = assigned.linked_by(rule);
        insert_links(scope, &linked, rule).await?;
        record_decisions(scope, &linked, rule).await?;
    }
    denied.keep_apart(scope, &assigned.all()).await?;
    let touched = assigned.to_derive(&others);
    let named = refresh_signatures(scope, &touched).await?;
    derive_records(scope, &touched).await?;
    let created: Vec<Uuid> = assigned.new.iter().map(|new| new.1).collect();
    record_created(scope, &created).await?;
    Ok(Resolved {
        contacts: created,
        companies_created: named,
        next: None,
    })
}

/// Whose record each is: of somebody who is here, by what both have, or of a new contact.
#[derive(Default)]
struct Assigned {
    new: Vec<(Uuid, Uuid)>,
    links: Vec<(Uuid, Uuid, &'static str)>,
}

impl Assigned {
    /// Records that come later belong to those that came before them.
    fn of(
        scope: &Scope,
        candidates: &[Candidate],
        (mut owners, mut namesakes): (HashMap<Mark, Vec<Owner>>, HashMap<String, Vec<Namesake>>),
        denied: &Denied,
    ) -> Self {
        let mut assigned = Self::default();
        for candidate in candidates {
            let marks = candidate.marks();
            let found = owner_by(&marks, &owners, candidate, denied);
            let found = found.or_else(|| {
                let called = namesakes.get(&candidate.name)?;
                let only = only_one(candidate, called)?;
                (!denied.is(candidate.record, only)).then_some((only, "name"))
            });
            let contact = found.map_or_else(|| scope.id(), |(contact, _)| contact);
            match found {
                Some((_, rule)) => assigned.links.push((candidate.record, contact, rule)),
                None => assigned.new.push((candidate.record, contact)),
            }
            for mark in marks {
                let known = owners.entry(mark).or_default();
                add_owner(known, candidate.as_owner(contact));
            }
            if let Some(called) = namesakes.get_mut(&candidate.name) {
                meet(called, contact, &candidate.origin);
            }
        }
        assigned
    }

    fn all(&self) -> Vec<(Uuid, Uuid)> {
        let linked = self.links.iter().map(|link| (link.0, link.1));
        linked.chain(self.new.iter().copied()).collect()
    }

    fn linked_by(&self, rule: &str) -> Vec<(Uuid, Uuid)> {
        let of_rule = self.links.iter().filter(|link| link.2 == rule);
        of_rule.map(|link| (link.0, link.1)).collect()
    }

    /// The new contacts that are what their one record says; and those of which more is to
    /// be derived.
    fn plain<'a>(&self, candidates: &'a [Candidate]) -> (Vec<Plain<'a>>, Vec<(Uuid, Uuid)>) {
        let linked: BTreeSet<Uuid> = self.links.iter().map(|link| link.1).collect();
        let by_record: HashMap<Uuid, &Candidate> =
            candidates.iter().map(|one| (one.record, one)).collect();
        let (mut plain, mut others) = (Vec::new(), Vec::new());
        for (record, contact) in &self.new {
            let one = by_record.get(record).filter(|_| !linked.contains(contact));
            match one.and_then(|one| one.alone(*contact)) {
                Some(one) => plain.push(one),
                None => others.push((*record, *contact)),
            }
        }
        (plain, others)
    }

    fn to_derive(&self, others: &[(Uuid, Uuid)]) -> Vec<Uuid> {
        let linked = self.links.iter().map(|link| link.1);
        let all: BTreeSet<Uuid> = linked.chain(others.iter().map(|new| new.1)).collect();
        all.into_iter().collect()
    }
}

/// The records of an import that belong to nobody yet. Those with an address come first:
/// who has only a number, or a name, may be one of them. The member's own card is nobody's contact.
pub async fn unlinked_records(scope: &mut Scope, import: Uuid) -> Result<Vec<Uuid>> {
    let rule = workspaces::contact_rule(scope).await?;
    Ok(sqlx::query_scalar!(
        "select r.id
           from record_statements s
           join source_records r on r.id = s.source_record_id
           where s.import_id = $1
             and r.is_person
             and (s.is_listed or exists (
               select
               from participants p
               join interactions i on i.id = p.interaction_id
               where p.source_record_id = r.id and i.recipients <= $2
               having bool_or(i.kind = 'meeting') or case $3
                 when 'answered' then bool_or(i.direction = 'out') and bool_or(i.direction = 'in')
                 when 'everyone' then count(*) > 0
                 else bool_or(i.direction = 'out')
               end
             ))
             and not exists (select from identity_links l where l.source_record_id = r.id)
             and not exists (
               select
               from jsonb_array_elements(r.fields -> 'emails') as said (email)
               join own_addresses o
                 on o.workspace_id = acting_workspace() and o.email = said.email ->> 'value'
             )
           order by (r.fields ? 'emails') desc, (r.fields ? 'phones') desc, s.is_listed desc, r.id",
        import,
        LARGEST_CIRCLE,
        rule.as_str(),
    )
    .fetch_all(scope.db())
    .await?)
}
