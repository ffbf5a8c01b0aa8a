-- A text that somebody recorded as sent, and that an import brought as well: `sent_as` is the
-- message that stands, `recorded_as` the recorded one that gave way to it.
alter table generated_texts add column recorded_as uuid references interactions on delete set null;
create index generated_texts_recorded on generated_texts (recorded_as) where recorded_as is not null;
