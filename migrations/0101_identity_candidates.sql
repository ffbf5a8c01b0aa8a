-- Pairs of contacts that may be one person, each once. What a person rejected stays, so that
-- it is never proposed again.
create table identity_candidates (
  workspace_id uuid not null references workspaces on delete cascade,
  one_id uuid not null references contacts on delete cascade,
  other_id uuid not null references contacts on delete cascade,
  probability real not null,
  -- What speaks for it and against it, in sentences.
  evidence jsonb not null default '[]',
  rule_version text not null,
  state text not null default 'open' check (state in ('open', 'rejected', 'merged')),
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references users on delete set null,
  primary key (one_id, other_id),
  constraint identity_candidates_order check (one_id < other_id)
);
create index identity_candidates_open
  on identity_candidates (workspace_id, probability desc, one_id, other_id) where state = 'open';
create index identity_candidates_other on identity_candidates (other_id);
call protect('identity_candidates');
