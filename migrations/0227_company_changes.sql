-- What changed of companies, who or what said so, and when. Triggers note it, whoever writes
-- the row; rows of a workspace that is being loaded come with their own history.
create table company_changes (
  id bigint generated always as identity,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  company_id uuid not null references companies (id) on delete cascade,
  -- name, notes, parent, aliases, or field:ID
  field text not null,
  old jsonb,
  new jsonb,
  -- edit, signature, domain or csv
  origin text not null,
  actor_id uuid,
  at timestamptz not null,
  primary key (company_id, id)
);
create index company_changes_workspace on company_changes (workspace_id);
create trigger company_changes_append_only before update on company_changes
for each row execute function refuse_change();
call protect('company_changes');

create function company_and_name(company uuid) returns jsonb
language sql stable
as $$
  select jsonb_build_object('id', id, 'name', name) from companies where id = company
$$;

create function note_company_changes() returns trigger
language plpgsql
as $$
begin
  if current_setting('kith.loading', true) = 'on' then
    return null;
  end if;
  insert into company_changes (workspace_id, company_id, field, old, new, origin, actor_id, at)
  select
    new.workspace_id,
    new.id,
    said.field,
    said.was,
    said.is_now,
    said.origin,
    case when said.origin = 'edit' then nullif(current_setting('kith.actor', true), '')::uuid end,
    case when new.updated_at is distinct from old.updated_at then new.updated_at else now() end
  from (
    select 'name' as field, to_jsonb(old.name) as was, to_jsonb(new.name) as is_now, new.name_origin as origin
    where new.name <> old.name
    union all
    select 'notes', to_jsonb(nullif(old.notes, '')), to_jsonb(nullif(new.notes, '')), 'edit'
    where new.notes <> old.notes
    union all
    select 'parent', company_and_name(old.parent_id), company_and_name(new.parent_id), 'edit'
    where new.parent_id is distinct from old.parent_id
    union all
    select
      'field:' || key,
      old.custom -> key,
      new.custom -> key,
      case when new.filed = old.filed then 'edit' else 'csv' end
    from jsonb_object_keys(old.custom || new.custom) as key
    where new.custom -> key is distinct from old.custom -> key
  ) as said;
  return null;
end
$$;

create trigger companies_changes after update on companies
for each row
when (
  old.name is distinct from new.name
  or old.notes is distinct from new.notes
  or old.parent_id is distinct from new.parent_id
  or old.custom is distinct from new.custom
)
execute function note_company_changes();

-- Another name is a change of the company: its version rises with it.
create function note_company_alias() returns trigger
language plpgsql
as $$
declare
  alias record := case when tg_op = 'DELETE' then old else new end;
begin
  if current_setting('kith.loading', true) = 'on' then
    return null;
  end if;
  update companies set version = version + 1 where id = alias.company_id;
  -- Not where the company itself is going.
  if found then
    insert into company_changes (workspace_id, company_id, field, old, new, origin, actor_id, at)
    values (
      alias.workspace_id,
      alias.company_id,
      'aliases',
      case when tg_op = 'DELETE' then to_jsonb(alias.value) end,
      case when tg_op = 'INSERT' then to_jsonb(alias.value) end,
      'edit',
      nullif(current_setting('kith.actor', true), '')::uuid,
      now()
    );
  end if;
  return null;
end
$$;

create trigger company_aliases_changes after insert or delete on company_aliases
for each row execute function note_company_alias();
