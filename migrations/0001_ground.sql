-- What every later migration stands on: text folding for search, and tenancy.

create extension if not exists hstore;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- Lower-cased, without accents; immutable, so that indexes may use it.
create function fold(value text) returns text
language sql immutable strict parallel safe
return lower(public.unaccent('public.unaccent', value));

-- The workspace, the user and the API key that this transaction acts for;
-- null unless the transaction said so.
create function acting_workspace() returns uuid
language sql stable parallel safe
return nullif(current_setting('kith.workspace', true), '')::uuid;

create function acting_user() returns uuid
language sql stable parallel safe
return nullif(current_setting('kith.user', true), '')::uuid;

create function acting_key() returns text
language sql stable parallel safe
return nullif(current_setting('kith.key', true), '');

-- Makes a table visible only to transactions that act for the row's workspace,
-- for the table's owner as well.
create procedure protect(tenant_table regclass)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format(
    'create policy workspace on %s using (workspace_id = acting_workspace())',
    tenant_table
  );
end
$$;
