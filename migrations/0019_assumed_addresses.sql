-- The import that assumed an address to be the member's own, where no person said so: when
-- that import is undone, the address goes with it.
alter table own_addresses add column import_id uuid references imports on delete set null;
