-- Messages are joined into threads by what they name, and by subject and people, in
-- whatever order they come.

-- The numbers that place a message in a conversation (`mail::threads::Trace`).
alter table interactions add column trace jsonb;

-- Which thread a message identifier belongs to, also of a message that is not here but
-- that others name.
create table conversation_ids (
  workspace_id uuid not null references workspaces on delete cascade,
  id bigint not null,
  thread_id uuid not null,
  primary key (workspace_id, id)
);

-- A subject between two people, by time: what a message without a name of another goes on with.
create table conversation_ties (
  workspace_id uuid not null references workspaces on delete cascade,
  tie bigint not null,
  occurred_at timestamptz not null,
  id bigint not null,
  circle bigint not null,
  is_reply boolean not null,
  is_open boolean not null,
  primary key (workspace_id, tie, occurred_at, id)
);

-- What is here already can be named by what comes.
alter table interactions no force row level security;
insert into conversation_ids (workspace_id, id, thread_id)
select
  workspace_id,
  ('x' || encode(substring(sha256(convert_to(E'id\n' || external_id, 'UTF8')) from 1 for 8), 'hex'))::bit(64)::bigint,
  thread_id
from interactions
where origin = 'mail'
on conflict do nothing;
alter table interactions force row level security;

call protect('conversation_ids');
call protect('conversation_ties');
