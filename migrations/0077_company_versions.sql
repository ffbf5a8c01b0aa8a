-- Two who change the same company: the version rises with everything that people say of it.
alter table companies add column version integer not null default 1;

create function raise_version() returns trigger
language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end
$$;

create trigger companies_version before update on companies
for each row
when (
  (old.name, old.domain, old.notes, old.parent_id, old.custom, old.deleted_at)
  is distinct from (new.name, new.domain, new.notes, new.parent_id, new.custom, new.deleted_at)
)
execute function raise_version();
