-- As what a contact was compared with all others last, and whether it waits to be compared
-- again: because it is new, or because something was derived that may change who it is like.
create table contact_comparisons (
  contact_id uuid primary key references contacts on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  -- Of what it was compared by; null before the first time.
  digest bigint,
  waits boolean not null default true,
  -- Rises whenever it is to be compared again, so that nothing said meanwhile is passed over.
  mark bigint not null default 1
);
create index contact_comparisons_waiting on contact_comparisons (workspace_id) where waits;
call protect('contact_comparisons');

-- From which probability on two contacts are joined without a question; null: never.
alter table workspaces
  add column join_from double precision default 0.95,
  add constraint workspaces_join_from check (join_from >= 0.9 and join_from < 1);
