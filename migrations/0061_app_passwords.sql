-- Passwords for phones and programs that sync contacts and tasks: of one member, for nothing else.
create table app_passwords (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  name text not null,
  password_hash text not null unique,
  created_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index app_passwords_member on app_passwords (workspace_id, user_id, created_at desc);
call protect('app_passwords');
create policy bearer on app_passwords using (password_hash = acting_key());

-- Cards as a device wrote them last: what Kith has no field for is given back from here.
create table device_cards (
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid primary key references contacts on delete cascade,
  -- The last part of the card's address, as the device chose it.
  name text not null,
  uid text not null,
  card text not null,
  updated_at timestamptz not null,
  constraint device_cards_name_key unique (workspace_id, name)
);
call protect('device_cards');

-- What devices were told of each contact: its state, and when in the order of changes it
-- became so. A contact that is gone stays here, so that devices hear of it.
create table card_states (
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null,
  name text not null,
  state text not null,
  changed bigint not null,
  is_gone boolean not null default false,
  primary key (workspace_id, contact_id)
);
create index card_states_changed on card_states (workspace_id, changed);
create index card_states_name on card_states (workspace_id, name);
call protect('card_states');
create sequence card_changes;

-- Changes whenever anything does that a contact's card is made of.
create view card_sources with (security_invoker = true) as
select
  c.workspace_id,
  c.id as contact_id,
  coalesce(d.name, c.id::text) as name,
  md5(concat_ws(
    '|',
    c.version,
    k.name,
    hashtextextended(d.card, 0),
    s.records
  )) as state
from contacts c
left join companies k on k.id = c.company_id
left join device_cards d on d.contact_id = c.id
left join lateral (
  select string_agg(r.id::text || jsonb_hash_extended(r.fields, 0), ',' order by r.id) as records
  from identity_links l
  join source_records r on r.id = l.source_record_id
  where l.contact_id = c.id
) s on true
where c.deleted_at is null and c.archived_at is null;
