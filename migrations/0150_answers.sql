-- Who was left for later waits at the end of the queue; and where an answer was taken back,
-- only a person answers again: such a pair is never joined by itself, however certain.
alter table identity_candidates
  add column skipped_at timestamptz,
  add column by_hand boolean not null default false;
alter table company_candidates
  add column skipped_at timestamptz,
  add column by_hand boolean not null default false;
drop index identity_candidates_open;
create index identity_candidates_open
  on identity_candidates (workspace_id, skipped_at nulls first, probability desc, one_id, other_id)
  where state = 'open';
drop index company_candidates_open;
create index company_candidates_open
  on company_candidates (workspace_id, skipped_at nulls first, probability desc, one_id, other_id)
  where state = 'open';

-- What was decided about companies stands beside what was decided about people, and that an
-- answer was taken back is a decision too.
alter table identity_decisions
  add column company_id uuid references companies on delete cascade,
  add column other_company_id uuid references companies on delete cascade,
  drop constraint identity_decisions_kind_check,
  add constraint identity_decisions_kind_check
    check (kind in ('link', 'merge', 'split', 'reject', 'reopen'));
create index identity_decisions_company on identity_decisions (company_id) where company_id is not null;
create index identity_decisions_other_company
  on identity_decisions (other_company_id) where other_company_id is not null;

-- A company of which something else is known than when it was compared with all others last.
alter table companies
  add column mark bigint not null default 1,
  add column compared_mark bigint not null default 0;
create index companies_uncompared on companies (workspace_id) where mark <> compared_mark;

create function mark_company() returns trigger
language plpgsql as $$
begin
  new.mark := old.mark + 1;
  return new;
end
$$;
create trigger companies_mark before update on companies
for each row
when (
  (old.name, old.domain, old.custom, old.parent_id, old.deleted_at is null, old.contact_count > 0)
  is distinct from
  (new.name, new.domain, new.custom, new.parent_id, new.deleted_at is null, new.contact_count > 0)
)
execute function mark_company();

create function mark_called_company() returns trigger
language plpgsql as $$
begin
  update companies set mark = mark + 1 where id = coalesce(new.company_id, old.company_id);
  return null;
end
$$;
create trigger company_aliases_mark after insert or update or delete on company_aliases
for each row execute function mark_called_company();
