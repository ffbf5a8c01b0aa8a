//! Finding the one contact or company that a person names: by address or domain, else by
//! the whole name, without regard to case and accents.

use uuid::Uuid;

use super::links::LinkKind;
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

struct Candidate {
    is_company: bool,
    id: Uuid,
}

pub(super) async fn resolve(scope: &mut Scope, name: &str) -> Result<Option<(LinkKind, Uuid)>> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    let found = candidates(scope, name).await?;
    match found.as_slice() {
        [] => Err(Error::invalid("about", FieldCode::NobodyFound)),
        [one] if one.is_company => Ok(Some((LinkKind::Company, one.id))),
        [one] => Ok(Some((LinkKind::Contact, one.id))),
        _ => Err(Error::invalid("about", FieldCode::SeveralFound)),
    }
}

async fn candidates(scope: &mut Scope, name: &str) -> Result<Vec<Candidate>> {
    Ok(sqlx::query_as!(
        Candidate,
        r#"select false as "is_company!", c.id as "id!"
           from contacts c
           where c.workspace_id = acting_workspace()
             and c.deleted_at is null
             and (
               c.name_folded = fold($1)
               or exists (
                 select from contact_points p
                 where p.contact_id = c.id and p.kind = 'email' and p.value = lower($1)
               )
             )
           union all
           select true, k.id
           from companies k
           where k.workspace_id = acting_workspace()
             and k.deleted_at is null
             and (k.name_folded = fold($1) or k.domain = lower($1))
           limit 2"#,
        name,
    )
    .fetch_all(scope.db())
    .await?)
}
