-- How many days ahead a member wants to be told of birthdays.
create table birthday_leads (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  days integer not null check (days between 0 and 366),
  primary key (workspace_id, user_id)
);
call protect('birthday_leads');
