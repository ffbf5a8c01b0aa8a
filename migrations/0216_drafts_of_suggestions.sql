-- The draft that comes with a suggestion is a text like every other. While nobody took it up, it
-- is made anew with the suggestion that it is renewed for.
alter table generated_texts add column renewed_for uuid references suggestions on delete set null;
create unique index generated_texts_renewed on generated_texts (renewed_for) where renewed_for is not null;
