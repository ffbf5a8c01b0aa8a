-- The messages numbered bench.first to bench.last: forty words each of a made-up language in
-- which few words are common and many rare.

create temporary table drawn on commit drop as
select
  n,
  (lpad(to_hex(n), 12, '0') || substr(md5('message ' || n), 13))::uuid as id,
  person,
  (lpad(to_hex(person), 12, '0') || substr(md5('record ' || person), 13))::uuid as record_id,
  now() - (n % 2000) * interval '1 day' as at,
  said.text
from generate_series(
  current_setting('bench.first')::bigint,
  current_setting('bench.last')::bigint
) as n
cross join lateral (
  select 1 + (hashint8(n) & 2147483647) % current_setting('bench.people')::bigint
) as drawn_person (person)
cross join lateral (
  select string_agg(
    (array['ba','ke','mi','so','tu','la','re','ni','do','va','pe','ri','mo','ta','ze','lu'])[1 + rank % 16]
    || (array['nder','st','ll','rk','mp','ng','tt','s','n','l','rm','ch','ff','nt','rd','sk'])[1 + rank / 16 % 16]
    || (array['','a','e','ing','en','er','ion','o','ung','ment','ly','s','ade','ist','ure','al'])[1 + rank / 256 % 16]
    || (array['','ba','de','ka','to','um','or','ia','ex','qu','ny','fo','gi','ho','ju','wa'])[1 + rank / 4096 % 16],
    ' '
  ) as text
  from generate_series(1, 40) as place
  cross join lateral (
    select floor(60000 * power((hashint8(n * 40 + place) & 2147483647) / 2147483648.0, 4))::integer as rank
  ) as drawn_word
) as said;

insert into interactions (
  id, workspace_id, kind, direction, origin, external_id, thread_id, occurred_at, subject, snippet, body, language,
  recipients, created_at
)
select
  id,
  acting_workspace(),
  case when n % 100 = 0 then 'note' else 'mail' end,
  'in',
  'mail',
  n || '@bench.example',
  id,
  at,
  left(text, 30),
  left(text, 100),
  text,
  'en',
  1,
  at
from drawn;

insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
select id, record_id, acting_workspace(), 'from', at
from drawn;
