//! What mail programs answered while their people were away: no mail of a person, and yet
//! it says until when they are away, and sometimes that they are gone. Kept beside what is
//! stored, as each import carried it.

use chrono::{DateTime, NaiveDate, Utc};
use mail::{
    absence::away_until,
    body::own_text,
    message::{Automated, Message},
};
use uuid::Uuid;

use super::{batch::external_id, reader::Item};
use crate::{context::Scope, error::Result};

const LONGEST: usize = 4_000;

/// Lays down the automatic answers of a batch, however its messages are sorted.
pub async fn store_auto_replies(
    scope: &mut Scope,
    import: Uuid,
    items: &[Item],
    own: &[String],
) -> Result<()> {
    let read = items.iter().filter_map(|item| item.content.as_ref().ok());
    let answers: Vec<&Message> = read
        .map(AsRef::as_ref)
        .filter(|message: &&Message| {
            message.automated == Some(Automated::AutoReply) && !own.contains(&message.from.email)
        })
        .collect();
    if answers.is_empty() {
        return Ok(());
    }
    let addresses: Vec<String> = answers.iter().map(|it| plain(&it.from.email)).collect();
    let messages: Vec<String> = answers
        .iter()
        .map(|it| external_id(&it.message_id))
        .collect();
    let said: Vec<DateTime<Utc>> = answers.iter().map(|it| it.date).collect();
    let subjects: Vec<String> = answers.iter().map(|it| plain(&it.subject)).collect();
    let bodies: Vec<String> = answers
        .iter()
        .map(|it| plain(&own_text(&it.text)))
        .collect();
    let until: Vec<Option<NaiveDate>> = answers
        .iter()
        .zip(&bodies)
        .map(|(it, body)| away_until(&format!("{}\n{body}", it.subject), it.date))
        .collect();
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into auto_replies
           (workspace_id, address, message, import_id, said_at, subject, body, away_until)
         select $1, address, message, $2, said_at, subject, body, away_until
         from unnest($3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::date[])
           as new (address, message, said_at, subject, body, away_until)
         on conflict do nothing",
        workspace,
        import,
        &addresses,
        &messages,
        &said,
        &subjects,
        &bodies,
        &until as &[Option<NaiveDate>],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| *letter != '\0')
        .take(LONGEST)
        .collect()
}

/// Unsays what this import alone carried.
pub async fn forget_auto_replies(scope: &mut Scope, import: Uuid) -> Result<()> {
    sqlx::query!("delete from auto_replies where import_id = $1", import)
        .execute(scope.db())
        .await?;
    Ok(())
}
