-- What happened in people's lives, as it was read, with the words that say it. It hangs on
-- the record that it was read of, so that it follows links as everything else does.
create table life_events (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  record_id uuid not null references source_records on delete cascade,
  -- The import that carried the words.
  import_id uuid not null references imports on delete cascade,
  kind text not null check (kind in (
    'job_change', 'promotion', 'fundraising', 'product_launch', 'milestone', 'event_attendance', 'move'
  )),
  source text not null check (source in ('signature', 'auto_reply', 'mail', 'record')),
  summary text not null,
  confidence real not null check (confidence between 0 and 1),
  happened_on date not null,
  interaction_id uuid references interactions on delete set null,
  quote text not null,
  details jsonb not null default '{}',
  -- By which the same is known when it is read again.
  essence text not null,
  state text not null default 'open' check (state in ('open', 'confirmed', 'wrong')),
  -- What accepting a new job changed, to go back with.
  accepted jsonb,
  decided_at timestamptz,
  decided_by uuid references users on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint life_events_essence unique (workspace_id, record_id, kind, essence)
);
create index life_events_recent on life_events (workspace_id, happened_on desc, id desc);
create index life_events_record on life_events (record_id);
create index life_events_import on life_events (import_id);
create index life_events_interaction on life_events (interaction_id) where interaction_id is not null;
call protect('life_events');

-- When what the import carried was read for such events.
alter table imports add column events_read_at timestamptz;
