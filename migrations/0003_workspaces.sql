create table workspaces (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);

create table memberships (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  created_at timestamptz not null,
  primary key (workspace_id, user_id)
);
create index memberships_user on memberships (user_id);
call protect('memberships');
create policy own on memberships for select using (user_id = acting_user());

-- The addresses that are a member's own: mail from them is "me".
create table own_addresses (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  email text not null check (email = lower(email)),
  created_at timestamptz not null,
  constraint own_addresses_email_key primary key (workspace_id, email)
);
call protect('own_addresses');
create policy own on own_addresses for select using (user_id = acting_user());

create table invitations (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  email text not null check (email = lower(email)),
  role text not null check (role in ('admin', 'member', 'viewer')),
  token_hash text not null unique,
  invited_by uuid references users on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz
);
create index invitations_workspace on invitations (workspace_id, created_at desc);
call protect('invitations');
create policy bearer on invitations using (token_hash = acting_key());

create table api_keys (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  name text not null,
  prefix text not null,
  key_hash text not null unique,
  created_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_workspace on api_keys (workspace_id, created_at desc);
call protect('api_keys');
create policy bearer on api_keys using (key_hash = acting_key());
