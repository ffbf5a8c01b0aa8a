-- What was deleted is found by when; after thirty days it goes.
create index contacts_trash on contacts (workspace_id, deleted_at desc, id) where deleted_at is not null;
create index companies_trash on companies (workspace_id, deleted_at desc, id) where deleted_at is not null;

-- Whose contact was removed for good: neither the mail that is here nor the same record of
-- a file makes a contact of it again.
alter table source_records add column forgotten_at timestamptz;
