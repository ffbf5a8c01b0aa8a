-- Tags that a workspace sets by rules: categories with tags, each with the words by which it
-- fits a contact.

-- On a contact because a rule of the taxonomy, or a model that read by it, says so.
alter table contact_tags
  add column by_rule boolean not null default false,
  drop constraint contact_tags_check,
  add constraint contact_tags_check check (by_person or by_record or by_joined or by_rule);
alter table dropped_tags add column by_rule boolean not null default false;

create table taxonomy_categories (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null check (name = btrim(name) and name <> '' and char_length(name) <= 60),
  name_folded text not null generated always as (fold(name)) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz
);
create unique index taxonomy_categories_name on taxonomy_categories (workspace_id, name_folded)
where removed_at is null;
call protect('taxonomy_categories');

-- A tag of the taxonomy means the tag on contacts that is, or was, called so (tag_names).
create table taxonomy_tags (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  category_id uuid not null references taxonomy_categories on delete cascade,
  name text not null check (name = btrim(name) and name <> '' and char_length(name) <= 60),
  name_folded text not null generated always as (fold(name)) stored,
  -- Found in the workspace's own data: how many contacts it would fit, and some of them.
  found integer,
  examples uuid[] not null default '{}',
  -- Null: proposed, and never applied.
  approved_at timestamptz,
  approved_by uuid references users on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- What was removed is not proposed again.
  removed_at timestamptz
);
create unique index taxonomy_tags_name on taxonomy_tags (workspace_id, name_folded) where removed_at is null;
create index taxonomy_tags_category on taxonomy_tags (category_id);
call protect('taxonomy_tags');

-- What one of these fields says of a contact whom the tag fits. A word is whole words of a
-- text; with a star at its end, the beginning of one.
create table taxonomy_words (
  workspace_id uuid not null references workspaces on delete cascade,
  tag_id uuid not null references taxonomy_tags on delete cascade,
  field text not null check (field in ('title', 'company', 'place', 'topic', 'relation')),
  position integer not null,
  word text not null check (word <> '' and char_length(word) <= 60),
  primary key (tag_id, field, position)
);
create index taxonomy_words_workspace on taxonomy_words (workspace_id);
call protect('taxonomy_words');

-- Work on the whole workspace in the background: finding tags to propose, or asking the
-- language model about everybody.
create table taxonomy_readings (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid references users on delete set null,
  kind text not null check (kind in ('discover', 'classify')),
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'cancelled', 'failed')),
  done integer not null default 0,
  total integer not null default 0,
  -- Tags that were proposed; contacts that the model read.
  found integer not null default 0,
  -- Why the model could not go on.
  trouble text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index taxonomy_readings_newest on taxonomy_readings (workspace_id, kind, created_at desc);
create unique index taxonomy_readings_one on taxonomy_readings (workspace_id, kind)
where state in ('queued', 'running');
call protect('taxonomy_readings');

-- Which tags the language model found right for a contact. It holds as long as contact and
-- taxonomy stand as they did.
create table tag_verdicts (
  contact_id uuid primary key references contacts on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  -- Of what was known of the contact (contact_digests), and of the rules.
  says_digest text not null,
  rules_digest text not null,
  -- A list of {"tag": of the taxonomy, "said": a part of what it read, "confidence": 0 to 1}.
  found jsonb not null,
  text_id uuid not null references generated_texts on delete cascade,
  read_at timestamptz not null
);
create index tag_verdicts_workspace on tag_verdicts (workspace_id);
create index tag_verdicts_text on tag_verdicts (text_id);
call protect('tag_verdicts');

alter table generated_texts
  drop constraint generated_texts_kind_check,
  add constraint generated_texts_kind_check check (kind in ('draft', 'tags')),
  drop constraint generated_texts_tone_check,
  add constraint generated_texts_tone_check check (tone in ('casual', 'formal') or kind <> 'draft' and tone = '');

-- Its words in small letters without accents, one blank before, between and after.
create function spaced(value text) returns text
language sql immutable strict parallel safe
return ' ' || btrim(regexp_replace(
  translate(fold(value), '–—·•|„“”‚‘’«»…、。・（）', repeat(' ', 19)),
  '[[:space:][:punct:]]+', ' ', 'g'
)) || ' ';

