create table imports (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid references users on delete set null,
  kind text not null default 'mbox',
  file_name text not null,
  file_size bigint not null,
  state text not null default 'queued'
    check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  stage text not null default 'waiting'
    check (stage in ('waiting', 'reading', 'people', 'scores', 'suggestions', 'done')),
  attempt integer not null default 1,
  cursor bigint not null default 0,
  own_addresses text[] not null default '{}',
  listed integer not null default 0,
  stored integer not null default 0,
  known integer not null default 0,
  skipped jsonb not null default '{}',
  failed jsonb not null default '{}',
  contacts_created integer not null default 0,
  contacts_updated integer not null default 0,
  companies_created integer not null default 0,
  interactions integer not null default 0,
  seconds double precision not null default 0,
  error text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  updated_at timestamptz not null
);
create index imports_workspace on imports (workspace_id, created_at desc, id desc);
call protect('imports');

-- The items that an import could not use, each with its place in the file.
create table import_rejections (
  import_id uuid not null references imports on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  place bigint not null,
  outcome text not null check (outcome in ('skipped', 'failed')),
  reason text not null,
  subject text,
  sender text,
  primary key (import_id, place)
);
create index import_rejections_workspace on import_rejections (workspace_id);
call protect('import_rejections');
