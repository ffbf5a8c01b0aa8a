-- More reasons to write than silence, a budget for each day, and what decisions teach.
alter table suggestions
  drop constraint suggestions_kind_check,
  add constraint suggestions_kind_check check (kind in (
    'answer', 'own_promise', 'their_promise', 'question', 'reminder', 'event', 'birthday', 'anniversary',
    'met', 'first_met', 'keep_in_touch', 'reconnect'
  )),
  add column pool text not null default 'active' check (pool in ('active', 'dormant')),
  -- Why it closed by itself: I wrote, there was contact otherwise, its reason is gone, or
  -- others came first.
  add column closed_by text check (closed_by in ('acted', 'contact', 'reason', 'place'));
-- How many were opened today.
create index suggestions_opened on suggestions (workspace_id, created_at);

alter table follow_up_settings
  -- So many new ones a day.
  add column daily integer not null default 5 check (daily between 1 and 50),
  -- In percent: the share of ties that are alive; the rest is for those silent for a year.
  add column active_share integer not null default 60 check (active_share between 0 and 100),
  -- So many days before a birthday.
  add column lead_days integer not null default 3 check (lead_days between 0 and 60),
  -- What was decided before teaches nothing any more.
  add column learned_since timestamptz;

alter table contacts
  add column preferred_channel text check (preferred_channel in ('mail', 'phone', 'message', 'meeting'));

-- What people's mail programs answered while they were away, as each import carried it.
create table auto_replies (
  workspace_id uuid not null references workspaces on delete cascade,
  address text not null,
  -- The external id of the message.
  message text not null,
  import_id uuid not null references imports on delete cascade,
  said_at timestamptz not null,
  subject text not null,
  body text not null,
  -- The last day of the absence, where the text says it.
  away_until date,
  primary key (workspace_id, address, message, import_id)
);
create index auto_replies_import on auto_replies (import_id);
create index auto_replies_away on auto_replies (workspace_id, away_until) where away_until is not null;
call protect('auto_replies');
