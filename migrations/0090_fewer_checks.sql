-- Rows that go with another row of their workspace need no key to the workspace beside
-- it: each key costs a look-up for every row that an import writes.
alter table contact_points drop constraint contact_points_workspace_id_fkey;
alter table contact_employments drop constraint contact_employments_workspace_id_fkey;
alter table identity_links drop constraint identity_links_workspace_id_fkey;
alter table record_statements drop constraint record_statements_workspace_id_fkey;

-- Words are many, and go with their contact all at once.
alter table contact_words
  drop constraint contact_words_workspace_id_fkey,
  drop constraint contact_words_contact_id_fkey;

create function forget_contact_words() returns trigger language plpgsql as $$
begin
  delete from contact_words where contact_id in (select id from gone);
  return null;
end
$$;

create trigger contacts_words
after delete on contacts
referencing old table as gone
for each statement execute function forget_contact_words();
