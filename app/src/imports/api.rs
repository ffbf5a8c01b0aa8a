//! Imports over REST.

use uuid::Uuid;

mod mapping;
mod rejections;
mod steering;
mod upload;

pub use mapping::*;
pub use rejections::*;
pub use steering::*;
pub use upload::*;

use super::{store, types::ImportReport};
use crate::{
    api::{Answer, ApiPath, ApiQuery, Caller, Outcome, PageQuery, answer, listed},
    workspaces::Permission,
};

/// List imports, newest first
#[utoipa::path(
    get, path = "/imports", tag = "imports", params(PageQuery),
    responses((status = 200, body = Answer<Vec<ImportReport>>)),
)]
pub async fn list_imports(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<ImportReport>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let before = page.before()?;
    let mut rows = store::imports(&mut scope, before, page.size()).await?;
    let more = rows.len() as i64 > page.size();
    rows.truncate(page.size() as usize);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|import| import.id.to_string());
    listed(rows.iter().map(store::Import::report).collect(), next)
}

/// How far an import is, and what came of it
#[utoipa::path(
    get, path = "/imports/{id}", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn get_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(store::import(&mut scope, id).await?.report())
}
