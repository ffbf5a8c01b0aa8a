//! Photos over REST.

use axum::{body::to_bytes, extract::Request, response::Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    edit,
    prepare::{LARGE, LIMIT, prepare},
    serve::jpeg,
    store::picture,
};
use crate::{
    api::{Answer, ApiPath, ApiQuery, Caller, Failure, Outcome, answer},
    contacts,
    error::{Error, FieldCode, Result},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct PhotoDetails {
    contact_id: Uuid,
    /// Of the content: it changes when the photo does. Null where there is none.
    photo: Option<String>,
}

/// Choose the photo of a contact
///
/// The body is the picture: PNG, JPEG, WebP or GIF, at most 10 MiB and 40 million pixels.
/// It is made anew as two squares; nothing else of the file is kept.
#[utoipa::path(
    put, path = "/contacts/{id}/photo", tag = "contacts", params(("id" = Uuid, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Answer<PhotoDetails>)),
)]
pub async fn set_photo(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    request: Request,
) -> Outcome<PhotoDetails> {
    caller.0.require(Permission::EditContacts)?;
    let too_large = |_| Error::invalid("photo", FieldCode::TooLarge);
    let bytes = to_bytes(request.into_body(), LIMIT)
        .await
        .map_err(too_large)?;
    let photo = prepare(bytes.into()).await?;
    let mut scope = caller.0.begin().await?;
    edit::set_photo(&mut scope, id, &photo).await?;
    scope.commit().await?;
    answer(PhotoDetails {
        contact_id: id,
        photo: Some(photo.hash),
    })
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PhotoQuery {
    /// The edge in pixels: 512 (default) or 96.
    size: Option<u32>,
}

/// The photo of a contact, a square JPEG
#[utoipa::path(
    get, path = "/contacts/{id}/photo", tag = "contacts", params(("id" = Uuid, Path), PhotoQuery),
    responses((status = 200, body = Vec<u8>, content_type = "image/jpeg")),
)]
pub async fn get_photo(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(asked): ApiQuery<PhotoQuery>,
) -> Result<Response, Failure> {
    let mut scope = caller.begin(Permission::Read).await?;
    let found = contacts::contact(&mut scope, id).await?;
    let hash = found.photo.ok_or(Error::NotFound)?;
    Ok(jpeg(
        picture(&mut scope, &hash, asked.size.unwrap_or(LARGE)).await?,
    ))
}

/// Remove the photo of a contact, whoever it came from
#[utoipa::path(
    delete, path = "/contacts/{id}/photo", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<PhotoDetails>)),
)]
pub async fn remove_photo(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<PhotoDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    edit::remove_photo(&mut scope, id).await?;
    scope.commit().await?;
    answer(PhotoDetails {
        contact_id: id,
        photo: None,
    })
}
