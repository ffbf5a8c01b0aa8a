-- The interactions numbered bench.first to bench.last with the first bench.people people.

create or replace function pg_temp.chance(number bigint, word text) returns double precision
language sql immutable
return (hashtextextended(word || number, 0) & 2147483647) / 2147483648.0;

create temporary table drawn on commit drop as
select
  n,
  (lpad(to_hex(n), 12, '0') || substr(md5('interaction ' || n), 13))::uuid as id,
  person,
  (lpad(to_hex(person), 12, '0') || substr(md5('record ' || person), 13))::uuid as record_id,
  case when pg_temp.chance(n, 'side') < 0.5 then 'in' else 'out' end as direction,
  now() - power(pg_temp.chance(n, 'age'), 1.5) * interval '6 years' as at,
  pg_temp.chance(n, 'kind') as kind
from generate_series(
  current_setting('bench.first')::bigint,
  current_setting('bench.last')::bigint
) as n
cross join lateral (
  select 1 + floor(current_setting('bench.people')::bigint * power(pg_temp.chance(n, 'person'), 2))::bigint
) as drawn_person (person);

insert into interactions (
  id, workspace_id, kind, direction, origin, external_id, thread_id, occurred_at, subject, snippet, body, language,
  recipients, created_at
)
select
  id,
  acting_workspace(),
  case when kind < 0.85 then 'mail' when kind < 0.95 then 'meeting' else 'message' end,
  direction,
  'mail',
  n || '@bench.example',
  md5('thread ' || person || ' ' || floor(extract(epoch from at) / 864000))::uuid,
  at,
  'About item ' || n % 977,
  'Shall we go over the open points of item ' || n % 977 || ' this week?',
  repeat('Shall we go over the open points of item ' || n || ' this week? ', 8),
  'en',
  1 + n % 3,
  at
from drawn;

insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
select id, record_id, acting_workspace(), case direction when 'in' then 'from' else 'to' end, at
from drawn;
