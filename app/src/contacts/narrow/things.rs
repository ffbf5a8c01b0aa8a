//! What a contact has.

use crate::contacts::query::Thing;

pub(super) fn condition(thing: Thing) -> &'static str {
    match thing {
        Thing::Email => "c.email is not null",
        Thing::Phone => {
            "exists (select from contact_points p where p.contact_id = c.id and p.kind = 'phone')"
        }
        Thing::Link => {
            "exists (select from contact_points p where p.contact_id = c.id and p.kind = 'url')"
        }
        Thing::Profile => {
            "exists (select from contact_points p where p.contact_id = c.id and p.kind = 'handle')"
        }
        Thing::Company => {
            "(c.company_id is not null and c.company_id not in (
               select k.id
               from companies k
               where k.workspace_id = acting_workspace() and k.deleted_at is not null
             ))"
        }
        Thing::Title => "c.title is not null",
        Thing::Place => "c.location is not null",
        Thing::Address => {
            "exists (select from contact_points p where p.contact_id = c.id and p.kind = 'address')"
        }
        Thing::Birthday => "c.birthday_iso is not null",
        Thing::Anniversary => {
            "exists (select from contact_points p where p.contact_id = c.id and p.kind = 'date')"
        }
        Thing::About => "c.about is not null",
        Thing::HowMet => "c.how_met is not null",
        Thing::Met => "c.met_on is not null",
        Thing::Pronouns => "c.pronouns is not null",
        Thing::Zone => "c.time_zone is not null",
        Thing::Relation => {
            "(exists (select from contact_relations r where r.contact_id = c.id and r.deleted_at is null)
              or exists (select from contact_relations r where r.other_id = c.id and r.deleted_at is null))"
        }
        Thing::Photo => "c.photo is not null",
        Thing::Rhythm => "c.keep_in_touch_days is not null",
        Thing::Note => {
            "c.id in (
               select l.contact_id
               from interactions i
               join participants p on p.interaction_id = i.id
               join identity_links l on l.source_record_id = p.source_record_id
               where i.workspace_id = acting_workspace() and i.kind = 'note' and i.deleted_at is null
             )"
        }
        Thing::Tag => "exists (select from contact_tags x where x.contact_id = c.id)",
        Thing::Task => {
            "c.id in (
               select t.contact_id
               from task_contacts t
               join tasks on tasks.id = t.task_id
               where t.workspace_id = acting_workspace() and tasks.done_at is null and tasks.deleted_at is null
             )"
        }
    }
}
