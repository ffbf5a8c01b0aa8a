-- Words that people, and the records they import, put on contacts.
create table tags (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null check (name = btrim(name) and name <> '' and char_length(name) <= 60),
  name_folded text not null generated always as (fold(name)) stored,
  -- One of twelve colours.
  hue smallint not null check (hue between 0 and 11),
  -- Made because a record named it; no person has touched it since.
  is_imported boolean not null default false,
  -- Where its contacts went, if it was joined to another.
  merged_into uuid references tags on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create unique index tags_name_key on tags (workspace_id, name_folded) where deleted_at is null;
call protect('tags');

-- What records call a tag: its name, those it had before, and those of tags joined to it.
create table tag_names (
  workspace_id uuid not null references workspaces on delete cascade,
  name_folded text not null,
  tag_id uuid not null references tags on delete cascade,
  -- The tag it belonged to before any was joined to another.
  home_id uuid not null references tags on delete cascade,
  primary key (workspace_id, name_folded)
);
call protect('tag_names');

-- Which contacts have a tag now: because a person said so, a record does, or both.
create table contact_tags (
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  tag_id uuid not null references tags on delete cascade,
  by_person boolean not null,
  by_record boolean not null,
  created_at timestamptz not null,
  primary key (contact_id, tag_id),
  check (by_person or by_record)
);
create index contact_tags_tag on contact_tags (workspace_id, tag_id, contact_id);
call protect('contact_tags');

-- What a person took off a contact, whatever records say.
create table contact_tag_removals (
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  tag_id uuid not null references tags on delete cascade,
  created_at timestamptz not null,
  primary key (contact_id, tag_id)
);
create index contact_tag_removals_workspace on contact_tag_removals (workspace_id);
call protect('contact_tag_removals');

-- Whom a tag was on when it was deleted or joined to another, to bring it back.
create table dropped_tags (
  workspace_id uuid not null references workspaces on delete cascade,
  tag_id uuid not null references tags on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  by_person boolean not null,
  by_record boolean not null,
  -- The tag that it was joined to was not on this contact before.
  was_passed_on boolean not null default false,
  primary key (tag_id, contact_id)
);
create index dropped_tags_contact on dropped_tags (contact_id);
create index dropped_tags_workspace on dropped_tags (workspace_id);
call protect('dropped_tags');
