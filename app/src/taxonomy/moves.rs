//! What applying rules changes in contacts: tags that are set, and such that rules had set and
//! that do not fit any more. Only rows that nobody but a rule made are ever taken off.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    fits::fits,
    rule::{Rule, RuleWords, digest},
    suggest::verdicts,
};
use crate::{context::Scope, error::Result, history};

/// For each contact with something to do `{"added": [tags], "removed": [tags]}`.
pub async fn moves(
    scope: &mut Scope,
    rules: &[Rule],
    contacts: &[Uuid],
) -> Result<HashMap<Uuid, Value>> {
    let (people, tags) = wanted(scope, rules, contacts).await?;
    let rows = sqlx::query!(
        r#"with wanted as materialized (
             select distinct contact, tag from unnest($2::uuid[], $3::uuid[]) as given (contact, tag)
           ),
           members as materialized (
             select contact_id, member_id from contact_members($1)
           ),
           moved as (
             select w.contact, w.tag, true as is_added
             from wanted w
             join tags t on t.id = w.tag and t.deleted_at is null
             where not exists (
                 select from contact_tags x where x.contact_id = w.contact and x.tag_id = w.tag
               )
               and not exists (
                 select from members m
                 join contact_tag_removals r on r.contact_id = m.member_id and r.tag_id = w.tag
                 where m.contact_id = w.contact
               )
             union all
             select x.contact_id, x.tag_id, false
             from contact_tags x
             where x.contact_id = any($1)
               and x.by_rule
               and not (x.by_person or x.by_record or x.by_joined)
               and not exists (
                 select from wanted w where w.contact = x.contact_id and w.tag = x.tag_id
               )
           )
           select
             contact as "contact!",
             jsonb_build_object(
               'added', coalesce(jsonb_agg(tag) filter (where is_added), '[]'),
               'removed', coalesce(jsonb_agg(tag) filter (where not is_added), '[]')
             ) as "moves!"
           from moved
           group by contact"#,
        contacts,
        &people,
        &tags,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.contact, row.moves))
        .collect())
}

/// Each contact with each tag that fits: by the model's verdict where it has one, else by rules.
async fn wanted(
    scope: &mut Scope,
    rules: &[Rule],
    contacts: &[Uuid],
) -> Result<(Vec<Uuid>, Vec<Uuid>)> {
    let verdicts = verdicts(scope, &digest(rules), contacts).await?;
    let mut pairs: Vec<(Uuid, Uuid)> = Vec::new();
    for (contact, found) in &verdicts {
        let named = rules
            .iter()
            .filter(|rule| found.iter().any(|said| said.tag == rule.entry));
        pairs.extend(named.map(|rule| (*contact, rule.tag)));
    }
    let unread: Vec<Uuid> = contacts
        .iter()
        .copied()
        .filter(|contact| !verdicts.contains_key(contact))
        .collect();
    let words: Vec<&RuleWords> = rules.iter().map(|rule| &rule.words).collect();
    let fitting = fits(scope, &words, &unread).await?;
    pairs.extend(
        fitting
            .iter()
            .filter_map(|fit| Some((fit.contact, rules.get(fit.rule)?.tag))),
    );
    Ok(pairs.into_iter().unzip())
}

/// Does it, and writes it into the history of each contact.
pub async fn move_tags(scope: &mut Scope, contacts: &[Uuid], moves: &[Value]) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    let rows = sqlx::query!(
        r#"with given as materialized (
             select contact, moves from unnest($3::uuid[], $4::jsonb[]) as given (contact, moves)
           ),
           come as (
             insert into contact_tags
               (workspace_id, contact_id, tag_id, by_person, by_record, by_rule, created_at)
             select $1, g.contact, t.id, false, false, true, $2
             from given g
             cross join lateral jsonb_array_elements_text(g.moves -> 'added') as named (tag)
             join tags t on t.id = named.tag::uuid and t.deleted_at is null
             where not exists (
               select from contact_tag_removals r where r.contact_id = g.contact and r.tag_id = t.id
             )
             on conflict do nothing
             returning contact_id, tag_id
           ),
           gone as (
             delete from contact_tags x
             using given g
             cross join lateral jsonb_array_elements_text(g.moves -> 'removed') as named (tag)
             where x.contact_id = g.contact
               and x.tag_id = named.tag::uuid
               and x.by_rule
               and not (x.by_person or x.by_record or x.by_joined)
             returning x.contact_id, x.tag_id
           ),
           moved as (
             select contact_id, tag_id, true as has_come from come
             union all
             select contact_id, tag_id, false from gone
           )
           select
             m.contact_id as "contact!",
             coalesce(jsonb_agg(t.name order by t.name_folded) filter (where not m.has_come), '[]') as "gone!",
             coalesce(jsonb_agg(t.name order by t.name_folded) filter (where m.has_come), '[]') as "come!"
           from moved m
           join tags t on t.id = m.tag_id
           group by m.contact_id"#,
        workspace,
        now,
        contacts,
        moves,
    )
    .fetch_all(scope.db())
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.contact).collect();
    let (gone, come): (Vec<Value>, Vec<Value>) =
        rows.into_iter().map(|row| (row.gone, row.come)).unzip();
    history::note_items(scope, "tags", &ids, &gone, &come).await
}

/// Takes it back, as far as it still stands so.
pub async fn move_tags_back(scope: &mut Scope, contacts: &[Uuid], moves: &[Value]) -> Result<()> {
    // Who else says it by now goes on to.
    sqlx::query!(
        "update contact_tags x set by_rule = false
         from unnest($1::uuid[], $2::jsonb[]) as given (contact, moves)
         cross join lateral jsonb_array_elements_text(given.moves -> 'added') as named (tag)
         where x.contact_id = given.contact
           and x.tag_id = named.tag::uuid
           and x.by_rule
           and (x.by_person or x.by_record or x.by_joined)",
        contacts,
        moves,
    )
    .execute(scope.db())
    .await?;
    let back: Vec<Value> = moves
        .iter()
        .map(|moves| json!({ "added": moves["removed"], "removed": moves["added"] }))
        .collect();
    move_tags(scope, contacts, &back).await
}

/// Those of whom something can be taken back.
pub async fn still_moved(
    scope: &mut Scope,
    contacts: &[Uuid],
    moves: &[Value],
) -> Result<HashSet<Uuid>> {
    let found = sqlx::query_scalar!(
        r#"select given.contact as "contact!"
           from unnest($1::uuid[], $2::jsonb[]) as given (contact, moves)
           join contacts c on c.id = given.contact and c.deleted_at is null
           where exists (
               select from jsonb_array_elements_text(given.moves -> 'added') as named (tag)
               join contact_tags x
                 on x.contact_id = given.contact
                 and x.tag_id = named.tag::uuid
                 and x.by_rule
             )
             or exists (
               select from jsonb_array_elements_text(given.moves -> 'removed') as named (tag)
               join tags t on t.id = named.tag::uuid and t.deleted_at is null
               where not exists (
                   select from contact_tags x where x.contact_id = given.contact and x.tag_id = t.id
                 )
                 and not exists (
                   select from contact_tag_removals r where r.contact_id = given.contact and r.tag_id = t.id
                 )
             )"#,
        contacts,
        moves,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(found.into_iter().collect())
}
