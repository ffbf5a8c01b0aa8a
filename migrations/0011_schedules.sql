-- When each scheduled order last ran and runs next; the orders themselves stand
-- in the program's schedule table.
create table schedules (
  name text primary key,
  last_run_at timestamptz,
  next_run_at timestamptz not null
);
