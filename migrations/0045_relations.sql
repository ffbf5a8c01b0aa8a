-- What people are to each other. A row says what the other is to the contact, and is read
-- from both sides. The other is a contact, or a name alone.
create table contact_relations (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  kind text not null check (kind in (
    'spouse', 'partner', 'parent', 'child', 'sibling', 'friend', 'colleague', 'manager',
    'report', 'assistant', 'assists', 'introduced_by', 'introduced', 'other'
  )),
  -- What the other is in a word of one's own: `mother`, `landlord`.
  word text,
  other_id uuid references contacts on delete cascade,
  other_name text,
  other_folded text generated always as (fold(other_name)) stored,
  -- `edit` for what a person wrote, else the origin of the record that says so. The rows of
  -- records are derived from them; one that was removed stays, so that it is not said again.
  origin text not null,
  said_at timestamptz not null,
  created_by uuid references users on delete set null,
  deleted_at timestamptz,
  constraint contact_relations_other check ((other_id is null) <> (other_name is null)),
  constraint contact_relations_self check (other_id <> contact_id)
);
create unique index contact_relations_known on contact_relations (contact_id, other_id, kind, (coalesce(word, '')))
  where other_id is not null and deleted_at is null;
create unique index contact_relations_named on contact_relations (contact_id, other_folded, kind, (coalesce(word, '')))
  where other_name is not null and origin = 'edit' and deleted_at is null;
create index contact_relations_contact on contact_relations (contact_id);
create index contact_relations_other on contact_relations (other_id) where other_id is not null;
create index contact_relations_folded on contact_relations (workspace_id, other_folded) where other_name is not null;
call protect('contact_relations');
