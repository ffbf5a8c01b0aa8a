//! Texts of a contact that are not found by their words: a part of them, or the whole.

use sqlx::{Postgres, QueryBuilder};

use crate::contacts::query::{TextField, TextTest};

pub(super) fn push(sql: &mut QueryBuilder<Postgres>, field: TextField, test: TextTest, text: &str) {
    match field {
        TextField::Phone => push_phone(sql, test, text),
        TextField::Tag => push_tag(sql, test, text),
        TextField::Link => push_point(sql, "'url'", test, text),
        TextField::Profile => push_point(sql, "'handle'", test, text),
        TextField::Address => push_point(sql, "'address'", test, text),
        TextField::Relation => push_related(sql, test, text),
        TextField::HowMet => push_test(sql, "fold(c.how_met)", test, text),
        TextField::Pronouns => push_test(sql, "fold(c.pronouns)", test, text),
        TextField::Zone => push_test(sql, "fold(c.time_zone)", test, text),
        TextField::About => push_test(sql, "fold(c.about)", test, text),
        TextField::Name
        | TextField::Company
        | TextField::Title
        | TextField::Place
        | TextField::Email => push_test(sql, "c.name_folded", test, text),
    }
}

/// Capitals and accents do not count.
fn push_test(sql: &mut QueryBuilder<Postgres>, folded: &'static str, test: TextTest, text: &str) {
    let text = text.trim().to_owned();
    if test == TextTest::Has {
        sql.push("position(fold(")
            .push_bind(text)
            .push(") in ")
            .push(folded)
            .push(") > 0");
    } else {
        sql.push(folded).push(" = fold(").push_bind(text).push(")");
    }
}

fn push_point(sql: &mut QueryBuilder<Postgres>, kind: &'static str, test: TextTest, text: &str) {
    sql.push("c.id in (select p.contact_id from contact_points p where p.workspace_id = acting_workspace() and p.kind = ")
        .push(kind)
        .push(" and ");
    push_test(sql, "fold(p.value)", test, text);
    sql.push(")");
}

/// Who has a relation with somebody of this name, whoever of the two it was said of.
fn push_related(sql: &mut QueryBuilder<Postgres>, test: TextTest, text: &str) {
    sql.push(
        "c.id in (
           select r.contact_id
           from contact_relations r
           left join contacts o on o.id = r.other_id and o.deleted_at is null
           where r.workspace_id = acting_workspace() and r.deleted_at is null and ",
    );
    push_test(sql, "coalesce(o.name_folded, r.other_folded)", test, text);
    sql.push(
        "
           union all
           select r.other_id
           from contact_relations r
           join contacts o on o.id = r.contact_id and o.deleted_at is null
           where r.workspace_id = acting_workspace() and r.deleted_at is null
             and r.other_id is not null and ",
    );
    push_test(sql, "o.name_folded", test, text);
    sql.push(")");
}

/// Who has a tag that is called so, or whose name has the text in it.
fn push_tag(sql: &mut QueryBuilder<Postgres>, test: TextTest, text: &str) {
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
fn push_phone(sql: &mut QueryBuilder<Postgres>, test: TextTest, text: &str) {
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
