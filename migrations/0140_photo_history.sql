-- Photos have a history like every other field. The photo of a contact that a person chose
-- may be brought back for as long as the change that took it away is young.
create or replace function contact_snapshot(c contacts) returns jsonb
language sql stable parallel safe as $$
  select jsonb_strip_nulls(
    jsonb_build_object(
      'name', said -> 'name',
      'title', said -> 'title',
      'location', said -> 'location',
      'birthday', coalesce(said ->> 'birthday_iso', said ->> 'birthday'),
      'about', said -> 'about',
      'pronouns', said -> 'pronouns',
      'time_zone', said -> 'time_zone',
      'how_met', said -> 'how_met',
      'met_on', said -> 'met_on',
      'priority', said -> 'priority',
      'photo', said -> 'photo',
      'company', (
        select jsonb_build_object('id', k.id, 'name', k.name) from companies k where k.id = c.company_id
      )
    )
    || case
      when c.custom = '{}' then '{}'
      else (select jsonb_object_agg('field:' || key, value) from jsonb_each(c.custom))
    end
    || coalesce(
      (
        select jsonb_object_agg(list, reached)
        from (
          select
            case kind when 'address' then 'addresses' when 'date' then 'anniversaries' else kind || 's' end as list,
            jsonb_agg(value order by value collate "C") as reached
          from contact_points
          where contact_id = c.id
          group by kind
        ) as points
      ),
      '{}'
    )
    || coalesce(
      (
        select jsonb_build_object('tags', jsonb_agg(t.name order by t.name_folded))
        from contact_tags x
        join tags t on t.id = x.tag_id and t.deleted_at is null
        where x.contact_id = c.id
        having count(*) > 0
      ),
      '{}'
    )
    || coalesce(
      (
        -- What title and company alone say is told by them. When mail was signed so, first
        -- and last, moves with each mail: it is no change.
        select jsonb_build_object(
          'employments',
          jsonb_agg(
            jsonb_build_object(
              'key', e.key,
              'company', e.company,
              'title', e.title,
              'department', e.department,
              'since', case when not e.observed then e.since end,
              'until', case when not e.observed then e.until end
            )
            order by e.key collate "C"
          )
        )
        from contact_employments e
        where e.contact_id = c.id
          and (
            e.own_id is not null
            or e.department is not null
            or not e.observed and (e.since is not null or e.until is not null)
          )
        having count(*) > 0
      ),
      '{}'
    )
    || coalesce(
      (
        select jsonb_build_object(
          'relations',
          jsonb_agg(
            jsonb_build_object('id', r.id, 'kind', r.kind, 'word', r.word, 'name', r.other_name)
            order by r.id
          )
        )
        from contact_relations r
        where r.contact_id = c.id and r.other_name is not null and r.deleted_at is null
        having count(*) > 0
      ),
      '{}'
    )
  )
  from to_jsonb(c) as said
$$;

create index contact_changes_photos on contact_changes (workspace_id, at) where field = 'photo';
