-- Which values a person chose as two companies became one: what both held before, by the field.
alter table company_merges add column chosen jsonb;
