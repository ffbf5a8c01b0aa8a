-- Working seconds of an import when its stage began, from which follows how long it goes on.
alter table imports add column stage_began double precision not null default 0;
