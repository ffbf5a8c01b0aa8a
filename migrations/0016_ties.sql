-- What people say about keeping in touch: for the whole workspace, and for one contact.
create table follow_up_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- A rhythm is held between these two, in days.
  shortest_days integer not null check (shortest_days between 1 and 365),
  longest_days integer not null check (longest_days between shortest_days and 1825),
  -- How long beyond the rhythm a silence may last.
  patience text not null check (patience in ('little', 'usual', 'much')),
  most_open integer not null check (most_open between 1 and 200),
  updated_at timestamptz not null,
  updated_by uuid references users on delete set null
);
call protect('follow_up_settings');

-- Unlike the counted columns, these two are a person's own words.
alter table contacts
  add column keep_in_touch_days integer check (keep_in_touch_days between 1 and 1825),
  add column never_suggested boolean not null default false;

-- The parts of a score are made from what was exchanged whenever they are asked for.
comment on column contacts.score_parts is 'not written any more';
