-- The workspace that one acts for is asked once for all rows that a statement writes.
alter policy workspace on contact_words with check (workspace_id = (select acting_workspace()));
alter policy workspace on contact_points with check (workspace_id = (select acting_workspace()));

-- It goes with its contact.
alter table contact_comparisons drop constraint contact_comparisons_workspace_id_fkey;

-- So are these, written for each contact of a large change: they go with their contact or
-- with their change.
alter table contact_changes drop constraint contact_changes_workspace_id_fkey;
alter table contact_tags drop constraint contact_tags_workspace_id_fkey;
alter table bulk_items drop constraint bulk_items_workspace_id_fkey;
alter policy workspace on contact_changes with check (workspace_id = (select acting_workspace()));
alter policy workspace on contact_tags with check (workspace_id = (select acting_workspace()));
alter policy workspace on bulk_items with check (workspace_id = (select acting_workspace()));

-- By what the employments of a company's people are told apart, worked out once.
alter table companies add column employer_key text not null
  generated always as (job_key(name, null)) stored;

-- Room for a new version of a contact beside the old one: where the two share a page, no
-- index is written.
alter table contacts set (fillfactor = 85);
