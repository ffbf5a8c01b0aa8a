-- Pairs that wait are counted and listed from one index: a pair of which one is hidden
-- (deleted, or joined to another) is away, and waits again when both are here.
alter table identity_candidates
  drop constraint identity_candidates_state_check,
  add constraint identity_candidates_state_check
    check (state in ('open', 'away', 'rejected', 'merged'));

alter table identity_candidates no force row level security;
alter table contacts no force row level security;
update identity_candidates p set state = 'away'
where state = 'open'
  and exists (
    select from contacts c
    where c.id in (p.one_id, p.other_id) and c.deleted_at is not null
  );
alter table contacts force row level security;
alter table identity_candidates force row level security;

-- Companies that may be one, as contacts that may be one person.
create table company_candidates (
  workspace_id uuid not null references workspaces on delete cascade,
  one_id uuid not null references companies on delete cascade,
  other_id uuid not null references companies on delete cascade,
  probability real not null,
  -- What speaks for it, in sentences.
  evidence jsonb not null default '[]',
  rule_version text not null,
  state text not null default 'open' check (state in ('open', 'away', 'rejected', 'merged')),
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references users on delete set null,
  primary key (one_id, other_id),
  constraint company_candidates_order check (one_id < other_id)
);
create index company_candidates_open
  on company_candidates (workspace_id, probability desc, one_id, other_id) where state = 'open';
create index company_candidates_other on company_candidates (other_id);
call protect('company_candidates');

create function shift_contact_candidates() returns trigger
language plpgsql as $$
begin
  if new.deleted_at is not null then
    update identity_candidates set state = 'away'
    where (one_id = new.id or other_id = new.id) and state = 'open';
  else
    update identity_candidates p set state = 'open'
    where (one_id = new.id or other_id = new.id)
      and state = 'away'
      and not exists (
        select from contacts c
        where c.id in (p.one_id, p.other_id) and c.deleted_at is not null
      );
  end if;
  return null;
end
$$;
create trigger contacts_candidates after update of deleted_at on contacts
for each row when ((old.deleted_at is null) is distinct from (new.deleted_at is null))
execute function shift_contact_candidates();

create function shift_company_candidates() returns trigger
language plpgsql as $$
begin
  if new.deleted_at is not null then
    update company_candidates set state = 'away'
    where (one_id = new.id or other_id = new.id) and state = 'open';
  else
    update company_candidates p set state = 'open'
    where (one_id = new.id or other_id = new.id)
      and state = 'away'
      and not exists (
        select from companies k
        where k.id in (p.one_id, p.other_id) and k.deleted_at is not null
      );
  end if;
  return null;
end
$$;
create trigger companies_candidates after update of deleted_at on companies
for each row when ((old.deleted_at is null) is distinct from (new.deleted_at is null))
execute function shift_company_candidates();
