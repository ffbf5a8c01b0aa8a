//! What a contact has, and telephone numbers, which are compared by their digits.

use sqlx::{Postgres, QueryBuilder};

use crate::contacts::query::{TextTest, Thing};

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
        Thing::Birthday => "c.birthday_iso is not null",
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

/// Who has a tag that is called so, or whose name has the text in it.
pub(super) fn push_tag(sql: &mut QueryBuilder<Postgres>, test: TextTest, text: &str) {
    sql.push(
        "c.id in (
           select x.contact_id
           from tags t
           join contact_tags x on x.workspace_id = acting_workspace() and x.tag_id = t.id
           where t.workspace_id = acting_workspace() and t.deleted_at is null and ",
    );
    if test == TextTest::Has {
        sql.push("position(fold(")
            .push_bind(text.trim().to_owned())
            .push(") in t.name_folded) > 0)");
    } else {
        sql.push("t.name_folded = fold(")
            .push_bind(text.trim().to_owned())
            .push("))");
    }
}

/// Zeros and a plus in front depend on where one calls from.
pub(super) fn push_phone(sql: &mut QueryBuilder<Postgres>, test: TextTest, text: &str) {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0').to_owned();
    if digits.is_empty() {
        sql.push("false");
        return;
    }
    sql.push("c.id in (select p.contact_id from contact_points p where p.workspace_id = acting_workspace() and p.kind = 'phone' and ltrim(regexp_replace(p.value, '[^0-9]', '', 'g'), '0') ");
    if test == TextTest::Has {
        sql.push("like '%' || ").push_bind(digits).push(" || '%')");
    } else {
        sql.push("= ").push_bind(digits).push(")");
    }
}
