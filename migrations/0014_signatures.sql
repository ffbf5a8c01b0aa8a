-- What the signatures under somebody's mail said, as each import carried it: a row for
-- every different block, with the time over which it was seen.
create table signatures (
  workspace_id uuid not null references workspaces on delete cascade,
  address text not null,
  block_id uuid not null,
  import_id uuid not null references imports on delete cascade,
  block text not null,
  -- The values that were read out of the block, each with its confidence.
  person jsonb not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- The external id of the newest message that carried it.
  message text not null,
  primary key (workspace_id, address, block_id, import_id)
);
create index signatures_import on signatures (import_id);
call protect('signatures');

-- By field: when the source said it, how sure it is (0 to 1) and in which message.
-- What is absent was said when the record changed last, and is sure.
alter table source_records add column evidence jsonb not null default '{}';

alter table contact_points
  add column raw text,
  add column said_at timestamptz,
  add column confidence real,
  add column message text;

-- Whose spelling the name is: the domain's, a signature's or a person's.
alter table companies add column name_origin text not null default 'domain'
  check (name_origin in ('domain', 'signature', 'edit'));
update companies set name_origin = 'edit' where domain is null;

-- What two spellings of the same way to reach somebody have in common.
create function point_key(kind text, value text) returns text
language sql immutable strict parallel safe
return case
  when kind = 'phone' then
    case when value ~ '^\s*\(?(\+|00)' then '+' else '' end
    || regexp_replace(
      regexp_replace(replace(value, '(0)', ''), '^\s*00', ''),
      '\D', '', 'g'
    )
  when kind in ('url', 'handle') then
    rtrim(regexp_replace(lower(value), '^\s*(https?://)?(www\.)?', ''), '/ ')
  else lower(value)
end;