-- The pattern for spaced texts in which this word of a rule stands. Scripts without blanks
-- between words have it anywhere.
create function word_pattern(word text) returns text
language sql immutable strict parallel safe
return case
  when word ~ '[\u3040-\u30ff\u3400-\u9fff]' then '%' || btrim(spaced(word)) || '%'
  when word like '%*' then '%' || rtrim(spaced(word)) || '%'
  else '%' || spaced(word) || '%'
end;

-- What is known of these contacts, field by field, as rules and models read it. A subject of
-- messages has its conversation beside it.
create function contact_says(contacts uuid[], fields text[])
returns table (contact_id uuid, field text, text text, thread_id uuid, said_at timestamptz)
language sql stable parallel safe
begin atomic
  select c.id, 'title', c.title, null::uuid, c.updated_at
  from public.contacts c
  where 'title' = any(fields) and c.id = any(contacts) and c.title <> ''
  union all
  select e.contact_id, 'title', e.title, null, e.said_at
  from public.contact_employments e
  where 'title' = any(fields) and e.contact_id = any(contacts) and e.is_current and e.title <> ''
  union all
  select c.id, 'company', k.name, null, c.updated_at
  from public.contacts c
  join public.companies k on k.id = c.company_id
  where 'company' = any(fields) and c.id = any(contacts)
  union all
  select c.id, 'company', k.domain, null, c.updated_at
  from public.contacts c
  join public.companies k on k.id = c.company_id
  where 'company' = any(fields) and c.id = any(contacts) and k.domain <> ''
  union all
  select e.contact_id, 'company', e.company, null, e.said_at
  from public.contact_employments e
  where 'company' = any(fields) and e.contact_id = any(contacts) and e.is_current and e.company <> ''
  union all
  select c.id, 'place', c.location, null, c.updated_at
  from public.contacts c
  where 'place' = any(fields) and c.id = any(contacts) and c.location <> ''
  union all
  select p.contact_id, 'place', p.value, null, p.said_at
  from public.contact_points p
  where 'place' = any(fields) and p.contact_id = any(contacts) and p.kind = 'address'
  union all
  select c.id, 'topic', c.about, null, c.updated_at
  from public.contacts c
  where 'topic' = any(fields) and c.id = any(contacts) and c.about <> ''
  union all
  select c.id, 'topic', c.how_met, null, c.updated_at
  from public.contacts c
  where 'topic' = any(fields) and c.id = any(contacts) and c.how_met <> ''
  union all
  select
    l.contact_id,
    'topic',
    case i.kind when 'note' then i.body else i.subject end,
    case when i.kind <> 'note' then i.thread_id end,
    i.occurred_at
  from public.identity_links l
  join public.participants p on p.source_record_id = l.source_record_id
  join public.interactions i on i.id = p.interaction_id
  where 'topic' = any(fields)
    and l.contact_id = any(contacts)
    and i.deleted_at is null
    and i.standing = 'contact'
    and i.recipients <= 12
    and case i.kind when 'note' then i.body else i.subject end <> ''
  union all
  select
    who.id,
    'relation',
    what.kind,
    null,
    r.said_at
  from public.contact_relations r
  cross join lateral (values (r.other_id, true), (r.contact_id, false)) as who (id, is_other)
  cross join lateral (
    select replace(
      case
        when who.is_other then r.kind
        else case r.kind
          when 'parent' then 'child'
          when 'child' then 'parent'
          when 'manager' then 'report'
          when 'report' then 'manager'
          when 'assistant' then 'assists'
          when 'assists' then 'assistant'
          when 'introduced_by' then 'introduced'
          when 'introduced' then 'introduced_by'
          else r.kind
        end
      end,
      '_', ' '
    ) as kind
    union all
    select r.word where who.is_other and r.word <> ''
  ) as what
  where 'relation' = any(fields)
    and (r.contact_id = any(contacts) or r.other_id = any(contacts))
    and who.id = any(contacts)
    and r.deleted_at is null
    and what.kind <> 'other';
end;

-- By what a verdict of the model holds on: what is known but for messages and notes, of which
-- new ones come each day.
create function contact_digests(contacts uuid[]) returns table (contact_id uuid, digest text)
language sql stable parallel safe
begin atomic
  select
    given.id,
    md5(coalesce(string_agg(s.field || ' ' || s.text, '|' order by s.field, s.text collate "C"), ''))
  from unnest(contacts) as given (id)
  left join public.contact_says(contacts, array['title', 'company', 'place', 'relation']) as s
    on s.contact_id = given.id
  group by given.id;
end;
