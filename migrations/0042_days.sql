-- Days that come back each year: a birthday with or without its year, and days of the year
-- among what a contact may have many of.
alter table contacts
  -- ISO 8601: `1980-05-03`, `--05-03` without the year, `1980-05`, `1980`. The column
  -- `birthday` holds it where all of it is known.
  add column birthday_iso text;
update contacts set birthday_iso = birthday::text where birthday is not null;
create index contacts_birthday_iso on contacts (workspace_id) where birthday_iso is not null and deleted_at is null;

-- When such a day comes next, from this day on; none where month and day are not known.
-- 29 February is a day earlier in other years.
create function next_yearly(day text, today date) returns date
language sql immutable strict parallel safe
return (
  select min(comes)
  from generate_series(0, 1) as later
  cross join lateral (
    select case
      when day ~ '^(\d{4}|-)-\d{2}-\d{2}$' then (
        make_date(2000, substring(right(day, 5), 1, 2)::integer, right(day, 2)::integer)
        + make_interval(years => extract(year from today)::integer - 2000 + later)
      )::date
    end as comes
  ) as times
  where comes >= today
);
