//! Whom rules fit, set by set. A subject of messages counts once it is that of two
//! conversations; everything else at once.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::rule::{RuleField, RuleWords};
use crate::{context::Scope, error::Result};

pub struct Fit {
    pub contact: Uuid,
    /// The place of the rule among those that were asked about.
    pub rule: usize,
    pub field: RuleField,
    pub word: String,
    /// The text that says it, where it is short.
    pub said: Option<String>,
}

/// For each contact and rule that fits the first field that says so.
pub async fn fits(scope: &mut Scope, rules: &[&RuleWords], contacts: &[Uuid]) -> Result<Vec<Fit>> {
    let (mut numbers, mut fields, mut words) = (Vec::new(), Vec::new(), Vec::new());
    let mut asked = BTreeSet::new();
    for (number, rule) in rules.iter().enumerate() {
        for (field, said) in rule.iter().filter(|(_, said)| !said.is_empty()) {
            asked.insert(*field);
            for word in said {
                numbers.push(i32::try_from(number).unwrap_or(i32::MAX));
                fields.push(field.as_str());
                words.push(word.as_str());
            }
        }
    }
    if words.is_empty() || contacts.is_empty() {
        return Ok(Vec::new());
    }
    let asked: Vec<&str> = asked.into_iter().map(RuleField::as_str).collect();
    let rows = sqlx::query!(
        r#"with asked as materialized (
             select given.rule, given.field, given.word, word_pattern(given.word) as pattern
             from unnest($1::integer[], $2::text[], $3::text[]) as given (rule, field, word)
           ),
           said as materialized (
             select contact_id, field, text, thread_id from contact_says($4, $5)
           ),
           texts as materialized (
             select known.field, known.text, spaced(known.text) as spaced
             from (select distinct field, text from said) as known
           ),
           hits as materialized (
             select a.rule, a.field, a.word, t.text
             from asked a
             join texts t on t.field = a.field and t.spaced like a.pattern
           ),
           fitting as (
             select s.contact_id, h.rule, h.field, h.word, min(h.text) as text
             from hits h
             join said s on s.field = h.field and s.text = h.text
             group by s.contact_id, h.rule, h.field, h.word
             having bool_or(s.thread_id is null) or count(distinct s.thread_id) >= 2
           )
           select distinct on (contact_id, rule)
             contact_id as "contact!",
             rule as "rule!",
             field as "field!",
             word as "word!",
             case when char_length(text) <= 120 then text end as said
           from fitting
           order by contact_id, rule, array_position($5, field), word collate "C""#,
        &numbers,
        &fields as &[&str],
        &words as &[&str],
        contacts,
        &asked as &[&str],
    )
    .fetch_all(scope.db())
    .await?;
    let read = rows.into_iter().filter_map(|row| {
        Some(Fit {
            contact: row.contact,
            rule: usize::try_from(row.rule).ok()?,
            field: RuleField::parse(&row.field)?,
            word: row.word,
            said: row.said,
        })
    });
    Ok(read.collect())
}

/// So many of them at most, picked evenly and the same ones each time; and how many there are.
pub async fn some(scope: &mut Scope, most: i64) -> Result<(Vec<Uuid>, usize)> {
    let rows = sqlx::query!(
        r#"select id, count(*) over () as "all!"
           from contacts
           where workspace_id = acting_workspace() and deleted_at is null
           order by hashtextextended(id::text, 0), id
           limit $1"#,
        most,
    )
    .fetch_all(scope.db())
    .await?;
    let all = rows.first().map_or(0, |row| row.all);
    let ids = rows.into_iter().map(|row| row.id).collect();
    Ok((ids, usize::try_from(all).unwrap_or_default()))
}

/// All who are here and not in the trash.
pub async fn everybody(scope: &mut Scope) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select id
         from contacts
         where workspace_id = acting_workspace() and deleted_at is null
         order by id",
    )
    .fetch_all(scope.db())
    .await?)
}
