-- What a view of contacts is grouped by, if it is.
alter table contact_views add column grouped_by text;

-- The few of another priority than the normal one.
create index contacts_priority on contacts (workspace_id, is_archived, priority, score desc, id desc)
  where deleted_at is null and priority is not null;

-- A query asks the priority that every contact has by this name from now on. Where a
-- workspace has a field of its own that is called so, views go on asking that.
alter table contact_views no force row level security;
alter table custom_fields no force row level security;
update contact_views v
set query = regexp_replace(v.query, '(^|[\s(-])priority(?=[:=!<>])', '\1"priority"', 'gi')
from custom_fields f
where f.workspace_id = v.workspace_id
  and f.subject = 'contact'
  and f.key = 'priority'
  and v.query ~* '(^|[\s(-])priority[:=!<>]';
alter table contact_views force row level security;
alter table custom_fields force row level security;
