//! What people write into the timeline by hand, notes and the log of contact: one row each,
//! which hangs on the record of what was said by hand about the person.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::store::{Whose, company_of};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    identity,
    markdown::first_line,
};

const LONGEST: usize = 50_000;
/// Letters of the first line, for lists.
const LONGEST_LINE: usize = 160;

pub(super) fn check_length(text: &str) -> Result<&str> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return Err(Error::invalid("text", FieldCode::TooLong));
    }
    Ok(text)
}

pub(super) fn snippet(text: &str) -> String {
    first_line(text, LONGEST_LINE)
}

pub(super) struct ByHand<'a> {
    pub origin: &'static str,
    pub kind: &'static str,
    pub direction: &'static str,
    pub at: DateTime<Utc>,
    pub text: &'a str,
    pub recipients: i32,
    pub company: Option<Uuid>,
}

impl ByHand<'_> {
    pub async fn insert(&self, scope: &mut Scope) -> Result<Uuid> {
        let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
        sqlx::query!(
            "insert into interactions
               (id, workspace_id, kind, direction, origin, external_id, thread_id, occurred_at, snippet, body,
                recipients, author_id, created_at, company_id)
             values ($1, $2, $3, $4, $5, $6, $1, $7, $8, $9, $10, $11, $12, $13)",
            id,
            workspace,
            self.kind,
            self.direction,
            self.origin,
            id.to_string(),
            self.at,
            snippet(self.text),
            self.text,
            self.recipients,
            actor,
            now,
            self.company,
        )
        .execute(scope.db())
        .await?;
        Ok(id)
    }

    /// Hangs it on the contact's record by hand, with the part that the contact had in it.
    pub async fn hang(&self, scope: &mut Scope, id: Uuid, contact: Uuid, role: &str) -> Result<()> {
        let hook = identity::note_record(scope, contact).await?;
        let workspace = scope.workspace;
        sqlx::query!(
            "insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
             values ($1, $2, $3, $4, $5)",
            id,
            hook,
            workspace,
            role,
            self.at,
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }
}

pub(super) async fn set_deleted(
    scope: &mut Scope,
    id: Uuid,
    origin: &str,
    deleted: bool,
) -> Result<()> {
    let now = scope.now;
    let done = sqlx::query!(
        "update interactions set deleted_at = case when $2 then $3::timestamptz end
         where id = $1 and origin = $4 and (deleted_at is null) = $2",
        id,
        deleted,
        now,
        origin,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

pub(super) async fn about(scope: &mut Scope, id: Uuid) -> Result<Whose> {
    if let Some((company, _)) = company_of(scope, id).await? {
        return Ok(Whose::Company(company));
    }
    person(scope, id).await.map(Whose::Contact)
}

/// Who it is about by now.
pub(super) async fn person(scope: &mut Scope, id: Uuid) -> Result<Uuid> {
    let contact = sqlx::query_scalar!(
        "select l.contact_id
         from participants p
         join identity_links l on l.source_record_id = p.source_record_id
         where p.interaction_id = $1
         limit 1",
        id,
    );
    let contact = contact.fetch_optional(scope.db()).await?;
    contact.ok_or(Error::NotFound)
}
