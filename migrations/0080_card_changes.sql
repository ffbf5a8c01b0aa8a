-- Devices look often, and little changes meanwhile: whatever a card is made of notes whom it
-- concerns when it changes, so that a look costs what changed since the last one. Where no
-- device ever looked, nothing is noted.
create table card_books (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- Transactions before this one may not have known of this row. Until they have ended, all
  -- cards are compared; from then on what was noted is enough.
  known_from xid8,
  is_settled boolean not null default false
);
call protect('card_books');

-- Whose card may have changed since it was looked last; may name one several times.
create table card_touches (
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null
);
create index card_touches_workspace on card_touches (workspace_id);
call protect('card_touches');

-- Of rows that name their contact.
create function touch_cards() returns trigger language plpgsql as $$
begin
  if exists (select from card_books) then
    insert into card_touches (workspace_id, contact_id)
    select distinct t.workspace_id, t.contact_id
    from touched t
    join card_books b on b.workspace_id = t.workspace_id;
  end if;
  return null;
end
$$;

create function touch_cards_of_moved() returns trigger language plpgsql as $$
begin
  if exists (select from card_books) then
    insert into card_touches (workspace_id, contact_id)
    select t.workspace_id, t.contact_id
    from (table former union table touched) as moved
    cross join lateral (values (moved.workspace_id, moved.contact_id)) as t (workspace_id, contact_id)
    join card_books b on b.workspace_id = t.workspace_id
    group by 1, 2;
  end if;
  return null;
end
$$;

create function touch_cards_of_contacts() returns trigger language plpgsql as $$
begin
  if exists (select from card_books) then
    insert into card_touches (workspace_id, contact_id)
    select t.workspace_id, t.id
    from touched t
    join card_books b on b.workspace_id = t.workspace_id;
  end if;
  return null;
end
$$;

-- A card names those whom the contact is related to.
create function touch_cards_of_changed_contacts() returns trigger language plpgsql as $$
begin
  if exists (select from card_books) then
    with changed as (
      select t.workspace_id, t.id, t.name <> f.name as is_renamed
      from touched t
      join former f on f.id = t.id
      join card_books b on b.workspace_id = t.workspace_id
      where (t.version, t.deleted_at, t.archived_at, t.company_id, t.name)
        is distinct from (f.version, f.deleted_at, f.archived_at, f.company_id, f.name)
    )
    insert into card_touches (workspace_id, contact_id)
    select workspace_id, id
    from changed
    union all
    select c.workspace_id, r.contact_id
    from changed c
    join contact_relations r on r.other_id = c.id
    where c.is_renamed
    union all
    select c.workspace_id, r.other_id
    from changed c
    join contact_relations r on r.contact_id = c.id
    where c.is_renamed and r.other_id is not null;
  end if;
  return null;
end
$$;

-- From both sides.
create function touch_cards_of_relations() returns trigger language plpgsql as $$
begin
  if exists (select from card_books) then
    insert into card_touches (workspace_id, contact_id)
    select t.workspace_id, side.id
    from touched t
    join card_books b on b.workspace_id = t.workspace_id
    cross join lateral (values (t.contact_id), (t.other_id)) as side (id)
    where side.id is not null;
  end if;
  return null;
end
$$;

create function touch_cards_of_records() returns trigger language plpgsql as $$
begin
  if exists (select from card_books) then
    insert into card_touches (workspace_id, contact_id)
    select distinct t.workspace_id, l.contact_id
    from touched t
    join former f on f.id = t.id
    join card_books b on b.workspace_id = t.workspace_id
    join identity_links l on l.source_record_id = t.id
    where t.fields is distinct from f.fields;
  end if;
  return null;
end
$$;

create function touch_cards_of_companies() returns trigger language plpgsql as $$
begin
  if exists (select from card_books) then
    with renamed as (
      select t.workspace_id, t.id
      from touched t
      join former f on f.id = t.id
      join card_books b on b.workspace_id = t.workspace_id
      where t.name is distinct from f.name
    )
    insert into card_touches (workspace_id, contact_id)
    select n.workspace_id, c.id
    from renamed n
    join contacts c on c.workspace_id = n.workspace_id and c.company_id = n.id
    union
    select n.workspace_id, e.contact_id
    from renamed n
    join contact_employments e on e.company_id = n.id;
  end if;
  return null;
