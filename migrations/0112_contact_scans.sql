-- All contacts of a workspace compared with all: how far it is, and what it found.
create table contact_scans (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  -- The member who wanted it; null where Kith did.
  user_id uuid references users on delete set null,
  is_dry_run boolean not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'cancelled', 'failed')),
  stage text not null default 'reading' check (stage in ('reading', 'comparing', 'joining')),
  done integer not null default 0,
  total integer not null default 0,
  -- Contacts that are to become part of another one, and pairs that a person should look at.
  to_join integer not null default 0,
  to_review integer not null default 0,
  joined integer not null default 0,
  -- Who would be joined, of the surest the first: lists of contacts.
  found jsonb not null default '[]',
  created_at timestamptz not null,
  finished_at timestamptz
);
create index contact_scans_newest on contact_scans (workspace_id, created_at desc);
create unique index contact_scans_one on contact_scans (workspace_id, is_dry_run) where state in ('queued', 'running');
call protect('contact_scans');
