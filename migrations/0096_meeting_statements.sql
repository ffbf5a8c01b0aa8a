-- What each import says of a meeting, apart from what others say: the newest version of it
-- is the interaction, whatever the order in which the files came, and an undo leaves what
-- the other files say.
create table meeting_statements (
  import_id uuid not null references imports on delete cascade,
  external_id text not null,
  -- The digest of the file's name in its archive.
  file text not null,
  workspace_id uuid not null references workspaces on delete cascade,
  -- The event's own id, the same for all its occurrences.
  event text not null,
  -- An occurrence that was changed apart from its series.
  is_change boolean not null,
  starts_at timestamptz not null,
  -- Which of two versions is newer: revisions first, then times.
  sequence bigint not null,
  modified_at timestamptz not null,
  stamped_at timestamptz not null,
  -- None where it is no meeting with others: cancelled, declined, alone.
  said jsonb,
  digest text not null,
  -- Whether the interaction is as this says.
  stands boolean not null default false,
  primary key (import_id, external_id, file)
);
create index meeting_statements_event on meeting_statements (workspace_id, event);
call protect('meeting_statements');

alter table interactions no force row level security;
alter table imports no force row level security;
alter table import_known no force row level security;
alter table participants no force row level security;
alter table source_records no force row level security;
alter table meeting_statements no force row level security;
insert into meeting_statements (
  import_id, external_id, file, workspace_id, event, is_change, starts_at, sequence, modified_at, stamped_at, said,
  digest, stands
)
select
  m.id,
  i.external_id,
  encode(sha256(''), 'hex'),
  i.workspace_id,
  regexp_replace(i.external_id, '/[0-9TZ]+$', ''),
  coalesce(i.raw ->> 'text', '') like '%RECURRENCE-ID%',
  i.occurred_at,
  coalesce(substring(i.raw ->> 'text' from 'SEQUENCE:([0-9]{1,9})')::bigint, 0),
  m.created_at,
  m.created_at,
  jsonb_build_object(
    'at', i.occurred_at,
    'subject', i.subject,
    'body', i.body,
    'own_parts', i.own_parts,
    'raw', i.raw,
    'parts', coalesce(people.parts, '[]')
  ),
  '',
  m.id = i.import_id
from interactions i
join imports m
  on m.id = i.import_id
  or m.id in (select k.import_id from import_known k where k.interaction_id = i.id)
left join lateral (
  select jsonb_agg(jsonb_build_object('role', p.role, 'email', r.external_id, 'name', r.raw ->> 'name')) as parts
  from participants p
  join source_records r on r.id = p.source_record_id
  where p.interaction_id = i.id and r.origin = 'mail'
) people on true
where i.kind = 'meeting' and i.origin = 'icalendar';
alter table interactions force row level security;
alter table imports force row level security;
alter table import_known force row level security;
alter table participants force row level security;
alter table source_records force row level security;
alter table meeting_statements force row level security;
