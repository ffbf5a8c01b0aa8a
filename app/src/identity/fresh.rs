//! Contacts of one record each, made whole in one go. They are what deriving them would
//! make of them, which a test holds them to; it takes a quarter of the work, since nothing
//! is looked for that cannot be there, and no row is written twice.

mod jobs;
mod plain;
mod points;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

pub(super) use self::plain::{Plain, Source};

use self::{jobs::store_jobs, plain::Employer, points::store_points};
use super::{
    links::insert_links,
    tags::derive_tags,
    words::{Text, store_words},
};
use crate::{context::Scope, error::Result, fields, relations::derive_relations, review};

/// A company that stands for an employer.
struct Company {
    id: Uuid,
    name: String,
    /// By what it is told apart from the other employers of somebody.
    key: String,
}

type Companies = BTreeMap<Employer, Company>;

/// Makes the contacts, which are not there yet.
pub(super) async fn create_plain(
    scope: &mut Scope,
    mut plain: Vec<Plain<'_>>,
    import: Uuid,
) -> Result<()> {
    if plain.is_empty() {
        return Ok(());
    }
    points::drop_doubles(scope, &mut plain).await?;
    let companies = companies(scope, &plain).await?;
    store_contacts(scope, &plain, &companies, import).await?;
    let links: Vec<(Uuid, Uuid)> = plain
        .iter()
        .map(|one| (one.source.record, one.source.contact))
        .collect();
    insert_links(scope, &links, "new").await?;
    store_points(scope, &plain).await?;
    derive_relations(scope, &with(&plain, "relations")).await?;
    derive_tags(scope, &with(&plain, "tags")).await?;
    store_jobs(scope, &plain, &companies).await?;
    let own: Vec<Uuid> = plain
        .iter()
        .filter(|one| !one.custom().is_empty())
        .map(|one| one.source.contact)
        .collect();
    fields::refresh_values(scope, &own).await?;
    store_words(scope, &texts(&plain, &companies)).await?;
    let made: Vec<Uuid> = links.iter().map(|link| link.1).collect();
    review::note_newcomers(scope, &made).await
}

/// Those whose records say something in this field.
fn with(plain: &[Plain<'_>], field: &str) -> Vec<Uuid> {
    let with = plain
        .iter()
        .filter(|one| one.source.fields.contains_key(field));
    with.map(|one| one.source.contact).collect()
}

impl Plain<'_> {
    fn company<'a>(&self, companies: &'a Companies) -> Option<&'a Company> {
        companies.get(self.employer.as_ref()?)
    }
}

/// The companies that are meant, by the rules of `derive`.
async fn companies(scope: &mut Scope, plain: &[Plain<'_>]) -> Result<Companies> {
    let mut employers: Vec<&Employer> = plain
        .iter()
        .filter_map(|one| one.employer.as_ref())
        .collect();
    employers.sort_unstable();
    employers.dedup();
    let domains: Vec<Option<&str>> = employers
        .iter()
        .map(|employer| match employer {
            Employer::Domain(domain) => Some(domain.as_str()),
            Employer::Name(_) => None,
        })
        .collect();
    let names: Vec<Option<&str>> = employers
        .iter()
        .map(|employer| match employer {
            Employer::Domain(_) => None,
            Employer::Name(name) => Some(name.as_str()),
        })
        .collect();
    let rows = sqlx::query!(
        r#"with given as materialized (
             select domain, name, fold(name) as folded, place
             from unnest($1::text[], $2::text[]) with ordinality as given (domain, name, place)
           )
           select given.place as "place!", k.id, k.name, k.employer_key as "employer_key!"
           from given
           cross join lateral (
             select
               case when given.domain is not null then coalesce(
                 (
                   select id
                   from companies
                   where workspace_id = acting_workspace() and domain = given.domain and deleted_at is null
                 ),
                 company_at(given.domain)
               ) else coalesce(
                 (
                   select id
                   from companies
                   where workspace_id = acting_workspace() and name_folded = given.folded and deleted_at is null
                   order by (domain is null), created_at, id
                   limit 1
                 ),
                 company_named(given.folded, company_key(given.name))
               ) end as id
           ) as meant
           join companies k on k.id = meant.id"#,
        &domains as &[Option<&str>],
        &names as &[Option<&str>],
    )
    .fetch_all(scope.db())
    .await?;
    let found = rows.into_iter().filter_map(|row| {
        let employer = employers.get(usize::try_from(row.place - 1).ok()?)?;
        let company = Company {
            id: row.id,
            name: row.name,
            key: row.employer_key,
        };
        Some(((*employer).clone(), company))
    });
    Ok(found.collect())
}

