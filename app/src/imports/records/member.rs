//! Who the member is in a chat or a calendar: found, or answered by a person, and kept
//! with the import.

use serde_json::json;
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    imports::{
        steer,
        store::{self, Import},
        types::ProposedAddress,
    },
    review,
};

/// Whether the members of these files go by names, not by addresses. An archive that begins
/// with contacts may hold messages as well.
pub fn is_asked_of(kind: &str) -> bool {
    matches!(kind, "telegram" | "whatsapp" | "csv" | "vcard" | "ldif")
}

/// Whether it waits to be told who the member is: what is asked of columns comes before,
/// and proposes nobody.
pub fn asks_member(import: &Import) -> bool {
    is_asked_of(&import.kind) && !import.proposed().is_empty()
}

/// As it was found or answered; none where nobody looked yet.
pub async fn chosen_member(scope: &mut Scope, import: Uuid) -> Result<Option<Vec<String>>> {
    let found = sqlx::query_scalar!("select me from imports where id = $1", import);
    Ok(found.fetch_one(scope.db()).await?)
}

/// The member's own addresses and name, and what they were called in chats before.
pub async fn words_of_member(scope: &mut Scope, user: Option<Uuid>) -> Result<Vec<String>> {
    let found = sqlx::query_scalar!(
        r#"select email::text as "word!" from own_addresses where workspace_id = acting_workspace()
           union
           select name from users where id = $1
           union
           select word
           from imports
           cross join lateral unnest(me) as word
           where workspace_id = acting_workspace() and user_id = $1 and kind <> 'icalendar'"#,
        user,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

/// Writes down who the member is, or makes the import wait for an answer.
pub async fn settle_member(
    scope: &mut Scope,
    (import, attempt): (Uuid, i32),
    me: Option<&[String]>,
    proposals: &[ProposedAddress],
    asks: bool,
) -> Result<()> {
    let done = sqlx::query!(
        "update imports set
           me = $3,
           proposed = $4,
           state = case when $5 then 'asking' else state end,
           updated_at = now()
         where id = $1 and attempt = $2 and state = 'running'",
        import,
        attempt,
        me as Option<&[String]>,
        json!(proposals),
        asks,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    if asks {
        review::resume_matching(scope).await?;
    }
    Ok(())
}

/// Says which of those in a chat the member is; reading begins.
pub async fn answer_member(scope: &mut Scope, id: Uuid, names: &[String]) -> Result<()> {
    if store::import(scope, id).await?.state != "asking" {
        return Err(Error::Conflict);
    }
    let names: Vec<&str> = names
        .iter()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
        .collect();
    if names.is_empty() {
        return Err(Error::invalid("addresses", FieldCode::Required));
    }
    sqlx::query!(
        "update imports set me = $2 where id = $1",
        id,
        &names as &[&str],
    )
    .execute(scope.db())
    .await?;
    steer::go_on(scope, id, &["asking"]).await
}
