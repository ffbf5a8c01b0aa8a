-- Fields that a workspace adds to its contacts and companies. Fields are put away, never
-- deleted, so that no value is lost.
create table custom_fields (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  subject text not null check (subject in ('contact', 'company')),
  -- The name for programs and for columns of tables; it stays when the label changes.
  key text not null,
  label text not null,
  kind text not null check (
    kind in ('text', 'number', 'date', 'choice', 'multi_choice', 'link', 'contact', 'yes_no')
  ),
  position integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  constraint custom_fields_key unique (workspace_id, subject, key)
);
call protect('custom_fields');

-- What a field of kind choice or multi_choice offers. The key is what values hold; it
-- stays when the label changes.
create table custom_choices (
  workspace_id uuid not null references workspaces on delete cascade,
  field_id uuid not null references custom_fields on delete cascade,
  key text not null,
  label text not null,
  position integer not null,
  archived_at timestamptz,
  primary key (field_id, key)
);
create index custom_choices_workspace on custom_choices (workspace_id, field_id);
call protect('custom_choices');

-- The values by the id of their field, as they were said. Those of a contact are derived
-- from its records like its other fields.
alter table contacts add column custom jsonb not null default '{}';
alter table companies add column custom jsonb not null default '{}';

-- The same values as rows, to filter and to sort by; derived, may be rebuilt at any time.
-- `number` holds numbers, yes (1) and no (0), and the place of a choice in its list.
create table custom_values (
  workspace_id uuid not null references workspaces on delete cascade,
  field_id uuid not null references custom_fields on delete cascade,
  subject_id uuid not null,
  place integer not null,
  text text,
  folded text collate "C" generated always as (left(fold(text), 200)) stored,
  number double precision,
  day date,
  contact_id uuid,
  primary key (subject_id, field_id, place)
);
create index custom_values_folded on custom_values (workspace_id, field_id, folded, subject_id) where folded is not null;
create index custom_values_number on custom_values (workspace_id, field_id, number, subject_id) where number is not null;
create index custom_values_day on custom_values (workspace_id, field_id, day, subject_id) where day is not null;
create index custom_values_contact on custom_values (workspace_id, contact_id) where contact_id is not null;
create index custom_values_field on custom_values (workspace_id, field_id);
call protect('custom_values');

-- Contacts and companies that go take their values along: once for each statement, not
-- once for each row.
create function forget_custom_values() returns trigger
language plpgsql as $$
begin
  delete from custom_values where subject_id in (select id from gone);
  return null;
end
$$;
create trigger contacts_custom_values after delete on contacts
referencing old table as gone for each statement execute function forget_custom_values();
create trigger companies_custom_values after delete on companies
referencing old table as gone for each statement execute function forget_custom_values();

-- How a value reads as this kind: a row for each part of a list. What does not read so
-- gives none, and comes back when the kind does.
create function custom_rows(kind text, value jsonb)
returns table (place integer, text text, number double precision, day date, contact_id uuid)
language sql stable parallel safe as $$
  select
    part.place::integer,
    case when kind in ('text', 'link', 'choice', 'multi_choice') then part.text end,
    case
      when kind = 'number' and part.text ~ '^-?\d{1,30}(\.\d{1,30})?$' then part.text::double precision
      when kind = 'yes_no' and lower(part.text) in ('true', 'yes', '1') then 1
      when kind = 'yes_no' and lower(part.text) in ('false', 'no', '0') then 0
    end,
    case when kind = 'date' and part.text ~ '^\d{4}-\d\d-\d\d$' and pg_input_is_valid(part.text, 'date') then part.text::date end,
    case when kind = 'contact' and pg_input_is_valid(part.text, 'uuid') then part.text::uuid end
  from (
    select item #>> '{}' as text, place
    from jsonb_array_elements(case jsonb_typeof(value) when 'array' then value else jsonb_build_array(value) end)
      with ordinality as item (item, place)
  ) as part
  where part.text <> ''
    and (kind in ('text', 'link', 'multi_choice') or part.place = 1)
    and case kind
      when 'number' then part.text ~ '^-?\d{1,30}(\.\d{1,30})?$'
      when 'yes_no' then lower(part.text) in ('true', 'yes', '1', 'false', 'no', '0')
      when 'date' then part.text ~ '^\d{4}-\d\d-\d\d$' and pg_input_is_valid(part.text, 'date')
      when 'contact' then pg_input_is_valid(part.text, 'uuid')
      else true
    end
$$;
