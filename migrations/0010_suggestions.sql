-- Whom to write to now, why, and a first draft.
create table suggestions (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  kind text not null check (kind in ('answer', 'keep_in_touch', 'reconnect')),
  facts jsonb not null,
  draft_subject text not null,
  draft_body text not null,
  language text not null,
  tone text not null check (tone in ('casual', 'formal')),
  weight real not null,
  state text not null default 'open' check (state in ('open', 'done', 'snoozed', 'dismissed', 'closed')),
  snoozed_until timestamptz,
  decided_at timestamptz,
  decided_by uuid references users on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index suggestions_open on suggestions (contact_id) where state in ('open', 'snoozed');
create index suggestions_list on suggestions (workspace_id, state, weight desc, id desc);
create index suggestions_contact on suggestions (contact_id, created_at desc);
call protect('suggestions');
