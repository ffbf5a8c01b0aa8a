-- What a contact may have many of, beyond ways to reach: postal addresses with their
-- parts, and days of their year (a wedding, a name day).
alter table contact_points
  drop constraint contact_points_kind_check,
  add constraint contact_points_kind_check
    check (kind in ('email', 'phone', 'url', 'handle', 'address', 'date')),
  -- Of an address, as the source tells them apart.
  add column parts jsonb;
create index contact_points_date on contact_points (workspace_id) where kind = 'date';

-- A postal address in one line: of its parts, or as the source wrote it.
create function address_line(parts jsonb) returns text
language sql immutable strict parallel safe
return regexp_replace(
  coalesce(
    nullif(concat_ws(
      ', ',
      nullif(parts ->> 'po_box', ''),
      nullif(parts ->> 'street', ''),
      nullif(parts ->> 'extended', ''),
      nullif(concat_ws(' ', nullif(parts ->> 'postal_code', ''), nullif(parts ->> 'city', '')), ''),
      nullif(parts ->> 'region', ''),
      nullif(parts ->> 'country', '')
    ), ''),
    parts ->> 'text'
  ),
  '\s*[\r\n]+\s*', ', ', 'g'
);

create or replace function point_key(kind text, value text) returns text
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
  when kind = 'address' then
    btrim(regexp_replace(fold(value), '[^[:alnum:]]+', ' ', 'g'))
  else lower(value)
end;
