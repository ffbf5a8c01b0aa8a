//! Gates for guessing: failed attempts of the last quarter of an hour are counted
//! per account and per client address, in the database that all processes share.

use chrono::Duration;
use sqlx::PgPool;

use crate::error::{Error, Result};

const WINDOW: Duration = Duration::minutes(15);
const PER_ACCOUNT: i64 = 8;
const PER_ADDRESS: i64 = 40;

pub struct Gate<'a> {
    pub pool: &'a PgPool,
    pub email: &'a str,
    pub address: &'a str,
    pub now: chrono::DateTime<chrono::Utc>,
}

impl Gate<'_> {
    fn subjects(&self) -> [String; 2] {
        let account = crate::ids::digest(&format!("account {}", self.email));
        [
            account,
            crate::ids::digest(&format!("address {}", self.address)),
        ]
    }

    pub async fn check(&self) -> Result<()> {
        let [account, address] = self.subjects();
        let counts = sqlx::query!(
            r#"select
                 count(*) filter (where subject = $1) as "account!",
                 count(*) filter (where subject = $2) as "address!"
               from login_attempts
               where subject in ($1, $2) and at > $3"#,
            account,
            address,
            self.now - WINDOW,
        )
        .fetch_one(self.pool)
        .await?;
        if counts.account >= PER_ACCOUNT || counts.address >= PER_ADDRESS {
            return Err(Error::Busy);
        }
        Ok(())
    }

    pub async fn count_failure(&self) -> Result<()> {
        sqlx::query!(
            "insert into login_attempts (subject, at) select unnest($1::text[]), $2",
            &self.subjects(),
            self.now,
        )
        .execute(self.pool)
        .await?;
        Ok(())
    }

    pub async fn forget(&self) -> Result<()> {
        let [account, _] = self.subjects();
        sqlx::query!("delete from login_attempts where subject = $1", account)
            .execute(self.pool)
            .await?;
        Ok(())
    }
}
