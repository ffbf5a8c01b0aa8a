-- The people numbered bench.first to bench.last, each with one record of their address.

-- A number from 0 to 1, without it; the same for the same number and word.
create or replace function pg_temp.chance(number bigint, word text) returns double precision
language sql immutable
return (hashtextextended(word || number, 0) & 2147483647) / 2147483648.0;

create or replace function pg_temp.pick(number bigint, word text, items text[]) returns text
language sql immutable
return items[1 + floor(pg_temp.chance(number, word) * cardinality(items))::integer];

create temporary table drawn on commit drop as
select
  n,
  (lpad(to_hex(n), 12, '0') || substr(md5('contact ' || n), 13))::uuid as contact_id,
  (lpad(to_hex(n), 12, '0') || substr(md5('record ' || n), 13))::uuid as record_id,
  pg_temp.pick(n, 'given', array[
    'Ada', 'Aiko', 'Alejandro', 'Amara', 'André', 'Anna', 'Beatriz', 'Benjamin', 'Björn', 'Camille', 'Carla',
    'Charlotte', 'Chinedu', 'Clara', 'Daniel', 'Deniz', 'Dmitri', 'Eleni', 'Elif', 'Emma', 'Erik', 'Fatima',
    'Felix', 'Françoise', 'Grace', 'Hannah', 'Hiroshi', 'Ines', 'Ivan', 'Jakub', 'James', 'Jasmin', 'Joana',
    'Johannes', 'Jürgen', 'Kasia', 'Katarina', 'Kofi', 'Laura', 'Leila', 'Liam', 'Lucas', 'Magdalena', 'Marco',
    'Maria', 'Mariana', 'Mark', 'Martin', 'Mateo', 'Mei', 'Michael', 'Mohammed', 'Nadia', 'Nina', 'Oleg', 'Olivia',
    'Paweł', 'Peter', 'Priya', 'Rafael', 'Sara', 'Sean', 'Sofia', 'Søren', 'Tariq', 'Thomas', 'Ursula', 'Victor',
    'Wei', 'Yuki', 'Zainab', 'Zoë'
  ]) as given,
  pg_temp.pick(n, 'family', array[
    'Adeyemi', 'Almeida', 'Andersen', 'Bauer', 'Becker', 'Bianchi', 'Brown', 'Carvalho', 'Castro', 'Chen', 'Costa',
    'Dąbrowski', 'Dubois', 'Durand', 'Eriksson', 'Fernández', 'Ferrari', 'Fischer', 'Fontaine', 'García', 'Green',
    'Gupta', 'Haddad', 'Hansen', 'Hoffmann', 'Ibrahim', 'Ivanov', 'Jansen', 'Johansson', 'Jones', 'Kaya',
    'Kowalski', 'Kumar', 'Laurent', 'Lefèvre', 'Lewandowski', 'Lindqvist', 'López', 'Maier', 'Marino', 'Martin',
    'Mendes', 'Meyer', 'Moreau', 'Müller', 'Nakamura', 'Nguyen', 'Nielsen', 'Novák', 'O''Brien', 'Okafor', 'Oliveira',
    'Papadopoulos', 'Patel', 'Pérez', 'Petrov', 'Popescu', 'Reyes', 'Ricci', 'Rossi', 'Saito', 'Santos', 'Schmidt',
    'Schneider', 'Silva', 'Singh', 'Smith', 'Sokolov', 'Suzuki', 'Svensson', 'Takahashi', 'Taylor', 'Torres',
    'Turner', 'van den Berg', 'Vasquez', 'Wagner', 'Walker', 'Wang', 'Weber', 'Williams', 'Wilson', 'Wójcik', 'Wright',
    'Yamamoto', 'Yilmaz', 'Young', 'Zhang', 'Zimmermann'
  ]) as family,
  1 + floor(pg_temp.chance(n, 'firm') * (1 + n / 12))::bigint as firm,
  pg_temp.chance(n, 'strength') as strength,
  pg_temp.chance(n, 'silence') as silence,
  now() - pg_temp.chance(n, 'added') * interval '3 years' as added_at
