-- What the schedule ordered last and orders next, an entry for the installation or for each
-- workspace. The entries themselves stand in the program's schedule table. The table
-- `schedules` is read no longer.
create table scheduled_runs (
  name text not null,
  -- The workspace that it runs for; null where it runs for the whole installation.
  runs_for uuid references workspaces on delete cascade,
  -- When it runs, as the program wrote it down: another rule plans anew.
  rule text not null,
  next_run_at timestamptz not null,
  ordered_at timestamptz,
  began_at timestamptz,
  took_ms bigint,
  outcome text check (outcome in ('done', 'retrying', 'failed')),
  -- What went wrong, where it can be said in words that are fit for people.
  problem text,
  -- Since when no run succeeded.
  failing_since timestamptz,
  constraint scheduled_runs_key unique nulls not distinct (name, runs_for)
);
create index scheduled_runs_workspace on scheduled_runs (runs_for);

-- What was due while nothing ran is still caught up, once.
insert into scheduled_runs (name, rule, next_run_at, ordered_at)
select name, '', next_run_at, last_run_at
from schedules
where name in ('clean_sessions', 'clean_transfers', 'clean_uploads', 'deliver_reminders');

-- Where the days of a workspace begin and end, and when its suggestions are made.
alter table workspaces
  add column zone text not null default 'UTC',
  -- The member whose zone it follows; nobody's where somebody chose one.
  add column zone_of uuid references users on delete set null,
  add column morning time not null default '06:30';
create index workspaces_zone_of on workspaces (zone_of);

do $$
declare
  workspace uuid;
begin
  for workspace in select id from workspaces loop
    perform set_config('kith.workspace', workspace::text, true);
    update workspaces w set zone = u.zone, zone_of = u.id
    from users u
    where w.id = workspace
      and u.id = (
        select m.user_id
        from memberships m
        where m.workspace_id = workspace and m.role = 'owner'
        order by m.created_at
        limit 1
      );
  end loop;
  perform set_config('kith.workspace', '', true);
end
$$;
