-- Every text that was made, by a model or by rules: from what, by whom, what people made of it,
-- and whether it was sent.
create table generated_texts (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null check (kind in ('draft')),
  contact_id uuid not null references contacts on delete cascade,
  suggestion_id uuid references suggestions on delete set null,
  -- Where it comes from.
  provider text not null,
  model text not null,
  prompt text not null,
  -- Why the chosen model did not write it.
  trouble text,
  -- A digest of all that was given, and the messages among it.
  inputs_digest text not null,
  interaction_ids uuid[] not null,
  -- Tokens; null where the provider does not count.
  units_read bigint,
  units_written bigint,
  -- In millionths of a US dollar; null where it is not known.
  cost bigint,
  -- What was asked for.
  trigger text not null,
  channel text not null,
  variant text not null,
  instruction text not null default '',
  language text not null,
  tone text not null check (tone in ('casual', 'formal')),
  -- As it was made, and as it stands now.
  made_subject text not null,
  made_body text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null,
  created_by uuid references users on delete set null,
  edited_at timestamptz,
  edited_by uuid references users on delete set null,
  sent_at timestamptz,
  sent_by uuid references users on delete set null,
  -- What was recorded as sent.
  sent_as uuid references interactions on delete set null,
  discarded_at timestamptz
);
create index generated_texts_contact on generated_texts (contact_id, created_at desc, id desc);
create index generated_texts_suggestion on generated_texts (suggestion_id, created_at desc)
where sent_at is null and discarded_at is null;
create index generated_texts_workspace on generated_texts (workspace_id, created_at desc);
create index generated_texts_sent on generated_texts (sent_as) where sent_as is not null;
call protect('generated_texts');
