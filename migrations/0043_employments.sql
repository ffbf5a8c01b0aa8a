-- Where somebody works and worked: derived from the linked source records like the
-- columns of a contact, several at once and over time.
create table contact_employments (
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  -- What the sources of one employment have in common; see job_key.
  key text not null,
  position integer not null,
  company text,
  company_id uuid references companies on delete set null,
  title text,
  department text,
  -- ISO 8601: a year, a month or a day.
  since text,
  until text,
  -- The two are when mail was signed so, first and last, not when it began and ended.
  observed boolean not null,
  is_current boolean not null,
  -- Of what a person said, by which it is changed.
  own_id uuid,
  source_record_id uuid not null,
  said_at timestamptz not null,
  confidence real,
  message text,
  primary key (contact_id, key)
);
create index contact_employments_workspace on contact_employments (workspace_id);
create index contact_employments_company on contact_employments (company_id);
call protect('contact_employments');

-- Company and title without case, marks and legal form: the same job in two spellings.
create function job_key(company text, title text) returns text
language sql immutable parallel safe
return
  left(btrim(regexp_replace(
    regexp_replace(
      fold(coalesce(company, '')),
      '[[:punct:][:space:]]+(gmbh|mbh|ag|kg|se|inc|llc|llp|ltd|limited|plc|corp|corporation|co|company|sa|sas|sarl|srl|spa|bv|nv|ab|as|oy|aps|kk|pty)[[:punct:]]*$',
      ''
    ),
    '[^[:alnum:]]+', ' ', 'g'
  )), 300)
  || '|'
  || left(btrim(regexp_replace(fold(coalesce(title, '')), '[^[:alnum:]]+', ' ', 'g')), 300);
