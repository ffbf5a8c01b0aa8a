//! Values: said of a contact by hand as a source record says them, of a company in its
//! row; and the rows to filter and sort by, which follow from both.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{store::Field, types::Subject};
use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    identity, review,
};

/// Says the value by hand; null clears it. Whether a person had said one before.
pub async fn set_value(scope: &mut Scope, field: &Field, id: Uuid, value: Value) -> Result<bool> {
    match field.subject {
        Subject::Contact => {
            let key = field.record_key();
            let edited = identity::edited_fields(scope, id).await?;
            let fields = Map::from_iter([(key.clone(), value)]);
            identity::edit_fields(scope, id, fields).await?;
            told(scope, field, id).await?;
            Ok(edited.get(&key).is_some())
        }
        Subject::Company => {
            set_of_company(scope, field, id, value).await?;
            told(scope, field, id).await?;
            Ok(true)
        }
    }
}

async fn set_of_company(scope: &mut Scope, field: &Field, id: Uuid, value: Value) -> Result<()> {
    let now = scope.now;
    let done = sqlx::query!(
        "update companies set
           custom = jsonb_strip_nulls(custom || jsonb_build_object($2::text, $3::jsonb)),
           updated_at = $4
         where id = $1 and deleted_at is null",
        id,
        field.id.to_string(),
        value,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    refresh_values(scope, &[id]).await?;
    // A page at LinkedIn tells that two companies are one.
    review::order_matching(scope).await
}

/// Takes back what a person said of a contact in this field: the sources speak again.
pub async fn forget_value(scope: &mut Scope, field: &Field, id: Uuid) -> Result<()> {
    match field.subject {
        Subject::Contact => {
            identity::forget_edits(scope, id, &[field.record_key().as_str()]).await?;
            told(scope, field, id).await
        }
        Subject::Company => set_value(scope, field, id, Value::Null).await.map(drop),
    }
}

async fn told(scope: &mut Scope, field: &Field, id: Uuid) -> Result<()> {
    let kind = match field.subject {
        Subject::Contact => EventKind::ContactUpdated,
        Subject::Company => EventKind::CompanyUpdated,
    };
    record(scope, kind, id, json!({ "fields": [field.record_key()] })).await
}

/// Makes the rows of these contacts and companies again from what they hold.
pub async fn refresh_values(scope: &mut Scope, subjects: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "delete from custom_values where subject_id = any($1)",
        subjects,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "insert into custom_values (workspace_id, field_id, subject_id, place, text, number, day, contact_id)
         select
           f.workspace_id,
           f.id,
           holder.id,
           v.place,
           v.text,
           coalesce(v.number, offered.position),
           v.day,
           v.contact_id
         from (
           select id, custom from contacts where id = any($1) and custom <> '{}'
           union all
           select id, custom from companies where id = any($1) and custom <> '{}'
         ) as holder
         cross join lateral jsonb_each(holder.custom) as said (key, value)
         join custom_fields f on f.id = said.key::uuid
         cross join lateral custom_rows(f.kind, said.value) as v
         left join custom_choices offered
           on offered.field_id = f.id
           and offered.key = v.text
           and f.kind in ('choice', 'multi_choice')",
        subjects,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Makes the rows of one field again, after its kind or its choices changed.
pub(super) async fn renew_field(scope: &mut Scope, field: &Field) -> Result<()> {
    sqlx::query!(
        "delete from custom_values where workspace_id = acting_workspace() and field_id = $1",
        field.id,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "insert into custom_values (workspace_id, field_id, subject_id, place, text, number, day, contact_id)
         select
           acting_workspace(),
           $1,
           holder.id,
           v.place,
           v.text,
           coalesce(v.number, offered.position),
           v.day,
           v.contact_id
         from (
           select id, custom -> $2::text as said from contacts where workspace_id = acting_workspace()
           union all
           select id, custom -> $2::text from companies where workspace_id = acting_workspace()
         ) as holder
         cross join lateral custom_rows($3, holder.said) as v
         left join custom_choices offered
           on offered.field_id = $1
           and offered.key = v.text
           and $3 in ('choice', 'multi_choice')
         where holder.said is not null",
        field.id,
        field.id.to_string(),
        field.kind.as_str(),
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// The different texts that are said in a field, the most frequent first.
pub(super) async fn said_texts(
    scope: &mut Scope,
    field: &Field,
    limit: i64,
) -> Result<Vec<String>> {
    let found = sqlx::query_scalar!(
        r#"select v.text as "text!"
           from (
             select custom -> $1::text as said from contacts where workspace_id = acting_workspace()
             union all
             select custom -> $1::text from companies where workspace_id = acting_workspace()
           ) as holder
           cross join lateral custom_rows('multi_choice', holder.said) as v
           where holder.said is not null
             and length(v.text) <= 200
           group by v.text
           order by count(*) desc, v.text
           limit $2"#,
        field.id.to_string(),
        limit,
    );
    Ok(found.fetch_all(scope.db()).await?)
}
