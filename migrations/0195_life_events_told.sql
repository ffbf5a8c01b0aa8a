-- Members are told once of what was found. What was found before this counts as told.
alter table life_events add column told_at timestamptz default now();
alter table life_events alter column told_at drop default;
create index life_events_untold on life_events (workspace_id) where told_at is null;
create index life_events_kinds on life_events (workspace_id, kind, happened_on desc, id desc);