async fn store_contacts(
    scope: &mut Scope,
    plain: &[Plain<'_>],
    companies: &Companies,
    import: Uuid,
) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    let ids: Vec<Uuid> = plain.iter().map(|one| one.source.contact).collect();
    let texts = |key| -> Vec<Option<&str>> { plain.iter().map(|one| one.text(key)).collect() };
    let names: Vec<&str> = plain.iter().map(Plain::called).collect();
    let emails: Vec<Option<&str>> = plain.iter().map(Plain::email).collect();
    let company_ids: Vec<Option<Uuid>> = plain
        .iter()
        .map(|one| one.company(companies).map(|company| company.id))
        .collect();
    let custom: Vec<Value> = plain.iter().map(|one| one.custom().into()).collect();
    let provenance: Vec<Value> = plain.iter().map(|one| one.provenance().into()).collect();
    sqlx::query!(
        r#"insert into contacts
             (id, workspace_id, name, given_name, family_name, title, location, birthday, birthday_iso, about,
              pronouns, time_zone, how_met, met_on, priority, photo, company_id, email, custom, provenance,
              import_id, created_at, updated_at)
           select
             id, $1, name, given_name, family_name, title, location,
             case when birthday ~ '^\d{4}-\d{2}-\d{2}$' then birthday::date end, birthday, about,
             pronouns, time_zone, how_met, met_on::date, priority, photo, company_id, email, custom, provenance,
             $2, $3, $3
           from unnest(
             $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
             $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::uuid[], $19::text[],
             $20::jsonb[], $21::jsonb[]
           ) as new
             (id, name, given_name, family_name, title, location, birthday, about,
              pronouns, time_zone, how_met, met_on, priority, photo, company_id, email,
              custom, provenance)"#,
        workspace,
        import,
        now,
        &ids,
        &names as &[&str],
        &texts("given_name") as &[Option<&str>],
        &texts("family_name") as &[Option<&str>],
        &texts("title") as &[Option<&str>],
        &texts("location") as &[Option<&str>],
        &texts("birthday") as &[Option<&str>],
        &texts("about") as &[Option<&str>],
        &texts("pronouns") as &[Option<&str>],
        &texts("time_zone") as &[Option<&str>],
        &texts("how_met") as &[Option<&str>],
        &texts("met_on") as &[Option<&str>],
        &texts("priority") as &[Option<&str>],
        &texts("photo") as &[Option<&str>],
        &company_ids as &[Option<Uuid>],
        &emails as &[Option<&str>],
        &custom,
        &provenance,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

fn texts(plain: &[Plain<'_>], companies: &Companies) -> Vec<Text> {
    let mut texts = Vec::with_capacity(plain.len() * 5);
    for one in plain {
        let emails = one.points.iter().filter(|point| point.kind == "email");
        let said = [
            (1, Some(one.called())),
            (
                2,
                one.company(companies).map(|company| company.name.as_str()),
            ),
            (8, one.text("title")),
            (16, one.text("location")),
        ];
        let said = said
            .into_iter()
            .filter_map(|(place, text)| Some((place, text?)));
        let said = said.chain(emails.map(|point| (4, point.value.as_str())));
        texts.extend(said.map(|(place, text)| Text {
            contact: one.source.contact,
            place,
            text: text.to_owned(),
        }));
    }
    texts
}
