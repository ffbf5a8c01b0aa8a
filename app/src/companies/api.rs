//! Companies over REST.

mod create;
mod history;
mod logos;

pub use create::*;
pub use history::*;
pub use logos::*;

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{Company, CompanyInput, CompanyQuery};
use crate::{
    api::{
        Answer, ApiJson, ApiPath, ApiQuery, Caller, Failure, Outcome, answer, changed_meanwhile,
        fits_version, listed,
    },
    companies,
    contacts::api::{read_order, read_query, refuse_unmet},
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::types::Subject,
    merging::{Choices, Terms},
    routes::paths,
    timeline::{self, Whose},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct CompanySummary {
    id: Uuid,
    name: String,
    domain: Option<String>,
    parent_id: Option<Uuid>,
    people: i32,
    /// Messages with its people: one that went to two of them is one.
    interactions: i32,
    /// 0 to 10, of its people.
    average_score: Option<f32>,
    strongest_score: Option<f32>,
    last_contact_at: Option<DateTime<Utc>>,
    /// Where its logo is, below the address of this Kith.
    logo: Option<String>,
}

impl From<Company> for CompanySummary {
    fn from(company: Company) -> Self {
        Self {
            id: company.id,
            name: company.name,
            domain: company.domain,
            parent_id: company.parent_id,
            people: company.contact_count,
            interactions: company.interaction_count,
            average_score: company.average_score,
            strongest_score: company.strongest_score,
            last_contact_at: company.last_contact_at,
            logo: company.logo.as_deref().map(paths::small_photo),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct CompanyDetails {
    #[serde(flatten)]
    summary: CompanySummary,
    /// Rises with every change; for `If-Match`.
    version: i32,
    notes: String,
    /// What else it is called, and its other domains.
    aliases: Vec<String>,
    /// Tasks about it or its people that are to do.
    open_tasks: i64,
    /// What its timeline holds by kind: `mail`, `meeting`, `message`, `call` and `note`, each
    /// once, whoever of its people took part.
    timeline: BTreeMap<String, i64>,
}

impl CompanyDetails {
    pub async fn of(scope: &mut Scope, id: Uuid) -> Result<Self> {
        let company = companies::find(scope, id).await?;
        let aliases = companies::aliases(scope, id).await?;
        Ok(Self {
            version: company.version,
            notes: company.notes.clone(),
            aliases: aliases.into_iter().map(|alias| alias.value).collect(),
            open_tasks: companies::open_tasks(scope, id).await?,
            timeline: timeline::counts_of(scope, Whose::Company(id)).await?,
            summary: company.into(),
        })
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CompaniesQuery {
    /// Words are parts of a name or a domain, other names included; fields of the workspace's own are asked by
    /// key or name: `tier:gold`, `"Number of seats">50`, joined by `and`, `or`, `not` and
    /// brackets.
    q: Option<String>,
    /// `strength` (default), `average`, `people`, `messages`, `last`, `tasks` or `name`; by a field of
    /// the workspace's own as `field.KEY`, or `-field.KEY` with the greatest first
    sort: Option<String>,
    /// `meta.next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 200, 50 where absent.
    limit: Option<i64>,
}

/// List companies
#[utoipa::path(
    get, path = "/companies", tag = "companies", params(CompaniesQuery),
    responses((status = 200, body = Answer<Vec<CompanySummary>>)),
)]
pub async fn list_companies(
    caller: Caller,
    ApiQuery(asked): ApiQuery<CompaniesQuery>,
) -> Outcome<Vec<CompanySummary>> {
    let unreadable = |_| Error::invalid("cursor", FieldCode::Unreadable);
    let offset = asked.cursor.as_deref().map(str::parse::<u32>).transpose();
    let offset = i64::from(offset.map_err(unreadable)?.unwrap_or_default());
    let limit = asked.limit.unwrap_or(50).clamp(1, 200);
    let query = CompanyQuery {
        query: read_query(Subject::Company, asked.q.as_deref())?,
        sort: read_order(asked.sort.as_deref().unwrap_or_default())?,
        offset,
        limit,
        zone: caller.0.zone,
    };
    let mut scope = caller.begin(Permission::Read).await?;
    refuse_unmet(&mut scope, Subject::Company, &asked.q.unwrap_or_default()).await?;
    let mut rows = companies::list(&mut scope, &query).await?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = more.then(|| (offset + limit).to_string());
    listed(rows.into_iter().map(CompanySummary::from).collect(), next)
}

/// One company
#[utoipa::path(
    get, path = "/companies/{id}", tag = "companies", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<CompanyDetails>)),
)]
pub async fn get_company(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<CompanyDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(CompanyDetails::of(&mut scope, id).await?)
}

