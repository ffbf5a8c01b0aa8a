-- What each import says of a company in a field of the workspace's own, apart from what
-- others say; and which of a company's values are so because files say it.
create table company_statements (
  import_id uuid not null references imports on delete cascade,
  company_id uuid not null references companies on delete cascade,
  field_id uuid not null references custom_fields on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  value jsonb not null,
  said_at timestamptz not null,
  primary key (import_id, company_id, field_id)
);
create index company_statements_company on company_statements (company_id);
create index company_statements_workspace on company_statements (workspace_id);
call protect('company_statements');

alter table companies add column filed jsonb not null default '{}';
