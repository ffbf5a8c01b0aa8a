//! The employment of a record that tells of one at most.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Companies, plain::Plain};
use crate::{context::Scope, error::Result, identity::employments::derive_employments};

/// Where the employment is what the golden record says, it is a copy; else it is derived.
pub async fn store_jobs(
    scope: &mut Scope,
    plain: &[Plain<'_>],
    companies: &Companies,
) -> Result<()> {
    let mut columns = Columns::default();
    let mut others = Vec::new();
    for one in plain {
        let company = one.company(companies);
        if one.works_as_told(company.map(|company| company.name.as_str())) {
            columns.push(one, companies);
        } else {
            others.push(one.source.contact);
        }
    }
    columns.store(scope).await?;
    if others.is_empty() {
        return Ok(());
    }
    derive_employments(scope, &others).await
}

/// `job_key` of no company and no title.
const NO_COMPANY: &str = "|";

#[derive(Default)]
struct Columns<'a> {
    contacts: Vec<Uuid>,
    records: Vec<Uuid>,
    said_at: Vec<DateTime<Utc>>,
    companies: Vec<Option<&'a str>>,
    company_ids: Vec<Option<Uuid>>,
    /// Those of no company have none.
    company_keys: Vec<&'a str>,
    titles: Vec<Option<&'a str>>,
    departments: Vec<Option<&'a str>>,
    since: Vec<Option<&'a str>>,
    until: Vec<Option<&'a str>>,
    observed: Vec<bool>,
}

impl<'a> Columns<'a> {
    fn push(&mut self, one: &'a Plain<'_>, companies: &'a Companies) {
        let title = one.text("title");
        if one.job.is_none() && title.is_none() {
            return;
        }
        let company = one.company(companies);
        let job = one.job.as_ref();
        self.contacts.push(one.source.contact);
        self.records.push(one.source.record);
        self.said_at.push(one.source.said_at);
        self.companies
            .push(company.map(|company| company.name.as_str()));
        self.company_ids.push(company.map(|company| company.id));
        self.company_keys
            .push(company.map_or(NO_COMPANY, |company| company.key.as_str()));
        self.titles.push(title);
        self.departments.push(job.and_then(|job| job.department));
        self.since.push(job.and_then(|job| job.since));
        self.until.push(job.and_then(|job| job.until));
        self.observed.push(job.is_none());
    }

    async fn store(self, scope: &mut Scope) -> Result<()> {
        if self.contacts.is_empty() {
            return Ok(());
        }
        let workspace = scope.workspace;
        sqlx::query!(
            "with titles_told as materialized (
               select title, substr(job_key(null, title), 2) as key
               from (select distinct title from unnest($3::text[]) as told (title)) as told
             )
             insert into contact_employments
               (workspace_id, contact_id, key, position, company, company_id, title, department, since, until, observed,
                is_current, source_record_id, said_at)
             select
               $1, contact, company_key || titles_told.key || '|' || coalesce(left(since, 4), ''), 1, company, company_id, new.title,
               department, since, until, observed, until is null, record, said_at
             from unnest(
               $4::uuid[], $2::text[], $5::uuid[], $3::text[], $6::text[], $7::text[], $8::text[], $9::boolean[],
               $10::uuid[], $11::timestamptz[], $12::text[]
             ) as new
               (contact, company, company_id, title, department, since, until, observed, record, said_at, company_key)
             join titles_told on coalesce(titles_told.title, '') = coalesce(new.title, '')",
            workspace,
            &self.companies as &[Option<&str>],
            &self.titles as &[Option<&str>],
            &self.contacts,
            &self.company_ids as &[Option<Uuid>],
            &self.departments as &[Option<&str>],
            &self.since as &[Option<&str>],
            &self.until as &[Option<&str>],
            &self.observed,
            &self.records,
            &self.said_at,
            &self.company_keys as &[&str],
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }
}
