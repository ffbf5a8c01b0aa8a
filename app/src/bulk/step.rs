//! One step of a change or of its undo: the next contacts, in one transaction with what
//! is noted of them, so that a run that was killed goes on where it stood.

use serde_json::Value;
use uuid::Uuid;

use super::{
    Action,
    apply::apply,
    back::{Before, as_left, take_back},
    look::look,
    store::Change,
};
use crate::{context::Scope, error::Result, events::announce};

/// Does the next `at_most`; false where none are left.
pub async fn forward(scope: &mut Scope, change: &Change, at_most: i64) -> Result<bool> {
    let items = next(scope, change.id, change.position, at_most).await?;
    let Some(last) = items.last().map(|item| item.number) else {
        return Ok(false);
    };
    let action = change.action()?;
    let outcomes = Outcomes::of(scope, &action, &items).await?;
    apply(scope, &action, &outcomes.changing).await?;
    outcomes.note(scope, change.id).await?;
    let (done, unchanged, failed) = outcomes.counts();
    sqlx::query!(
        "update bulk_changes set
           state = 'running',
           position = $2,
           done = done + $3,
           unchanged = unchanged + $4,
           failed = failed + $5
         where id = $1",
        change.id,
        last,
        done,
        unchanged,
        failed,
    )
    .execute(scope.db())
    .await?;
    announce(scope, "bulk.progress", change.id).await?;
    Ok(true)
}

struct Item {
    number: i32,
    contact: Uuid,
}

async fn next(scope: &mut Scope, change: Uuid, after: i32, at_most: i64) -> Result<Vec<Item>> {
    Ok(sqlx::query_as!(
        Item,
        "select number, contact_id as contact
         from bulk_items
         where change_id = $1 and number > $2
         order by number
         limit $3",
        change,
        after,
        at_most,
    )
    .fetch_all(scope.db())
    .await?)
}

/// What becomes of each item.
#[derive(Default)]
struct Outcomes {
    changing: Vec<Before>,
    numbers: Vec<i32>,
    words: Vec<&'static str>,
    reasons: Vec<Option<&'static str>>,
    before: Vec<Option<Value>>,
}

impl Outcomes {
    async fn of(scope: &mut Scope, action: &Action, items: &[Item]) -> Result<Self> {
        let contacts: Vec<Uuid> = items.iter().map(|item| item.contact).collect();
        let looks = look(scope, action, &contacts).await?;
        let mut outcomes = Self::default();
        for (item, look) in items.iter().zip(looks) {
            let (word, reason) = match look.obstacle() {
                Some(reason) => ("failed", Some(reason)),
                None if look.is_so => ("unchanged", None),
                None => ("done", None),
            };
            if word == "done" {
                outcomes.changing.push(Before {
                    contact: look.contact,
                    value: look.before.clone().unwrap_or(Value::Null),
                });
            }
            outcomes.numbers.push(item.number);
            outcomes.words.push(word);
            outcomes.reasons.push(reason);
            outcomes.before.push(look.before.filter(|_| word == "done"));
        }
        Ok(outcomes)
    }

    fn counts(&self) -> (i32, i32, i32) {
        let of = |word| self.words.iter().filter(|other| **other == word).count() as i32;
        (of("done"), of("unchanged"), of("failed"))
    }

    async fn note(&self, scope: &mut Scope, change: Uuid) -> Result<()> {
        sqlx::query!(
            "update bulk_items i set
               outcome = given.outcome,
               reason = given.reason,
               before = given.before
             from unnest($2::integer[], $3::text[], $4::text[], $5::jsonb[])
               as given (number, outcome, reason, before)
             where i.change_id = $1 and i.number = given.number",
            change,
            &self.numbers,
            &self.words as &[&str],
            &self.reasons as &[Option<&str>],
            &self.before as &[Option<Value>],
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }
}

/// Notes that the next item cannot be changed, for a reason that only the log knows.
pub async fn give_up_next(scope: &mut Scope, change: &Change) -> Result<()> {
    sqlx::query!(
        "with noted as (
           update bulk_items set outcome = 'failed', reason = 'internal'
           where change_id = $1 and number = $2
         )
         update bulk_changes set position = $2, failed = failed + 1 where id = $1",
        change.id,
        change.position + 1,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Takes the next `at_most` back; false where none are left.
pub async fn backward(scope: &mut Scope, change: &Change, at_most: i64) -> Result<bool> {
    let items = next_done(scope, change, at_most).await?;
    let Some(last) = items.last().map(|item| item.0) else {
        return Ok(false);
    };
    let action = change.action()?;
    let all = items.len() as i32;
    let items = items.into_iter().map(|(_, before)| before).collect();
    let as_left = as_left(scope, &action, items).await?;
    take_back(scope, &action, &as_left).await?;
    let undone = as_left.len() as i32;
    sqlx::query!(
        "update bulk_changes set
           undo_position = $2,
           undone = undone + $3,
           kept = kept + $4
         where id = $1",
        change.id,
        last,
        undone,
        all - undone,
    )
    .execute(scope.db())
    .await?;
    announce(scope, "bulk.progress", change.id).await?;
    Ok(true)
}

async fn next_done(scope: &mut Scope, change: &Change, at_most: i64) -> Result<Vec<(i32, Before)>> {
    let rows = sqlx::query!(
        "select number, contact_id, before
         from bulk_items
         where change_id = $1 and number > $2 and outcome = 'done'
         order by number
         limit $3",
        change.id,
        change.undo_position,
        at_most,
    )
    .fetch_all(scope.db())
    .await?;
    let read = rows.into_iter().map(|row| {
        let before = Before {
            contact: row.contact_id,
            value: row.before.unwrap_or(Value::Null),
        };
        (row.number, before)
    });
    Ok(read.collect())
}
