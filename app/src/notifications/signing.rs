//! Links that say who they are for without a session: signed with a key of the installation.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::hmac;
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    ids,
};

/// Who gets no more mail, and of what: a kind of news, or `digest`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    pub workspace: Uuid,
    pub user: Uuid,
    pub what: String,
}

impl Leave {
    pub async fn token(&self, pool: &PgPool) -> Result<String> {
        let key = signing_key(pool).await?;
        let text = self.text();
        let tag = hmac::sign(&key, text.as_bytes());
        Ok(format!("{text}.{}", URL_SAFE_NO_PAD.encode(tag)))
    }

    /// None where nobody here signed it.
    pub async fn of_token(pool: &PgPool, token: &str) -> Result<Self> {
        let (text, tag) = token.rsplit_once('.').ok_or(Error::NotFound)?;
        let tag = URL_SAFE_NO_PAD.decode(tag).map_err(|_| Error::NotFound)?;
        let key = signing_key(pool).await?;
        hmac::verify(&key, text.as_bytes(), &tag).map_err(|_| Error::NotFound)?;
        let mut parts = text.splitn(3, '.');
        let mut id = || parts.next().and_then(|part| part.parse::<Uuid>().ok());
        let (workspace, user) = id().zip(id()).ok_or(Error::NotFound)?;
        let what = parts.next().ok_or(Error::NotFound)?.to_owned();
        Ok(Self {
            workspace,
            user,
            what,
        })
    }

    fn text(&self) -> String {
        format!("{}.{}.{}", self.workspace, self.user, self.what)
    }
}

/// Made when it is needed first.
async fn signing_key(pool: &PgPool) -> Result<hmac::Key> {
    let fresh = ids::secret().into_bytes();
    let key = sqlx::query_scalar!(
        r#"update installation set signing_key = coalesce(signing_key, $1)
           returning signing_key as "key!""#,
        fresh,
    )
    .fetch_one(pool)
    .await?;
    Ok(hmac::Key::new(hmac::HMAC_SHA256, &key))
}
