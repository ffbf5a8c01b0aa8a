-- Imports of contacts, calendars and chats: what each said of somebody, apart from what
-- others say, so that it can be unsaid.
create table record_statements (
  import_id uuid not null references imports on delete cascade,
  source_record_id uuid not null references source_records on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  raw jsonb not null,
  fields jsonb not null,
  evidence jsonb not null,
  said_at timestamptz not null,
  primary key (import_id, source_record_id)
);
create index record_statements_record on record_statements (source_record_id);
create index record_statements_workspace on record_statements (workspace_id);
call protect('record_statements');

-- How the columns of a table are read: guessed, remembered from a table with the same
-- columns, or decided by a person.
alter table imports
  add column mapping jsonb,
  add column mapping_origin text check (mapping_origin in ('guess', 'memory', 'person'));

create table column_mappings (
  workspace_id uuid not null references workspaces on delete cascade,
  signature text not null,
  mapping jsonb not null,
  updated_at timestamptz not null,
  primary key (workspace_id, signature)
);
call protect('column_mappings');

-- Which record of the file it was, why it could not be used in more than a word, and
-- the record as it stands, so that it can be mended.
alter table import_rejections
  add column number bigint,
  add column detail text,
  add column raw text;

-- Whether the file is a list of people; else it only names those who take part in a chat.
alter table record_statements add column is_listed boolean not null default true;

-- Who the member is in a chat: names, accounts or numbers.
alter table imports add column me text[];

-- Of meetings and chats, all that the source said.
alter table interactions add column raw jsonb;
