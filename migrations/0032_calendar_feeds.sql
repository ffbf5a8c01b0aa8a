-- Secret addresses under which calendar programs read a member's tasks.
create table calendar_feeds (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  token_hash text not null unique,
  -- Tasks as appointments, which every program shows, or as to-dos.
  shape text not null check (shape in ('events', 'todos')),
  created_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index calendar_feeds_member on calendar_feeds (workspace_id, user_id, created_at desc);
call protect('calendar_feeds');
create policy bearer on calendar_feeds using (token_hash = acting_key());
