-- Each table of an import and how its columns are read: a file may be an archive of
-- several tables, each with columns of its own. What stands in imports.mapping came with
-- the file.
create table import_tables (
  import_id uuid not null references imports on delete cascade,
  -- The file of the archive; empty where the import is one file.
  container text not null,
  workspace_id uuid not null references workspaces on delete cascade,
  -- In the order of the archive.
  place integer not null,
  mapping jsonb not null,
  origin text not null check (origin in ('guess', 'memory', 'person')),
  primary key (import_id, place)
);
create index import_tables_workspace on import_tables (workspace_id);
call protect('import_tables');

alter table imports no force row level security;
alter table import_tables no force row level security;
insert into import_tables (import_id, container, workspace_id, place, mapping, origin)
select id, '', workspace_id, 0, mapping, coalesce(mapping_origin, 'guess')
from imports
where kind = 'csv' and mapping is not null;
alter table imports force row level security;
alter table import_tables force row level security;

-- What an import could not use, page by page.
create index import_rejections_page on import_rejections (import_id, id);
