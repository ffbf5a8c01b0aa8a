-- What one CRM says counts as what another does.
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
  when 'linkedin' then 3
  when 'telegram' then 3
  when 'whatsapp' then 3
  when 'csv' then 4
  when 'signature' then 6
  when 'mail' then 6
  else 5
end;
