-- Relations to the card of somebody, by the identifier that the card has: whose it is, is
-- looked up at the moment of reading, so that the card may come later or go.
alter table contact_relations
  add column other_uid text,
  drop constraint contact_relations_other,
  add constraint contact_relations_other check (num_nonnulls(other_id, other_name, other_uid) = 1);
create index contact_relations_uid on contact_relations (workspace_id, other_uid) where other_uid is not null;

-- The contact of the card with this identifier, which is without `urn:uuid:`.
create function card_contact(uid text) returns uuid
language sql stable strict
return (
  select c.id
  from source_records r
  join identity_links l on l.source_record_id = r.id
  join contacts c on c.id = l.contact_id
  where r.workspace_id = acting_workspace()
    and r.origin = 'vcard'
    and r.external_id = any(array[
      uid, 'urn:uuid:' || uid, 'uuid:' || uid,
      lower(uid), 'urn:uuid:' || lower(uid), 'uuid:' || lower(uid),
      upper(uid), 'urn:uuid:' || upper(uid), 'uuid:' || upper(uid)
    ])
    and c.deleted_at is null
  order by r.id
  limit 1
);
