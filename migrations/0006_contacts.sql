-- The golden record of a person. All columns up to `provenance` are derived from
-- the linked source records (see identity_links) and may be rebuilt at any time.
create table contacts (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  name_folded text not null generated always as (fold(name)) stored,
  given_name text,
  family_name text,
  title text,
  location text,
  birthday date,
  about text,
  company_id uuid references companies on delete set null,
  email text,
  provenance jsonb not null default '{}',

  -- Counted from interactions by scoring.
  score real not null default 0,
  score_parts jsonb not null default '{}',
  inbound_count integer not null default 0,
  outbound_count integer not null default 0,
  first_contact_at timestamptz,
  last_contact_at timestamptz,
  last_inbound_at timestamptz,
  last_outbound_at timestamptz,
  unanswered integer not null default 0,
  rhythm_days real,
  spread_days real,
  -- When the silence is half as long again as the rhythm.
  fades_at timestamptz,

  -- The import that made the contact, if one did.
  import_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  deleted_at timestamptz,
  is_archived boolean not null generated always as (archived_at is not null) stored,
  -- An index on the expression would not do: row-level security keeps it from being searched.
  silent_since timestamptz not null generated always as (coalesce(last_contact_at, 'epoch'::timestamptz)) stored
);
-- Each order of the list, within what is shown and within what is archived. Counts
-- read the index alone, and so do the filters that an index below holds.
create index contacts_name on contacts (workspace_id, is_archived, name_folded, id) where deleted_at is null;
create index contacts_score on contacts (workspace_id, is_archived, score desc, id desc) include (fades_at) where deleted_at is null;
create index contacts_last on contacts (workspace_id, is_archived, silent_since desc, id desc) where deleted_at is null;
create index contacts_created on contacts (workspace_id, is_archived, created_at desc, id desc) where deleted_at is null;
create index contacts_awaits on contacts (workspace_id, is_archived, score desc, id desc)
  where deleted_at is null and outbound_count > 0 and last_inbound_at > coalesce(last_outbound_at, 'epoch'::timestamptz);
create index contacts_silent on contacts (workspace_id, is_archived, score desc, id desc)
  where deleted_at is null and inbound_count = 0 and outbound_count > 0;
create index contacts_company on contacts (company_id) where deleted_at is null;
create index contacts_birthday on contacts (workspace_id) where birthday is not null and deleted_at is null;
call protect('contacts');

-- Ways to reach a contact, many of each kind; derived like the columns above.
create table contact_points (
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  kind text not null check (kind in ('email', 'phone', 'url', 'handle')),
  value text not null,
  label text,
  position integer not null,
  source_record_id uuid,
  primary key (contact_id, kind, value)
);
create index contact_points_value on contact_points (workspace_id, kind, value);
call protect('contact_points');

-- The words a contact is found by, folded. Plain comparison instead of a trigram
-- index: under row-level security only leakproof operators may use an index.
create table contact_words (
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  word text collate "C" not null,
  primary key (contact_id, word) include (workspace_id)
);
create index contact_words_word on contact_words (workspace_id, word, contact_id);
call protect('contact_words');
