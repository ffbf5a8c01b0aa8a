-- Domain events: written in the transaction of the change, never altered.
create table events (
  id bigint generated always as identity primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null,
  subject_id uuid not null,
  actor_id uuid,
  data jsonb not null default '{}',
  at timestamptz not null
);
create index events_workspace on events (workspace_id, id desc);
create index events_subject on events (workspace_id, subject_id, id desc);
call protect('events');

create function refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception 'events are append-only';
end
$$;
create trigger events_append_only before update on events
for each row execute function refuse_change();
