-- More of what is known of a person; derived from the records like the columns beside it.
alter table contacts
  add column pronouns text,
  add column time_zone text,
  add column how_met text,
  add column met_on date,
  add column priority text check (priority in ('high', 'low'));
