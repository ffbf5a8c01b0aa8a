//! What files say of companies in the workspace's own fields. A row of a table says it of the
//! company that it names; the newest holds, until a person says something else.

use uuid::Uuid;

use super::{
    store::{Field, fields},
    types::Subject,
    values::refresh_values,
};
use crate::{context::Scope, error::Result};

/// Begins the names of columns that are fields of companies: `company.industry`.
pub const OF_COMPANY: &str = "company.";

impl Field {
    /// Under which a record says its value, of a contact or of the company in it.
    pub fn filed_key(&self) -> String {
        match self.subject {
            Subject::Contact => self.record_key(),
            Subject::Company => format!("company_{}", self.record_key()),
        }
    }

    /// Whether a column of a file that is called so is this field.
    pub fn is_column(&self, name: &str) -> bool {
        let of_company = name
            .get(..OF_COMPANY.len())
            .filter(|start| start.eq_ignore_ascii_case(OF_COMPANY))
            .map(|start| &name[start.len()..]);
        match (self.subject, of_company) {
            (Subject::Contact, _) => self.is_called(name),
            (Subject::Company, Some(name)) => self.is_called(name),
            (Subject::Company, None) => false,
        }
    }
}

/// Keeps what the records of an import say of companies, which are here by now.
pub async fn file_companies(scope: &mut Scope, import: Uuid) -> Result<()> {
    let own = fields(scope, Subject::Company).await?;
    if own.is_empty() {
        return Ok(());
    }
    let keys: Vec<String> = own.iter().map(Field::filed_key).collect();
    let ids: Vec<Uuid> = own.iter().map(|field| field.id).collect();
    let workspace = scope.workspace;
    let companies = sqlx::query_scalar!(
        r#"with said as materialized (
             select s.fields, s.fields ->> 'company_domain' as domain, s.fields ->> 'company_name' as name, s.said_at
             from record_statements s
             where s.import_id = $1 and s.fields ?| $3
           ),
           called as materialized (
             select domain, name, coalesce(company_at(domain), company_named(fold(name), company_key(name))) as company
             from (select distinct domain, name from said) as names
           ),
           newest as (
             select distinct on (called.company, own.id) called.company, own.id as field, said.fields -> own.key as value, said.said_at
             from said
             join called on called.domain is not distinct from said.domain and called.name is not distinct from said.name
             cross join unnest($3::text[], $4::uuid[]) as own (key, id)
             where called.company is not null and said.fields ? own.key
             order by called.company, own.id, said.said_at desc, (said.fields -> own.key)::text collate "C" desc
           ),
           kept as (
             insert into company_statements (import_id, company_id, field_id, workspace_id, value, said_at)
             select $1, company, field, $2, value, said_at from newest
             on conflict (import_id, company_id, field_id) do update set
               value = excluded.value,
               said_at = excluded.said_at
             returning company_id
           )
           select distinct company_id from kept"#,
        import,
        workspace,
        &keys,
        &ids,
    )
    .fetch_all(scope.db())
    .await?;
    settle(scope, &companies).await
}

/// Unsays what the import said; what others say holds again.
pub async fn unfile_companies(scope: &mut Scope, import: Uuid) -> Result<()> {
    let mut companies = sqlx::query_scalar!(
        "delete from company_statements where import_id = $1 returning company_id",
        import,
    )
    .fetch_all(scope.db())
    .await?;
    companies.sort_unstable();
    companies.dedup();
    settle(scope, &companies).await
}

/// The newest of what is said. What differs from what files said before is by hand, and so is
/// what is not there although they said it.
async fn settle(scope: &mut Scope, companies: &[Uuid]) -> Result<()> {
    if companies.is_empty() {
        return Ok(());
    }
    let now = scope.now;
    sqlx::query!(
        r#"with newest as (
             select distinct on (company_id, field_id) company_id, field_id, value
             from company_statements
             where company_id = any($1)
             order by company_id, field_id, said_at desc, value::text collate "C" desc, import_id
           ),
           said as materialized (
             select k.id, coalesce(jsonb_object_agg(n.field_id::text, n.value) filter (where n.field_id is not null), '{}') as filed
             from companies k
             left join newest n on n.company_id = k.id
             where k.id = any($1)
             group by k.id
           )
           update companies k set
             custom = (
               select coalesce(jsonb_object_agg(kept.key, kept.value), '{}')
               from (
                 select hand.key, hand.value
                 from jsonb_each(k.custom) as hand
                 where hand.value is distinct from k.filed -> hand.key
                 union all
                 select file.key, file.value
                 from jsonb_each(said.filed) as file
                 where k.custom -> file.key is not distinct from k.filed -> file.key
               ) as kept
             ),
             filed = said.filed,
             updated_at = $2
           from said
           where k.id = said.id and k.filed <> said.filed"#,
        companies,
        now,
    )
    .execute(scope.db())
    .await?;
    refresh_values(scope, companies).await
}

/// How a field is called among the columns of a file.
pub fn column_of(field: &Field) -> String {
    match field.subject {
        Subject::Contact => field.key.clone(),
        Subject::Company => format!("{OF_COMPANY}{}", field.key),
    }
}
