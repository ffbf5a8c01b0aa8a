-- Messages and notes by their words. An index of full text would not be used: row-level
-- security keeps its operators from indexes. So the lists of a word are rows: `offsets`
-- are places in a block of messages that were read together, numbered from `block` on.
create table message_numbers (
  interaction_id uuid primary key references interactions on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  number bigint not null generated always as identity
);
create unique index message_numbers_number on message_numbers (workspace_id, number);
call protect('message_numbers');

create table message_words (
  workspace_id uuid not null references workspaces on delete cascade,
  is_note boolean not null,
  word text collate "C" not null,
  block bigint not null,
  offsets smallint[] not null,
  primary key (workspace_id, is_note, word, block)
);
call protect('message_words');

-- What has not been read for search yet, or not as it is now.
create table unsearched_messages (
  interaction_id uuid primary key references interactions on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade
);
create index unsearched_messages_workspace on unsearched_messages (workspace_id, interaction_id desc);

create function remember_added() returns trigger language plpgsql as $$
begin
  insert into unsearched_messages (interaction_id, workspace_id)
  select id, workspace_id from added
  on conflict do nothing;
  return null;
end
$$;
create function remember_changed() returns trigger language plpgsql as $$
begin
  insert into unsearched_messages (interaction_id, workspace_id)
  values (new.id, new.workspace_id)
  on conflict do nothing;
  return null;
end
$$;
create trigger interactions_added after insert on interactions
referencing new table as added
for each statement execute function remember_added();
create trigger interactions_changed after update of subject, body on interactions
for each row when (old.subject is distinct from new.subject or old.body is distinct from new.body)
execute function remember_changed();

alter table interactions no force row level security;
insert into unsearched_messages (interaction_id, workspace_id)
select id, workspace_id from interactions;
alter table interactions force row level security;
call protect('unsearched_messages');