/// Change a company
///
/// Absent fields stay as they are. `parent` is the name or the domain of the company that
/// it belongs to. With `If-Match` the version that you read, the company is changed only
/// while it still has this version; else 412, and `details.current` is how it is now.
#[utoipa::path(
    patch, path = "/companies/{id}", tag = "companies",
    params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)), request_body = CompanyInput,
    responses((status = 200, body = Answer<CompanyDetails>)),
)]
pub async fn update_company(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(input): ApiJson<CompanyInput>,
) -> Outcome<CompanyDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    companies::edit_company(&mut scope, id, input).await?;
    let details = CompanyDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

/// Two who change the same company: the second gets it as the first left it.
pub async fn refuse_other_version(
    scope: &mut Scope,
    id: Uuid,
    headers: &HeaderMap,
) -> std::result::Result<(), Failure> {
    let current = CompanyDetails::of(scope, id).await?;
    if fits_version(headers, current.version) {
        return Ok(());
    }
    Err(changed_meanwhile(&current))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AliasInput {
    /// A name, or a domain like `acme.com`.
    value: String,
}

/// Add another name or domain
#[utoipa::path(
    post, path = "/companies/{id}/aliases", tag = "companies",
    params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)), request_body = AliasInput,
    responses((status = 200, body = Answer<CompanyDetails>)),
)]
pub async fn add_alias(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(alias): ApiJson<AliasInput>,
) -> Outcome<CompanyDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    companies::add_alias(&mut scope, id, &alias.value).await?;
    let details = CompanyDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

/// Remove another name or domain
#[utoipa::path(
    delete, path = "/companies/{id}/aliases", tag = "companies",
    params(("id" = Uuid, Path), ("if-match" = Option<String>, Header)), request_body = AliasInput,
    responses((status = 200, body = Answer<CompanyDetails>)),
)]
pub async fn remove_alias(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    headers: HeaderMap,
    ApiJson(alias): ApiJson<AliasInput>,
) -> Outcome<CompanyDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    refuse_other_version(&mut scope, id, &headers).await?;
    companies::remove_alias(&mut scope, id, &alias.value).await?;
    let details = CompanyDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeInto {
    into: Uuid,
    /// Which value survives, where it is not to be that of `into`: by the field (`name`,
    /// `domain`, `parent`, `fields.KEY`) the company whose value it is, until they are parted.
    #[serde(default)]
    #[schema(value_type = Object)]
    choose: Choices,
}

/// Join a company to another
///
/// Everybody at the one belongs to the other; `part` undoes it. A name or a domain that gives way
/// leads to the other still.
#[utoipa::path(
    post, path = "/companies/{id}/merge", tag = "companies", params(("id" = Uuid, Path)), request_body = MergeInto,
    responses((status = 200, body = Answer<CompanyDetails>)),
)]
pub async fn merge_company(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(merge): ApiJson<MergeInto>,
) -> Outcome<CompanyDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let terms = Terms {
        choices: merge.choose,
        ..Terms::default()
    };
    companies::merge_companies(&mut scope, id, merge.into, &terms).await?;
    let details = CompanyDetails::of(&mut scope, merge.into).await?;
    scope.commit().await?;
    answer(details)
}

/// Part a company again from the one that it was joined to
#[utoipa::path(
    post, path = "/companies/{id}/part", tag = "companies", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<CompanyDetails>)),
)]
pub async fn part_company(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<CompanyDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    companies::part_companies(&mut scope, id).await?;
    let details = CompanyDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}
