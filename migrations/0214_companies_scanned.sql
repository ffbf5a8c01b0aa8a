-- What comparing all with all found of companies, or would do with them.
alter table contact_scans
  add column companies_to_join integer not null default 0,
  add column companies_to_review integer not null default 0,
  add column companies_joined integer not null default 0,
  add column companies_found jsonb not null default '[]';
