-- Whom a member has ticked in the list, on whichever of its pages, until something is done
-- with them.
create table ticked_contacts (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  primary key (workspace_id, user_id, contact_id)
);
create index ticked_contacts_contact on ticked_contacts (contact_id);
create index ticked_contacts_user on ticked_contacts (user_id);
call protect('ticked_contacts');
