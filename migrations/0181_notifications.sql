-- What members are told: a row for each member and thing, once by its key.
create table notifications (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  kind text not null,
  key text not null,
  title text not null,
  detail text not null default '',
  -- A path of this site.
  link text not null,
  -- Whether the member wants such news on the page, too.
  is_shown boolean not null default true,
  created_at timestamptz not null,
  read_at timestamptz,
  constraint notifications_key unique (workspace_id, user_id, key)
);
create index notifications_newest on notifications (workspace_id, user_id, created_at desc, id desc) where is_shown;
create index notifications_unread on notifications (workspace_id, user_id) where is_shown and read_at is null;
call protect('notifications');

-- How a member is told of a kind; where there is no row, as is usual for it.
create table notification_choices (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  kind text not null,
  in_app boolean not null,
  mail boolean not null,
  push boolean not null,
  primary key (workspace_id, user_id, kind)
);
call protect('notification_choices');

-- When a member wants to be told, and the digest.
create table notification_hours (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  -- Mails and pushes wait until these hours are over; both or none.
  quiet_from time,
  quiet_until time,
  digest text not null default 'daily' check (digest in ('off', 'daily', 'weekly')),
  digest_hour smallint not null default 7 check (digest_hour between 0 and 23),
  -- Monday is 1.
  digest_weekday smallint not null default 1 check (digest_weekday between 1 and 7),
  digest_at timestamptz,
  primary key (workspace_id, user_id),
  constraint notification_hours_quiet_whole check ((quiet_from is null) = (quiet_until is null))
);
call protect('notification_hours');

-- Mails and pushes on their way. A digest has no notification.
create table notification_deliveries (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  notification_id uuid references notifications on delete cascade,
  way text not null check (way in ('mail', 'push', 'digest')),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'dropped')),
  attempts smallint not null default 0,
  due_at timestamptz not null,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index notification_deliveries_waiting on notification_deliveries (workspace_id, due_at) where state = 'waiting';
create index notification_deliveries_notification on notification_deliveries (notification_id);
call protect('notification_deliveries');

-- Secrets of the installation: what links are signed with, and by which push services know it.
alter table installation
  add column signing_key bytea,
  add column push_key bytea;
