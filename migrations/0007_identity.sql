-- What one source said about one person or company. The raw payload stays whole;
-- delivering the same external id again updates the same row.
create table source_records (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  origin text not null,
  external_id text not null,
  import_id uuid,
  raw jsonb not null default '{}',
  fields jsonb not null default '{}',
  is_person boolean not null default true,
  source_updated_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint source_records_external_key unique (workspace_id, origin, external_id)
);
call protect('source_records');

-- Which contact a source record belongs to. Merging and splitting contacts moves
-- these rows only.
create table identity_links (
  source_record_id uuid primary key references source_records on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  rule text not null,
  probability real not null,
  created_at timestamptz not null
);
create index identity_links_contact on identity_links (contact_id);
create index identity_links_workspace on identity_links (workspace_id);
call protect('identity_links');

-- Every automatic or human link, merge, split and rejection, with its evidence.
create table identity_decisions (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null check (kind in ('link', 'merge', 'split', 'reject')),
  contact_id uuid references contacts on delete cascade,
  other_contact_id uuid references contacts on delete cascade,
  source_record_id uuid references source_records on delete cascade,
  evidence jsonb not null default '{}',
  probability real,
  rule_version text not null,
  actor_id uuid references users on delete set null,
  created_at timestamptz not null
);
create index identity_decisions_contact on identity_decisions (workspace_id, contact_id, created_at desc);
call protect('identity_decisions');
