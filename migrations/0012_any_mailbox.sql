-- Imports read any mailbox, ask whose it is, pause, and can be taken away again.

-- Who of those in the mail becomes a contact.
alter table workspaces add column contact_rule text not null default 'wrote_to'
  check (contact_rule in ('answered', 'wrote_to', 'everyone'));

alter table imports
  drop constraint imports_state_check,
  drop constraint imports_stage_check,
  add constraint imports_state_check check (state in (
    'queued', 'asking', 'running', 'paused', 'done', 'failed', 'cancelled', 'undoing', 'undone'
  )),
  add constraint imports_stage_check check (stage in (
    'waiting', 'reading', 'people', 'scores', 'suggestions', 'done', 'removing', 'sweeping', 'recounting'
  )),
  -- The cursor is a place in a file of the archive; empty where the import is one file.
  add column container text not null default '',
  add column bytes_read bigint not null default 0,
  -- Whether a person is asked whose mailbox this is, and what could be the answer.
  add column ask boolean not null default false,
  add column proposed jsonb not null default '[]',
  add column assumed_address text,
  add column removed integer not null default 0,
  -- Contacts that outlived the import, by reason.
  add column kept jsonb not null default '{}';

alter table import_rejections
  drop constraint import_rejections_pkey,
  add column id bigint generated always as identity primary key,
  add column container text not null default '',
  alter column place drop not null;
create index import_rejections_reason on import_rejections (import_id, outcome, reason, id);
-- A file of the archive that could not be read at all has no place, and counts once.
create unique index import_rejections_file on import_rejections (import_id, container) where place is null;

-- Messages that an import delivered as well, after another had stored them.
create table import_known (
  import_id uuid not null references imports on delete cascade,
  interaction_id uuid not null references interactions on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  primary key (interaction_id, import_id)
);
create index import_known_import on import_known (import_id);
call protect('import_known');

-- What the headers of each import said about an address, so that it can be unsaid.
create table import_statements (
  import_id uuid not null references imports on delete cascade,
  address text not null,
  workspace_id uuid not null references workspaces on delete cascade,
  raw jsonb not null,
  fields jsonb not null,
  said_at timestamptz not null,
  primary key (import_id, address)
);
create index import_statements_address on import_statements (workspace_id, address);
call protect('import_statements');

-- The contacts that an undo concerns, and whether they had enough mail to be contacts before it.
create table import_touched (
  import_id uuid not null references imports on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  qualified boolean not null,
  primary key (import_id, contact_id)
);
create index import_touched_contact on import_touched (contact_id);
call protect('import_touched');

-- The member's own part in each message: {"ada@kith.example": {"role": "from", "name": "Ada"}}.
alter table interactions add column own_parts jsonb not null default '{}';
