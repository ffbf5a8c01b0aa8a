//! The strongest ties among those with whom an import brought something.

use uuid::Uuid;

use super::store::Import;
use crate::{context::Scope, error::Result};

pub struct Tie {
    pub id: Uuid,
    pub name: String,
    pub company: Option<String>,
    pub score: f32,
}

/// So many interactions are looked through for their people; of an import that brought more,
/// the strongest ties of all are asked whether they are among them.
const LOOKED_THROUGH: i32 = 20_000;
const ASKED: i64 = 2_000;

pub async fn strongest_ties(scope: &mut Scope, import: &Import, limit: i64) -> Result<Vec<Tie>> {
    if import.interactions == 0 {
        return Ok(Vec::new());
    }
    if import.interactions > LOOKED_THROUGH {
        return among_strongest(scope, import.id, limit).await;
    }
    Ok(sqlx::query_as!(
        Tie,
        r#"select c.id as "id!", c.name as "name!", k.name as "company?", c.score as "score!"
           from (
             select distinct l.contact_id
             from interactions i
             join participants p on p.interaction_id = i.id
             join identity_links l on l.source_record_id = p.source_record_id
             where i.import_id = $1 and i.kind <> 'note' and i.deleted_at is null
           ) as met
           join contacts c on c.id = met.contact_id
           left join companies k on k.id = c.company_id
           where c.deleted_at is null and not c.is_archived and c.score > 0
           order by c.score desc, c.id desc
           limit $2"#,
        import.id,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

async fn among_strongest(scope: &mut Scope, import: Uuid, limit: i64) -> Result<Vec<Tie>> {
    Ok(sqlx::query_as!(
        Tie,
        r#"select c.id as "id!", c.name as "name!", k.name as "company?", c.score as "score!"
           from (
             select id, name, company_id, score
             from contacts
             where workspace_id = acting_workspace()
               and deleted_at is null
               and not is_archived
               and score > 0
             order by score desc, id desc
             limit $3
           ) as c
           left join companies k on k.id = c.company_id
           where exists (
             select
             from identity_links l
             join participants p on p.source_record_id = l.source_record_id
             join interactions i on i.id = p.interaction_id
             where l.contact_id = c.id and i.import_id = $1 and i.kind <> 'note' and i.deleted_at is null
           )
           order by c.score desc, c.id desc
           limit $2"#,
        import,
        limit,
        ASKED,
    )
    .fetch_all(scope.db())
    .await?)
}
