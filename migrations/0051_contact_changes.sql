-- Every change of every field of a contact after it was made: what it was, what it is, who
-- and which source said so. Only grows.
create table contact_changes (
  id bigint generated always as identity,
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  -- A field of the golden record, a list of ways to reach, or `field:ID` of an own field.
  field text not null,
  old jsonb,
  new jsonb,
  -- Whose record said the value before, and whose says it now; null where none does.
  old_origin text,
  origin text,
  import_id uuid,
  actor_id uuid,
  at timestamptz not null,
  primary key (contact_id, id)
);
create index contact_changes_workspace on contact_changes (workspace_id);
call protect('contact_changes');

create trigger contact_changes_append_only before update on contact_changes
for each row execute function refuse_change();

-- What is known of a contact, by field; what is not known is absent. Columns that a later
-- migration adds are named here before they are there.
create function contact_snapshot(c contacts) returns jsonb
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
  )
  from to_jsonb(c) as said
$$;
