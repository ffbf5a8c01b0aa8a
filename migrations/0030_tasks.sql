-- What members want to do, until when, and about whom.
create table tasks (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  title text not null,
  notes text not null default '',

  -- A day, or a day and the time that clocks in `zone` show then.
  due_on date,
  due_time time,
  zone text not null,
  -- The instant that follows from them; of a day, its beginning.
  due_at timestamptz,
  repeat_unit text check (repeat_unit in ('day', 'week', 'month', 'year')),
  repeat_every smallint check (repeat_every > 0),
  -- One bit a day of the week, Monday's the lowest.
  repeat_weekdays smallint not null default 0,
  -- The day of the month that is meant where a shorter month has another.
  repeat_month_day smallint,
  -- The task that this one came after.
  repeats_id uuid references tasks on delete set null,

  assignee_id uuid references users on delete set null,
  version integer not null default 1,
  created_by uuid references users on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  done_at timestamptz,
  done_by uuid references users on delete set null,
  deleted_at timestamptz,
  -- Tasks without a day come last.
  sort_at timestamptz not null generated always as (coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz)) stored,
  constraint tasks_due_whole check ((due_on is null) = (due_at is null) and (due_time is null or due_on is not null)),
  constraint tasks_repeat_whole check ((repeat_unit is null) = (repeat_every is null) and (repeat_unit is null or due_on is not null))
);
create index tasks_open on tasks (workspace_id, sort_at, id) where done_at is null and deleted_at is null;
create index tasks_done on tasks (workspace_id, done_at desc, id desc) where done_at is not null and deleted_at is null;
-- One task is followed by one.
create unique index tasks_next on tasks (repeats_id) where deleted_at is null;
call protect('tasks');

create table task_contacts (
  workspace_id uuid not null references workspaces on delete cascade,
  task_id uuid not null references tasks on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  primary key (task_id, contact_id)
);
create index task_contacts_contact on task_contacts (workspace_id, contact_id);
call protect('task_contacts');

create table task_companies (
  workspace_id uuid not null references workspaces on delete cascade,
  task_id uuid not null references tasks on delete cascade,
  company_id uuid not null references companies on delete cascade,
  primary key (task_id, company_id)
);
create index task_companies_company on task_companies (workspace_id, company_id);
call protect('task_companies');

-- When to say that a task is coming. Shown from `remind_at` on, until it was seen or
-- the task is done; `delivered_at` is when the worker announced it.
create table task_reminders (
  workspace_id uuid not null references workspaces on delete cascade,
  task_id uuid not null references tasks on delete cascade,
  minutes_before integer not null check (minutes_before between 0 and 525600),
  remind_at timestamptz not null,
  delivered_at timestamptz,
  seen_at timestamptz,
  primary key (task_id, minutes_before)
);
create index task_reminders_waiting on task_reminders (workspace_id, remind_at) where delivered_at is null;
create index task_reminders_unseen on task_reminders (workspace_id, remind_at) where seen_at is null;
call protect('task_reminders');
