-- Who writes text in a workspace: rules, or a language model behind an API. Money is counted
-- in millionths of a US dollar.
create table language_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  kind text not null check (kind in ('offline', 'anthropic', 'openai-compatible')),
  base_url text not null,
  model text not null,
  -- Under the key of this installation, which is not in the database.
  sealed_key bytea,
  monthly_budget bigint not null check (monthly_budget >= 0),
  -- For a million tokens that are read and written; null: as the list says that comes along.
  price_read bigint check (price_read >= 0),
  price_written bigint check (price_written >= 0),
  tested_at timestamptz,
  -- Of the last test.
  outcome text,
  updated_at timestamptz not null,
  updated_by uuid references users on delete set null
);
call protect('language_settings');

-- Each call, with what it costs at most until it is known what it did cost: where that never
-- becomes known, it counts in full.
create table language_calls (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  -- Its first day, in UTC.
  month date not null,
  provider text not null,
  model text not null,
  reserved bigint not null check (reserved >= 0),
  cost bigint check (cost >= 0),
  -- Tokens.
  read_and_written bigint not null,
  actor_id uuid references users on delete set null,
  started_at timestamptz not null,
  settled_at timestamptz
);
create index language_calls_month on language_calls (workspace_id, month) include (reserved, cost);
call protect('language_calls');
