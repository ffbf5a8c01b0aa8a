-- A note may be about a company instead of a person: then it has no participants.
alter table interactions add column company_id uuid references companies (id) on delete cascade;
create index interactions_company on interactions (company_id) where company_id is not null;
