create table users (
  id uuid primary key,
  email text not null constraint users_email_key unique check (email = lower(email)),
  name text not null,
  password_hash text not null,
  zone text not null default 'UTC',
  operator boolean not null default false,
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table sessions (
  id text primary key,
  user_id uuid references users on delete cascade,
  data jsonb not null,
  agent text,
  address text,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- One row per attempt; a gate counts those of the last minutes.
create table login_attempts (
  subject text not null,
  at timestamptz not null
);
create index login_attempts_subject on login_attempts (subject, at);

-- The settings of this installation: exactly one row.
create table installation (
  one boolean primary key default true check (one),
  signup text check (signup in ('open', 'invite', 'closed')),
  updated_at timestamptz not null default now()
);
insert into installation default values;
