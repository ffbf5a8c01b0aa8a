-- What names of the same company have in common: without case, accents, punctuation and
-- the legal form at the end. A name that is nothing else stays as it is.
create function company_key(name text) returns text
language sql immutable strict parallel safe
return (
  select coalesce(
    nullif(
      regexp_replace(
        plain,
        '( (inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|lp|plc|pllc|gmbh|mbh|ggmbh|ag|kg|kgaa|ohg|gbr|ug|ev|eg|se|sa|sas|sasu|sarl|srl|spa|sl|slu|bv|nv|vof|ab|as|asa|aps|oy|oyj|pty|pte|kk|sro|doo|ooo|zrt|kft|sp zoo|sp z oo|und co|and co|et cie|cie|haftungsbeschrankt))+$',
        ''
      ),
      ''
    ),
    plain
  )
  from (
    select btrim(regexp_replace(
      regexp_replace(replace(public.fold(name), '&', ' and '), '[.''’´`/]', '', 'g'),
      '[^[:alnum:]]+', ' ', 'g'
    )) as plain
  ) as words
);

alter table companies
  add column name_key text not null generated always as (company_key(name)) stored,
  add column average_score real,
  add column notes text not null default '',
  add column parent_id uuid references companies on delete set null,
  -- A company that was joined to another keeps its name and domain, which mean the other.
  add column merged_into uuid references companies on delete set null;
create index companies_key on companies (workspace_id, name_key) where deleted_at is null or merged_into is not null;
create index companies_average on companies (workspace_id, average_score desc nulls last, id desc) where deleted_at is null;
create index companies_messages on companies (workspace_id, interaction_count desc, id desc) where deleted_at is null;
create index companies_parent on companies (parent_id) where parent_id is not null;
create index companies_merged on companies (merged_into) where merged_into is not null;

-- Other names and domains of a company.
create table company_aliases (
  workspace_id uuid not null references workspaces on delete cascade,
  company_id uuid not null references companies on delete cascade,
  kind text not null check (kind in ('name', 'domain')),
  value text not null,
  -- What is compared: a name without its legal form, a domain in lower case.
  key text not null,
  created_at timestamptz not null,
  primary key (workspace_id, kind, key)
);
create index company_aliases_company on company_aliases (company_id);
call protect('company_aliases');

-- What a join of two companies moved, to bring it back.
create table company_merges (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  company_id uuid not null references companies on delete cascade,
  into_id uuid not null references companies on delete cascade,
  tasks uuid[] not null,
  children uuid[] not null,
  notes_before text not null,
  notes_after text not null,
  actor_id uuid references users on delete set null,
  created_at timestamptz not null
);
create index company_merges_company on company_merges (workspace_id, company_id, created_at desc);
create index company_merges_into on company_merges (into_id);
call protect('company_merges');

-- The company that this one is now, after all joins.
create function standing_company(company uuid) returns uuid
language sql stable parallel safe
return (
  with recursive chain as (
    select id, merged_into, 1 as depth from companies where id = company
    union all
    select k.id, k.merged_into, chain.depth + 1
    from chain
    join companies k on k.id = chain.merged_into
    where chain.depth < 20
  )
  select id from chain where merged_into is null limit 1
);

-- The company that a name means: the one that is called exactly so; else, where only one
-- company's name or alias differs by no more than its legal form, that one. Two that a
-- form alone tells apart are two.
create function company_named(folded text, form_less text) returns uuid
language sql stable parallel safe
return (
  with called as (
    select id, (name_folded = folded) as is_exact, domain, created_at
    from companies
    where workspace_id = acting_workspace()
      and name_key = form_less
      and (deleted_at is null or merged_into is not null)
    union all
    select a.company_id, false, k.domain, k.created_at
    from company_aliases a
    join companies k on k.id = a.company_id
    where a.workspace_id = acting_workspace()
      and a.kind = 'name'
      and a.key = form_less
      and (k.deleted_at is null or k.merged_into is not null)
  ),
  standing as (
    select distinct on (standing_company(id)) standing_company(id) as id, is_exact, domain, created_at
    from called
    order by standing_company(id), is_exact desc
  )
  select id
  from standing
  where is_exact or (select count(*) from standing) = 1
  order by is_exact desc, (domain is null), created_at, id
  limit 1
);

-- The company that a domain means.
create function company_at(wanted text) returns uuid
language sql stable parallel safe
return coalesce(
  (
    select standing_company(id)
    from companies
    where workspace_id = acting_workspace()
      and domain = wanted
      and (deleted_at is null or merged_into is not null)
  ),
  (
    select standing_company(company_id)
    from company_aliases
    where workspace_id = acting_workspace() and kind = 'domain' and key = wanted
  )
);
