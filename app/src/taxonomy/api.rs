//! The taxonomy over REST.

mod shapes;

use axum::http::StatusCode;
use uuid::Uuid;

pub use self::shapes::{
    CategoryName, ExpectedTags, OnlyQuery, ReadingReport, TagOffer, TaxonomyCategory, TaxonomyTag,
    TaxonomyTagInput,
};

use super::{Kind, ask_about, offers};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer, created, listed},
    bulk::api::BulkReport,
    context::Scope,
    error::Result,
    taxonomy,
    workspaces::Permission,
};

/// The taxonomy: categories and their tags, by name
#[utoipa::path(
    get, path = "/taxonomy", tag = "taxonomy",
    responses((status = 200, body = Answer<Vec<TaxonomyCategory>>)),
)]
pub async fn get_taxonomy(caller: Caller) -> Outcome<Vec<TaxonomyCategory>> {
    let mut scope = caller.begin(Permission::Read).await?;
    listed(whole(&mut scope).await?, None)
}

async fn whole(scope: &mut Scope) -> Result<Vec<TaxonomyCategory>> {
    let categories = taxonomy::taxonomy(scope).await?.into_iter();
    Ok(categories.map(TaxonomyCategory::from).collect())
}

/// Add a tag to the taxonomy, as a proposal
#[utoipa::path(
    post, path = "/taxonomy/tags", tag = "taxonomy", request_body = TaxonomyTagInput,
    responses((status = 201, body = Answer<TaxonomyTag>)),
)]
pub async fn add_taxonomy_tag(
    caller: Caller,
    ApiJson(input): ApiJson<TaxonomyTagInput>,
) -> Outcome<TaxonomyTag> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let id = taxonomy::add_entry(&mut scope, &input.read()?).await?;
    let entry = taxonomy::entry(&mut scope, id).await?;
    scope.commit().await?;
    created(entry.into())
}

/// Rename a tag of the taxonomy, move it to another category, or change its words
#[utoipa::path(
    patch, path = "/taxonomy/tags/{id}", tag = "taxonomy", params(("id" = Uuid, Path)),
    request_body = TaxonomyTagInput,
    responses((status = 200, body = Answer<TaxonomyTag>)),
)]
pub async fn change_taxonomy_tag(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<TaxonomyTagInput>,
) -> Outcome<TaxonomyTag> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    taxonomy::change_entry(&mut scope, id, &input.read()?).await?;
    let entry = taxonomy::entry(&mut scope, id).await?;
    scope.commit().await?;
    answer(entry.into())
}

/// Remove a tag from the taxonomy; it can be restored
///
/// What rules set stays on contacts until the taxonomy is applied.
#[utoipa::path(
    delete, path = "/taxonomy/tags/{id}", tag = "taxonomy", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<TaxonomyTag>)),
)]
pub async fn remove_taxonomy_tag(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<TaxonomyTag> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let entry = taxonomy::entry(&mut scope, id).await?;
    taxonomy::remove_entry(&mut scope, id).await?;
    scope.commit().await?;
    answer(entry.into())
}

/// Restore a tag that was removed from the taxonomy
#[utoipa::path(
    post, path = "/taxonomy/tags/{id}/restore", tag = "taxonomy", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<TaxonomyTag>)),
)]
pub async fn restore_taxonomy_tag(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<TaxonomyTag> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    taxonomy::restore_entry(&mut scope, id).await?;
    let entry = taxonomy::entry(&mut scope, id).await?;
    scope.commit().await?;
    answer(entry.into())
}

/// Rename a category
#[utoipa::path(
    patch, path = "/taxonomy/categories/{id}", tag = "taxonomy", params(("id" = Uuid, Path)),
    request_body = CategoryName,
    responses((status = 200, body = Answer<Vec<TaxonomyCategory>>)),
)]
pub async fn rename_taxonomy_category(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<CategoryName>,
) -> Outcome<Vec<TaxonomyCategory>> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    taxonomy::rename_category(&mut scope, id, &input.name).await?;
    let all = whole(&mut scope).await?;
    scope.commit().await?;
    answer(all)
}

/// Remove a category with all its tags; it can be restored
#[utoipa::path(
    delete, path = "/taxonomy/categories/{id}", tag = "taxonomy", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Vec<TaxonomyCategory>>)),
)]
pub async fn remove_taxonomy_category(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<Vec<TaxonomyCategory>> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    taxonomy::remove_category(&mut scope, id).await?;
    let all = whole(&mut scope).await?;
    scope.commit().await?;
    answer(all)
}

/// Restore a category with the tags that went with it
#[utoipa::path(
    post, path = "/taxonomy/categories/{id}/restore", tag = "taxonomy", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Vec<TaxonomyCategory>>)),
)]
pub async fn restore_taxonomy_category(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<Vec<TaxonomyCategory>> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    taxonomy::restore_category(&mut scope, id).await?;
    let all = whole(&mut scope).await?;
    scope.commit().await?;
    answer(all)
}

