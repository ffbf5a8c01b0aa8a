-- Two contacts that are one person. The links of records move to the one that is kept; the
-- other keeps its row and all that people said of it, hidden, so that both can be parted
-- again. What is purged takes along those that were joined to it.
alter table contacts add column merged_into uuid references contacts on delete cascade;
create index contacts_merged on contacts (merged_into) where merged_into is not null;

-- The contact that a record belongs to when nothing is joined; null where it is with it.
alter table identity_links add column home_id uuid references contacts on delete set null;
create index identity_links_home on identity_links (home_id) where home_id is not null;

-- On a contact because one that was joined to it has it by a person's word.
alter table contact_tags
  add column by_joined boolean not null default false,
  drop constraint contact_tags_check,
  add constraint contact_tags_check check (by_person or by_record or by_joined);
alter table task_contacts add column by_joined boolean not null default false;

create table contact_merges (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  kept_id uuid not null references contacts on delete cascade,
  joined_id uuid not null references contacts on delete cascade,
  -- Values that a person chose: `fields` as they were written, and `before`, what a person
  -- had said in them.
  chosen jsonb not null default '{}',
  -- What the kept one took over: how to keep in touch, and whether it is archived.
  taken jsonb not null default '{}',
  -- The open suggestion that went over; it may be gone.
  suggestion_id uuid,
  actor_id uuid references users on delete set null,
  created_at timestamptz not null,
  parted_at timestamptz
);
create index contact_merges_kept on contact_merges (workspace_id, kept_id, created_at desc);
create index contact_merges_joined on contact_merges (joined_id);
call protect('contact_merges');

-- The contact that this one is now, after all joins.
create function standing_contact(contact uuid) returns uuid
language sql stable parallel safe
return (
  with recursive chain as (
    select id, merged_into from contacts where id = contact
    union all
    select c.id, c.merged_into
    from chain
    join contacts c on c.id = chain.merged_into
  )
  select id from chain where merged_into is null
);

-- The contact, what it was joined to, what that was joined to, and so on.
create function contact_lineage(contact uuid) returns uuid[]
language sql stable parallel safe
return (
  with recursive chain as (
    select id, merged_into from contacts where id = contact
    union all
    select c.id, c.merged_into
    from chain
    join contacts c on c.id = chain.merged_into
  )
  select coalesce(array_agg(id), '{}') from chain
);

-- Each of these contacts with itself and all that were joined to it.
create function contact_members(contacts uuid[]) returns table (contact_id uuid, member_id uuid)
language sql stable parallel safe
begin atomic
  with recursive members as (
    select given.id as contact_id, given.id as member_id
    from unnest(contacts) as given (id)
    union all
    select m.contact_id, c.id
    from members m
    join public.contacts c on c.merged_into = m.member_id
  )
  select m.contact_id, m.member_id from members m;
end;
