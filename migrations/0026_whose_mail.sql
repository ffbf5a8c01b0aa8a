alter table imports
  drop constraint imports_stage_check,
  add constraint imports_stage_check check (stage in (
    'waiting', 'reading', 'including', 'people', 'scores', 'suggestions', 'done', 'removing', 'sweeping', 'recounting'
  )),
  -- A mailbox that belongs to none of the members: what others wrote each other.
  add column of_others boolean not null default false,
  -- Reasons for which messages are skipped elsewhere, and that this import takes in.
  add column included text[] not null default '{}',
  -- Addresses that were proposed and are somebody else's.
  add column declined text[] not null default '{}';

-- Whether a mail is contact between the member and the others in it. What programs and
-- lists sent is not, and neither is what others wrote each other.
alter table interactions add column standing text not null default 'contact'
  check (standing in ('contact', 'automated', 'others'));
