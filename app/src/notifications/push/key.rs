//! By which push services know this Kith: VAPID, RFC 8292. One key an installation, made
//! when it is needed first.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::json;
use sqlx::PgPool;

use crate::error::{Result, internal};

/// Services take a day at most.
const LIFE: Duration = Duration::hours(12);

pub struct PushKey(EcdsaKeyPair);

impl PushKey {
    pub async fn of(pool: &PgPool) -> Result<Self> {
        let found = sqlx::query_scalar!("select push_key from installation")
            .fetch_one(pool)
            .await?;
        let stored = match found {
            Some(stored) => stored,
            None => make(pool).await?,
        };
        let random = SystemRandom::new();
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &stored, &random)
            .map(Self)
            .map_err(|_| internal("the key for push services cannot be read"))
    }

    /// As browsers and services want it.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.public_key())
    }

    /// What a service asks for: who sends, to whom, until when.
    pub fn authorization(
        &self,
        audience: &str,
        subject: &str,
        now: DateTime<Utc>,
    ) -> Result<String> {
        let claims = json!({
            "aud": audience,
            "exp": (now + LIFE).timestamp(),
            "sub": subject,
        });
        let head = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"ES256"}"#);
        let text = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signature = self
            .0
            .sign(&SystemRandom::new(), text.as_bytes())
            .map_err(|_| internal("a push could not be signed"))?;
        Ok(format!(
            "vapid t={text}.{}, k={}",
            URL_SAFE_NO_PAD.encode(signature),
            self.public()
        ))
    }
}

/// Where two make one at once, both take the first.
async fn make(pool: &PgPool) -> Result<Vec<u8>> {
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
        .map_err(|_| internal("no key for push services could be made"))?;
    let key = sqlx::query_scalar!(
        r#"update installation set push_key = coalesce(push_key, $1)
           returning push_key as "key!""#,
        made.as_ref(),
    );
    Ok(key.fetch_one(pool).await?)
}
