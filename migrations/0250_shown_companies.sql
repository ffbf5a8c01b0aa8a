-- A company that somebody made or edited stays, also while nobody is known there.
-- When somebody made or edited it last; none where only sources speak.
alter table companies add column by_hand_at timestamptz;
alter table companies no force row level security;
alter table company_changes no force row level security;
update companies k set by_hand_at = edited.at
from (
  select company_id, max(at) as at
  from company_changes
  where origin = 'edit' and actor_id is not null
  group by company_id
) as edited
where edited.company_id = k.id;
alter table company_changes force row level security;
alter table companies force row level security;

-- Whether somebody said something about it that stands in its row.
alter table companies add column spoken_of boolean not null generated always as (
  by_hand_at is not null or notes <> '' or parent_id is not null or custom <> filed
) stored;
create index companies_spoken_of on companies (workspace_id) where spoken_of;
create index interactions_about_companies on interactions (workspace_id)
where company_id is not null and deleted_at is null;

-- The companies that are in lists and search also without people: those of which somebody
-- said or wrote something, or to which somebody joined another.
create function kept_companies() returns setof uuid
language sql stable parallel safe rows 1000
as $$
  select id
  from companies
  where workspace_id = acting_workspace() and spoken_of
  union all
  select parent_id
  from companies
  where workspace_id = acting_workspace() and parent_id is not null and deleted_at is null
  union all
  select company_id
  from company_aliases
  where workspace_id = acting_workspace()
  union all
  select company_id
  from interactions
  where workspace_id = acting_workspace() and company_id is not null and deleted_at is null
  union all
  select l.company_id
  from task_companies l
  join tasks t on t.id = l.task_id and t.deleted_at is null
  where l.workspace_id = acting_workspace()
  union all
  select joined.merged_into
  from companies joined
  where joined.workspace_id = acting_workspace()
    and joined.merged_into is not null
    and (joined.by_hand_at is not null or exists (
      select
      from company_merges m
      where m.workspace_id = joined.workspace_id
        and m.company_id = joined.id
        and m.into_id = joined.merged_into
        and m.actor_id is not null
    ))
$$;
