-- Work that nobody in particular ordered and that is not of the schedule, while it does not
-- succeed: those who look after it are told once.
create table failing_work (
  name text not null,
  -- The workspace that it runs for; null where it runs for the whole installation.
  runs_for uuid references workspaces on delete cascade,
  since timestamptz not null,
  constraint failing_work_key unique nulls not distinct (name, runs_for)
);
create index failing_work_workspace on failing_work (runs_for);
