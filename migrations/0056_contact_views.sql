-- Saved views of the list of contacts: whom they show, and how. A view is its author's
-- own, or the whole workspace's.
create table contact_views (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  owner_id uuid not null references users on delete cascade,
  is_shared boolean not null default false,
  name text not null,
  query text not null default '',
  sort text not null default 'strength',
  layout text not null default 'table' check (layout in ('table', 'board', 'birthdays')),
  columns text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create index contact_views_name on contact_views (workspace_id, lower(name), id) where deleted_at is null;
call protect('contact_views');
