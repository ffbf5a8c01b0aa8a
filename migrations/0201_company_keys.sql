-- By what companies are found when another one comes, as the matching of companies makes it of
-- names, domains and pages: one that changed is compared with those that keep what it looks for,
-- not with all.
create table company_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  company_id uuid not null references companies on delete cascade,
  key bigint not null,
  primary key (company_id, key)
);
create index company_keys_found on company_keys (workspace_id, key, company_id);
call protect('company_keys');

-- All are compared once more, which writes what they are found by.
alter table companies no force row level security;
update companies set compared_mark = 0 where mark = compared_mark;
alter table companies force row level security;
