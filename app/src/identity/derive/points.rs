//! Ways to reach somebody: what all records say, each once, less what a person removed.

use uuid::Uuid;

use crate::{context::Scope, error::Result};

pub(super) async fn derive_points(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "delete from contact_points where contact_id = any($1)",
        contacts
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "with linked as (
           select
             l.contact_id,
             r.id,
             r.origin,
             r.external_id,
             r.fields,
             r.evidence,
             r.source_updated_at,
             case
               when l.home_id is null then array[l.contact_id]
               else contact_lineage(l.home_id)
             end as lineage
           from identity_links l
           join source_records r on r.id = l.source_record_id
           where l.contact_id = any($2)
         ),
         -- By whom: what was removed of a contact that was joined to this one concerns what
         -- its own records say.
         removed as (
           select contact_id, case when origin = 'edit' then external_id::uuid end as remover, value
           from linked
           cross join lateral jsonb_array_elements_text(fields -> 'removed') as value
           where origin = 'edit'
         ),
         labelled as (
           select distinct on (contact_id, by_hand.kind, point_key(by_hand.kind, by_hand.value))
             contact_id,
             by_hand.kind,
             point_key(by_hand.kind, by_hand.value) as key,
             by_hand.label
           from linked
           cross join lateral jsonb_to_recordset(fields -> 'labels') as by_hand (kind text, value text, label text)
           where origin = 'edit'
           order by
             contact_id,
             by_hand.kind,
             point_key(by_hand.kind, by_hand.value),
             (external_id = contact_id::text) desc,
             evidence -> 'labels' ->> 'at' desc,
             by_hand.label desc
         ),
         said as (
           select
             linked.contact_id,
             linked.lineage,
             linked.id,
             linked.origin,
             linked.external_id,
             kinds.kind,
             item.place,
             case jsonb_typeof(item.said)
               when 'object' then coalesce(item.said ->> 'value', address_line(item.said))
               else item.said #>> '{}'
             end as value,
             case
               when kinds.kind = 'address' and jsonb_typeof(item.said) = 'object'
                 then item.said - '{value,label,raw,confidence,message,at}'::text[]
             end as parts,
             item.said ->> 'label' as label,
             item.said ->> 'raw' as raw,
             (item.said ->> 'confidence')::real as confidence,
             item.said ->> 'message' as message,
             coalesce((item.said ->> 'at')::timestamptz, linked.source_updated_at) as said_at
           from linked
           cross join (
             values
               ('email', 'emails'), ('phone', 'phones'), ('url', 'urls'), ('handle', 'handles'),
               ('address', 'addresses'), ('date', 'anniversaries')
           ) as kinds (kind, field)
           cross join lateral jsonb_array_elements(linked.fields -> kinds.field)
             with ordinality as item (said, place)
         ),
         offered as (
           select distinct on (contact_id, kind, point_key(kind, value))
             *,
             max(label) over (partition by contact_id, kind, point_key(kind, value)) as any_label
           from said
           where length(value) > 0
             and octet_length(value) <= 2000
             and not exists (
               select from removed
               where removed.contact_id = said.contact_id
                 and removed.remover = any(said.lineage)
                 and point_key(said.kind, removed.value) = point_key(said.kind, said.value)
             )
           order by
             contact_id,
             kind,
             point_key(kind, value),
             (origin = 'edit') desc,
             said_at desc,
             origin_rank(origin),
             origin,
             external_id,
             place
         )
         insert into contact_points
           (workspace_id, contact_id, kind, value, label, position, source_record_id, raw, said_at, confidence, message,
            parts)
         select
           $1,
           offered.contact_id,
           offered.kind,
           value,
           nullif(coalesce(labelled.label, offered.label, any_label), ''),
           row_number() over (
             partition by offered.contact_id, offered.kind
             order by
               (coalesce(labelled.label, offered.label, any_label) is not distinct from 'fax'),
               (origin = 'edit') desc,
               said_at desc,
               place,
               value
           ),
           id,
           raw,
           said_at,
           confidence,
           message,
           parts
         from offered
         left join labelled
           on labelled.contact_id = offered.contact_id
           and labelled.kind = offered.kind
           and labelled.key = point_key(offered.kind, offered.value)",
        workspace,
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
