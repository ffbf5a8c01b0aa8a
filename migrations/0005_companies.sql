create table companies (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  domain text,
  name_folded text not null generated always as (fold(name)) stored,
  contact_count integer not null default 0,
  interaction_count integer not null default 0,
  strongest_score real,
  last_contact_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  constraint companies_domain_key unique (workspace_id, domain)
);
create index companies_name on companies (workspace_id, name_folded, id) where deleted_at is null;
create index companies_last on companies (workspace_id, last_contact_at desc nulls last, id desc) where deleted_at is null;
create index companies_people on companies (workspace_id, contact_count desc, id desc) where deleted_at is null;
create index companies_score on companies (workspace_id, strongest_score desc nulls last, id desc) where deleted_at is null;
call protect('companies');