end
$$;

create function touch_cards_of_tags() returns trigger language plpgsql as $$
begin
  if exists (select from card_books) then
    insert into card_touches (workspace_id, contact_id)
    select t.workspace_id, h.contact_id
    from touched t
    join former f on f.id = t.id
    join card_books b on b.workspace_id = t.workspace_id
    join contact_tags h on h.workspace_id = t.workspace_id and h.tag_id = t.id
    where (t.name, t.deleted_at) is distinct from (f.name, f.deleted_at);
  end if;
  return null;
end
$$;

-- What goes with its contact is not asked for once more: that would be for each contact.
do $$
declare
  source text;
  meant text;
begin
  foreach source in array array[
    'contact_points', 'contact_employments', 'contact_tags', 'identity_links', 'device_cards'
  ] loop
    execute format(
      'create trigger %1$s_touch_added after insert on %1$s referencing new table as touched
       for each statement execute function touch_cards()',
      source
    );
    meant := case when source <> 'identity_links' then 'when (pg_trigger_depth() = 0)' else '' end;
    execute format(
      'create trigger %1$s_touch_gone after delete on %1$s referencing old table as touched
       for each statement %2$s execute function touch_cards()',
      source,
      meant
    );
    execute format(
      'create trigger %1$s_touch_changed after update on %1$s
       referencing old table as former new table as touched
       for each statement execute function touch_cards_of_moved()',
      source
    );
  end loop;
end
$$;

create trigger contacts_touch_added after insert on contacts referencing new table as touched
for each statement execute function touch_cards_of_contacts();
create trigger contacts_touch_gone after delete on contacts referencing old table as touched
for each statement execute function touch_cards_of_contacts();
create trigger contacts_touch_changed after update on contacts
referencing old table as former new table as touched
for each statement execute function touch_cards_of_changed_contacts();

create trigger contact_relations_touch_added after insert on contact_relations
referencing new table as touched
for each statement execute function touch_cards_of_relations();
create trigger contact_relations_touch_gone after delete on contact_relations
referencing old table as touched
for each statement when (pg_trigger_depth() = 0) execute function touch_cards_of_relations();
create trigger contact_relations_touch_changed after update on contact_relations
referencing new table as touched
for each statement execute function touch_cards_of_relations();

create trigger source_records_touch_changed after update on source_records
referencing old table as former new table as touched
for each statement execute function touch_cards_of_records();
create trigger companies_touch_changed after update on companies
referencing old table as former new table as touched
for each statement execute function touch_cards_of_companies();
create trigger tags_touch_changed after update on tags
referencing old table as former new table as touched
for each statement execute function touch_cards_of_tags();

-- Changes whenever anything does that a contact's card is made of.
create or replace view card_sources with (security_invoker = true) as
select
  c.workspace_id,
  c.id as contact_id,
  coalesce(d.name, c.id::text) as name,
  md5(concat_ws(
    '|',
    c.version,
    k.name,
    hashtextextended(d.card, 0),
    s.records,
    j.companies,
    t.names,
    r.people
  )) as state
from contacts c
left join companies k on k.id = c.company_id
left join device_cards d on d.contact_id = c.id
left join lateral (
  select string_agg(r.id::text || jsonb_hash_extended(r.fields, 0), ',' order by r.id) as records
  from identity_links l
  join source_records r on r.id = l.source_record_id
  where l.contact_id = c.id
) s on true
left join lateral (
  select string_agg(w.name, ',' order by e.position) as companies
  from contact_employments e
  join companies w on w.id = e.company_id
  where e.contact_id = c.id
) j on true
left join lateral (
  select string_agg(t.name, ',' order by t.name) as names
  from contact_tags h
  join tags t on t.id = h.tag_id
  where h.contact_id = c.id and t.deleted_at is null
) t on true
left join lateral (
  select string_agg(concat_ws(':', r.kind, r.word, coalesce(o.name, r.other_name)), ',' order by r.id) as people
  from contact_relations r
  left join contacts o on o.id = case when r.contact_id = c.id then r.other_id else r.contact_id end
  where (r.contact_id = c.id or r.other_id = c.id) and r.deleted_at is null
) r on true
where c.deleted_at is null and c.archived_at is null;
