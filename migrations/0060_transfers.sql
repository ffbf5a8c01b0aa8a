-- Workspaces that leave as one file, and come in from one.
create table transfers (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid references users on delete set null,
  direction text not null check (direction in ('out', 'in')),
  state text not null default 'queued'
    check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'expired')),
  rows_done bigint not null default 0,
  rows_total bigint not null default 0,
  bytes bigint not null default 0,
  -- Why a file was refused, as a word.
  problem text,
  -- How many rows of each table went over.
  tables jsonb not null default '{}',
  created_at timestamptz not null,
  finished_at timestamptz,
  -- Until when the file is kept.
  expires_at timestamptz
);
create index transfers_workspace on transfers (workspace_id, created_at desc, id desc);
call protect('transfers');
