-- Logos from the companies' own sites, where a workspace wants them.
alter table workspaces add column company_logos boolean not null default false;
alter table companies
  -- Of a picture in `photos`.
  add column logo text,
  add column logo_sought_at timestamptz;
-- Whose turn it is.
create index companies_logo_turn on companies (workspace_id, logo_sought_at nulls first)
where domain is not null and deleted_at is null;
