-- Browsers that a member wants to be told in.
create table push_subscriptions (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  -- An address at the push service of the browser; whoever knows it and the two keys may write there.
  endpoint text not null,
  public_key bytea not null,
  auth bytea not null,
  agent text not null default '',
  created_at timestamptz not null,
  used_at timestamptz,
  constraint push_subscriptions_endpoint unique (workspace_id, user_id, endpoint)
);
call protect('push_subscriptions');
