-- Photos of contacts, made anew from what came in: two squares of one picture, named by
-- their content. Which contact has which stands in its records, like every other field.
create table photos (
  workspace_id uuid not null references workspaces on delete cascade,
  hash text not null,
  large bytea not null,
  small bytea not null,
  created_at timestamptz not null,
  primary key (workspace_id, hash)
);
alter table photos alter column large set storage external;
alter table photos alter column small set storage external;
call protect('photos');

alter table contacts add column photo text;
