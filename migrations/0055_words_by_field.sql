-- In which fields of a contact a word stands: 1 name, 2 company, 4 e-mail address, 8 title,
-- 16 place. The first three are searched where no field is named.
alter table contact_words add column places smallint not null default 7;

alter table contacts no force row level security;
alter table companies no force row level security;
alter table contact_points no force row level security;
alter table contact_words no force row level security;
delete from contact_words;
insert into contact_words (workspace_id, contact_id, word, places)
select c.workspace_id, c.id, word, bit_or(said.place)
from contacts c
left join companies k on k.id = c.company_id
left join lateral (
  select string_agg(value, ' ') as addresses
  from contact_points
  where contact_id = c.id and kind = 'email'
) points on true
cross join lateral (
  values (1::smallint, c.name), (2::smallint, k.name), (4::smallint, points.addresses), (8::smallint, c.title), (16::smallint, c.location)
) as said (place, text)
cross join lateral regexp_split_to_table(fold(said.text), '[\s@.,;:()<>/_+''’-]+') as word
where word <> ''
group by c.workspace_id, c.id, word;
alter table contacts force row level security;
alter table companies force row level security;
alter table contact_points force row level security;
alter table contact_words force row level security;

drop index contact_words_word;
create index contact_words_word on contact_words (workspace_id, word, contact_id) include (places);

-- Who has notes.
create index interactions_notes on interactions (workspace_id, occurred_at desc, id desc) where kind = 'note' and deleted_at is null;
