-- Contacts of Monica's export have the identifiers that its cards have, and name each other by
-- them. What one CRM says counts as what another does.
create or replace function card_contact(uid text) returns uuid
language sql stable strict
return (
  select c.id
  from source_records r
  join identity_links l on l.source_record_id = r.id
  join contacts c on c.id = l.contact_id
  where r.workspace_id = acting_workspace()
    and r.origin in ('vcard', 'monica')
    and r.external_id = any(array[
      uid, 'urn:uuid:' || uid, 'uuid:' || uid,
      lower(uid), 'urn:uuid:' || lower(uid), 'uuid:' || lower(uid),
      upper(uid), 'urn:uuid:' || upper(uid), 'uuid:' || upper(uid)
    ])
    and c.deleted_at is null
  order by r.id
  limit 1
);

create or replace function origin_rank(origin text) returns integer
language sql immutable parallel safe
return case origin
  when 'edit' then 0
  when 'google' then 1
  when 'outlook' then 1
  when 'vcard' then 1
  when 'ldif' then 1
  when 'hubspot' then 2
  when 'pipedrive' then 2
  when 'salesforce' then 2
  when 'twenty' then 2
  when 'monica' then 2
  when 'linkedin' then 3
  when 'telegram' then 3
  when 'whatsapp' then 3
  when 'csv' then 4
  when 'signature' then 6
  when 'mail' then 6
  else 5
end;
