//! Sessions as rows, so that people can see and end theirs. The session's data
//! names the user; the row repeats it to be found by.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgPool;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct SessionRows(pub PgPool);

#[async_trait::async_trait]
impl SessionStore for SessionRows {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while !self.insert(record).await? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let row = Row::of(record)?;
        sqlx::query!(
            "update sessions set
               user_id = $2,
               data = $3,
               agent = $4,
               address = $5,
               seen_at = now(),
               expires_at = $6
             where id = $1",
            row.id,
            row.user,
            row.data,
            row.agent,
            row.address,
            row.expires_at,
        )
        .execute(&self.0)
        .await
        .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let row = sqlx::query!(
            "select data, expires_at from sessions where id = $1 and expires_at > now()",
            digest(id),
        )
        .fetch_optional(&self.0)
        .await
        .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let data =
            serde_json::from_value(row.data).map_err(|cause| Error::Decode(cause.to_string()))?;
        let expiry_date = time::OffsetDateTime::from_unix_timestamp(row.expires_at.timestamp())
            .map_err(|cause| Error::Decode(cause.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sqlx::query!("delete from sessions where id = $1", digest(id))
            .execute(&self.0)
            .await
            .map_err(backend)?;
        Ok(())
    }
}

impl SessionRows {
    async fn insert(&self, record: &Record) -> Result<bool> {
        let row = Row::of(record)?;
        let done = sqlx::query!(
            "insert into sessions (id, user_id, data, agent, address, expires_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (id) do nothing",
            row.id,
            row.user,
            row.data,
            row.agent,
            row.address,
            row.expires_at,
        )
        .execute(&self.0)
        .await
        .map_err(backend)?;
        Ok(done.rows_affected() == 1)
    }
}

struct Row {
    id: String,
    user: Option<Uuid>,
    agent: Option<String>,
    address: Option<String>,
    data: Value,
    expires_at: DateTime<Utc>,
}

impl Row {
    fn of(record: &Record) -> Result<Self> {
        let text = |key: &str| record.data.get(key).and_then(Value::as_str);
        let seconds = record.expiry_date.unix_timestamp();
        Ok(Self {
            id: digest(&record.id),
            user: text("user").and_then(|id| id.parse().ok()),
            agent: text("agent").map(ToOwned::to_owned),
            address: text("address").map(ToOwned::to_owned),
            data: serde_json::to_value(&record.data)
                .map_err(|cause| Error::Encode(cause.to_string()))?,
            expires_at: DateTime::from_timestamp(seconds, 0)
                .ok_or_else(|| Error::Encode("the expiry is out of range".to_owned()))?,
        })
    }
}

/// The cookie's value is a bearer secret: only its digest is stored.
pub(super) fn digest(id: &Id) -> String {
    crate::ids::digest(&id.to_string())
}

fn backend(cause: sqlx::Error) -> Error {
    Error::Backend(cause.to_string())
}