from generate_series(
  current_setting('bench.first')::bigint,
  current_setting('bench.last')::bigint
) as n;

alter table drawn add column company text, add column domain text;
update drawn set
  company = concat_ws(
    ' ',
    pg_temp.pick(firm, 'first', array[
      'Amber', 'Birch', 'Blue', 'Bright', 'Cedar', 'Clear', 'Copper', 'Delta', 'Elm', 'Falcon', 'Fern', 'Granite',
      'Harbour', 'Iron', 'Juniper', 'Kestrel', 'Lake', 'Maple', 'Meridian', 'North', 'Oak', 'Orchard', 'Pine', 'Quartz',
      'River', 'Sable', 'Silver', 'Stone', 'Summit', 'Tidal', 'Union', 'Vale', 'Willow'
    ]),
    pg_temp.pick(firm, 'second', array[
      'Analytics', 'Capital', 'Consulting', 'Design', 'Energy', 'Foods', 'Foundry', 'Labs', 'Logistics', 'Mobility',
      'Partners', 'Press', 'Robotics', 'Software', 'Studio', 'Systems', 'Therapeutics', 'Trading', 'Works'
    ])
  );
update drawn set domain = replace(lower(company), ' ', '-') || '-' || firm || '.example';

insert into companies (id, workspace_id, name, domain, created_at, updated_at)
select distinct on (domain) md5('company ' || domain)::uuid, acting_workspace(), company, domain, now(), now()
from drawn
on conflict (workspace_id, domain) do nothing;

insert into contacts (
  id, workspace_id, name, score, inbound_count, outbound_count, first_contact_at, last_contact_at, last_inbound_at,
  last_outbound_at, unanswered, rhythm_days, spread_days, fades_at, created_at, updated_at, archived_at, deleted_at
)
select
  contact_id,
  acting_workspace(),
  '',
  round((10 * power(strength, 4))::numeric, 1),
  case when strength > 0.3 then ceil(200 * power(strength, 6)) else 0 end,
  ceil(180 * power(strength, 6)),
  now() - interval '1 day' - silence * interval '2 years' - strength * interval '5 years',
  now() - interval '1 day' - silence * interval '2 years',
  case when strength > 0.3 then now() - interval '1 day' - (silence + case when firm % 2 = 0 then 0.1 else 0 end) * interval '2 years' end,
  now() - interval '1 day' - (silence + case when firm % 2 = 1 then 0.1 else 0 end) * interval '2 years',
  floor(pg_temp.chance(n, 'unanswered') * 4),
  case when strength > 0.5 then 5 + 200 * (1 - strength) end,
  case when strength > 0.5 then 3 + 100 * (1 - strength) end,
  case
    when strength > 0.5
    then now() - interval '1 day' - silence * interval '2 years' + 1.5 * (5 + 200 * (1 - strength)) * interval '1 day'
  end,
  added_at,
  added_at,
  case when pg_temp.chance(n, 'archived') < 0.01 then now() end,
  case when pg_temp.chance(n, 'deleted') < 0.01 then now() end
from drawn;

insert into source_records
  (id, workspace_id, origin, external_id, raw, fields, is_person, source_updated_at, created_at, updated_at)
select
  record_id,
  acting_workspace(),
  'mail',
  email,
  jsonb_build_object('name', given || ' ' || family, 'email', email),
  jsonb_build_object(
    'name', given || ' ' || family,
    'given_name', given,
    'family_name', family,
    'emails', jsonb_build_array(email),
    'company_domain', domain
  ),
  true,
  added_at,
  added_at,
  added_at
from drawn
cross join lateral (
  select regexp_replace(fold(given || '.' || family), '[^a-z.]', '', 'g') || n || '@' || domain
) as address (email);

insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
select record_id, acting_workspace(), contact_id, 'new', 1, added_at from drawn;
