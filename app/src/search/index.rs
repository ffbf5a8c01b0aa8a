//! Keeps the words of messages and notes in step with them. What is added or changed is
//! noted in the same transaction, by the database itself, and read afterwards: a note at
//! once, what an import brings by an order at its end.

use anyhow::bail;
use uuid::Uuid;

use crate::{
    context::{Kith, Scope},
    error::Result,
    jobs::Stop,
};

/// How many are read in one transaction: they share a block of numbers, and places in it
/// are small numbers.
const BLOCK: i64 = 8_192;
/// What a note may have to read besides itself.
const NEWEST: i64 = 20;

/// Reads all that waits in a workspace.
pub async fn index_messages(kith: &Kith, workspace: Uuid, stop: &Stop) -> anyhow::Result<()> {
    loop {
        if stop.is_cancelled() {
            bail!("stopped");
        }
        let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
        let read = index_some(&mut scope, BLOCK).await?;
        scope.commit().await?;
        if read == 0 {
            return Ok(());
        }
    }
}

/// Reads the newest that wait, in the transaction that added them.
pub async fn index_newest(scope: &mut Scope) -> Result<()> {
    index_some(scope, NEWEST).await.map(drop)
}

async fn index_some(scope: &mut Scope, most: i64) -> Result<u64> {
    let read = sqlx::query_scalar!(
        r#"with taken as (
             delete from unsearched_messages
             where interaction_id in (
               select interaction_id
               from unsearched_messages
               where workspace_id = acting_workspace()
               order by interaction_id desc
               limit $1
               for update skip locked
             )
             returning interaction_id
           ),
           forgotten as (
             delete from message_numbers where interaction_id in (select interaction_id from taken)
           )
           select interaction_id as "interaction_id!" from taken"#,
        most,
    )
    .fetch_all(scope.db())
    .await?;
    if !read.is_empty() {
        number(scope, &read).await?;
        write_words(scope, &read).await?;
    }
    Ok(read.len() as u64)
}

async fn number(scope: &mut Scope, interactions: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "insert into message_numbers (interaction_id, workspace_id)
         select id, workspace_id
         from interactions
         where id = any($1)
         order by occurred_at, id",
        interactions,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Of very long messages the beginning is read. Numbers of one statement follow each other
/// closely, but others may draw in between: who is too far from the first begins a block.
async fn write_words(scope: &mut Scope, interactions: &[Uuid]) -> Result<()> {
    sqlx::query!(
        r"with numbered as (
            select
              n.number,
              i.kind = 'note' as is_note,
              left(i.subject || ' ' || i.body, 20000) as text,
              min(n.number) over () as first
            from message_numbers n
            join interactions i on i.id = n.interaction_id
            where n.interaction_id = any($1)
          ),
          said as (
            select distinct
              is_note,
              word,
              first + (number - first) / 32000 * 32000 as block,
              number
            from numbered
            cross join lateral regexp_split_to_table(fold(text), '[^[:alnum:]]+') as word
            where length(word) between 2 and 30
          )
          insert into message_words (workspace_id, is_note, word, block, offsets)
          select
            acting_workspace(),
            is_note,
            word,
            block,
            array_agg((number - block)::smallint order by number)
          from said
          group by is_note, word, block",
        interactions,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
