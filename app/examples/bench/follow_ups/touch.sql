with drawn as (
  select *
  from unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::timestamptz[]) as drawn (id, record_id, is_mine, at)
),
written as (
  insert into interactions (
    id, workspace_id, kind, direction, origin, external_id, thread_id, occurred_at, subject, snippet, body, language,
    recipients, created_at
  )
  select
    id,
    acting_workspace(),
    'mail',
    case when is_mine then 'out' else 'in' end,
    'mail',
    id || '@bench.example',
    id,
    at,
    'Plans',
    'See you then.',
    'See you then.',
    'en',
    1,
    at
  from drawn
)
insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
select id, record_id, acting_workspace(), case when is_mine then 'to' else 'from' end, at
from drawn
