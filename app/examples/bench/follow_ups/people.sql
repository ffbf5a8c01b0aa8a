with drawn as (
  select * from unnest($1::uuid[], $2::uuid[]) with ordinality as drawn (contact_id, record_id, n)
),
contact as (
  insert into contacts (id, workspace_id, name, created_at, updated_at)
  select contact_id, acting_workspace(), 'Person ' || n, $3, $3 from drawn
),
record as (
  insert into source_records
    (id, workspace_id, origin, external_id, raw, fields, is_person, source_updated_at, created_at, updated_at)
  select record_id, acting_workspace(), 'mail', 'person' || n || '@bench.example', '{}', '{}', true, $3, $3, $3
  from drawn
)
insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
select record_id, acting_workspace(), contact_id, 'new', 1, $3 from drawn
