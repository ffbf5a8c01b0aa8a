-- A record that a person took from a contact, because it is somebody else's. It is known by origin
-- and external id, so that this is remembered when the same is delivered again after the record
-- went with its import.
create table parted_records (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  origin text not null,
  external_id text not null,
  -- Whose it is not: nothing that both have joins them again.
  from_id uuid not null references contacts on delete cascade,
  -- Whose it became; null where that one is not here any more.
  to_id uuid references contacts on delete set null,
  -- A contact was made of it, one that had been joined came back with it, or it was given to one
  -- who was here.
  way text not null check (way in ('made', 'home', 'given')),
  -- How it was tied before.
  rule text not null,
  home_id uuid references contacts on delete set null,
  -- What was said of the two contacts before; null where nothing was.
  pair_state text,
  actor_id uuid references users on delete set null,
  created_at timestamptz not null,
  returned_at timestamptz
);
create index parted_records_record on parted_records (workspace_id, origin, external_id)
  where returned_at is null;
create index parted_records_from on parted_records (from_id);
create index parted_records_to on parted_records (to_id) where to_id is not null;
create index parted_records_home on parted_records (home_id) where home_id is not null;
call protect('parted_records');