/// Approve what is proposed, or one tag of it
///
/// Makes the tags; nobody gets them before the taxonomy is applied.
#[utoipa::path(
    post, path = "/taxonomy/approve", tag = "taxonomy", params(OnlyQuery),
    responses((status = 200, body = Answer<Vec<TaxonomyCategory>>)),
)]
pub async fn approve_taxonomy(
    caller: Caller,
    ApiQuery(only): ApiQuery<OnlyQuery>,
) -> Outcome<Vec<TaxonomyCategory>> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    taxonomy::approve(&mut scope, only.id).await?;
    let all = whole(&mut scope).await?;
    scope.commit().await?;
    answer(all)
}

/// Find tags to propose in the workspace's own data, in the background
///
/// Nothing is applied. Follow it by its `id`.
#[utoipa::path(
    post, path = "/taxonomy/discover", tag = "taxonomy",
    responses((status = 202, body = Answer<ReadingReport>)),
)]
pub async fn discover_taxonomy(caller: Caller) -> Outcome<ReadingReport> {
    begin(caller, Kind::Discover).await
}

/// Ask the language model which of the approved tags fit each contact, in the background
///
/// One call for each contact that it did not read as things stand, within the budget of the
/// month; applying the taxonomy goes by what it said. Without a model nothing is asked.
#[utoipa::path(
    post, path = "/taxonomy/classify", tag = "taxonomy",
    responses((status = 202, body = Answer<ReadingReport>)),
)]
pub async fn classify_contacts(caller: Caller) -> Outcome<ReadingReport> {
    begin(caller, Kind::Classify).await
}

async fn begin(caller: Caller, kind: Kind) -> Outcome<ReadingReport> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let id = taxonomy::start_reading(&mut scope, kind).await?;
    let report = taxonomy::reading(&mut scope, id).await?.into();
    scope.commit().await?;
    let (_, body) = answer(report)?;
    Ok((StatusCode::ACCEPTED, body))
}

/// How far the finding of tags or the reading of contacts is
#[utoipa::path(
    get, path = "/taxonomy/readings/{id}", tag = "taxonomy", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ReadingReport>)),
)]
pub async fn get_reading(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ReadingReport> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(taxonomy::reading(&mut scope, id).await?.into())
}

/// Stop the finding of tags or the reading of contacts
#[utoipa::path(
    post, path = "/taxonomy/readings/{id}/cancel", tag = "taxonomy", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ReadingReport>)),
)]
pub async fn cancel_reading(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ReadingReport> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    taxonomy::cancel_reading(&mut scope, id).await?;
    let report = taxonomy::reading(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(report)
}

/// What applying the taxonomy would do, tag by tag
#[utoipa::path(
    get, path = "/taxonomy/preview", tag = "taxonomy",
    responses((status = 200, body = Answer<ExpectedTags>)),
)]
pub async fn preview_taxonomy(caller: Caller) -> Outcome<ExpectedTags> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(taxonomy::expected(&mut scope).await?.into())
}

/// Apply the approved tags to all contacts
///
/// As a bulk change: its report, its undo and all else stand under `/bulk-changes/{id}`. Tags
/// that people or records set are never taken off.
#[utoipa::path(
    post, path = "/taxonomy/apply", tag = "taxonomy",
    responses((status = 201, body = Answer<BulkReport>)),
)]
pub async fn apply_taxonomy(caller: Caller) -> Outcome<BulkReport> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let id = taxonomy::apply_taxonomy(&mut scope).await?;
    let report = BulkReport::of(&mut scope, id).await?;
    scope.commit().await?;
    created(report)
}

/// Tags that fit a contact and are not on it, each with why
#[utoipa::path(
    get, path = "/contacts/{id}/tag-suggestions", tag = "taxonomy", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Vec<TagOffer>>)),
)]
pub async fn list_tag_suggestions(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<Vec<TagOffer>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let found = offers(&mut scope, id).await?.into_iter();
    listed(found.map(TagOffer::from).collect(), None)
}

/// The same, after the language model was asked, where there is one
///
/// Accept one by `POST /contacts/{id}/tags`.
#[utoipa::path(
    post, path = "/contacts/{id}/tag-suggestions", tag = "taxonomy", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Vec<TagOffer>>)),
)]
pub async fn suggest_tags(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<Vec<TagOffer>> {
    ask_about(&caller.0, id).await?;
    let mut scope = caller.begin(Permission::Read).await?;
    let found = offers(&mut scope, id).await?.into_iter();
    listed(found.map(TagOffer::from).collect(), None)
}
