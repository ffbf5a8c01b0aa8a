-- Birthdays by their day of the year, so that those to come are found along an index.
alter table contacts add column birthday_day text collate "C" generated always as (
  case when birthday_iso ~ '^(\d{4}|-)-\d{2}-\d{2}$' then right(birthday_iso, 5) end
) stored;

drop index contacts_birthday_iso;
create index contacts_birthday_iso on contacts (workspace_id, birthday_day)
  where birthday_iso is not null and deleted_at is null;
