-- What somebody and a contact wrote about, in a few sentences, one a line.
alter table generated_texts
  drop constraint generated_texts_kind_check,
  add constraint generated_texts_kind_check check (kind in ('draft', 'tags', 'summary'));
create index generated_texts_summaries on generated_texts (contact_id, created_at desc, id desc) where kind = 'summary';
