-- One row of the timeline: a mail, a meeting, a call, a chat message or a note.
create table interactions (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null check (kind in ('mail', 'meeting', 'message', 'call', 'note')),
  direction text not null check (direction in ('in', 'out', 'none')),
  origin text not null,
  external_id text not null,
  thread_id uuid not null,
  occurred_at timestamptz not null,
  subject text not null default '',
  snippet text not null default '',
  body text not null default '',
  language text,
  recipients integer not null default 0,
  attachments jsonb not null default '[]',
  import_id uuid references imports on delete set null,
  place bigint,
  author_id uuid references users on delete set null,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint interactions_external_key unique (workspace_id, origin, external_id)
);
create index interactions_recent on interactions (workspace_id, occurred_at desc, id desc);
create index interactions_thread on interactions (workspace_id, thread_id, occurred_at desc);
create index interactions_import on interactions (import_id);
call protect('interactions');

-- Who took part, as the source record of their address: a merge of contacts
-- needs no change here.
create table participants (
  interaction_id uuid not null references interactions on delete cascade,
  source_record_id uuid not null references source_records on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  role text not null check (role in ('from', 'to', 'cc', 'bcc', 'about')),
  occurred_at timestamptz not null,
  primary key (interaction_id, source_record_id)
);
create index participants_record on participants (source_record_id, occurred_at desc);
create index participants_workspace on participants (workspace_id);
call protect('participants');

-- The figures of the start page: what was exchanged with whom in the last weeks.
create index interactions_exchanged on interactions (workspace_id, occurred_at)
where deleted_at is null and kind <> 'note';
create index participants_senders on participants (workspace_id, occurred_at)
include (source_record_id) where role = 'from';
