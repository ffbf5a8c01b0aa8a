-- A change of many contacts at once: what was done to whom, so that one undo takes all
-- of it back.
create table bulk_changes (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid references users on delete set null,
  action jsonb not null,
  state text not null check (state in ('queued', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  -- Counts up whenever somebody orders it on; what an earlier order says is not heard.
  attempt integer not null default 1,
  total integer not null,
  -- How many of the items were looked at; and how many again, while it is taken back.
  position integer not null default 0,
  undo_position integer not null default 0,
  done integer not null default 0,
  unchanged integer not null default 0,
  failed integer not null default 0,
  undone integer not null default 0,
  -- Changed by somebody since, and left so by the undo.
  kept integer not null default 0,
  -- Whose failed items it tries again.
  retry_of uuid references bulk_changes on delete set null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index bulk_changes_newest on bulk_changes (workspace_id, id desc);
call protect('bulk_changes');

create table bulk_items (
  change_id uuid not null references bulk_changes on delete cascade,
  number integer not null,
  workspace_id uuid not null references workspaces on delete cascade,
  -- Without a reference: what was changed may be gone.
  contact_id uuid not null,
  outcome text check (outcome in ('done', 'unchanged', 'failed')),
  reason text,
  before jsonb,
  primary key (change_id, number)
);
create index bulk_items_failed on bulk_items (workspace_id, change_id, number) where outcome = 'failed';
call protect('bulk_items');
