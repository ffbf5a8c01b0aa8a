//! A key to somebody's API: never shown, never logged, wiped when it goes.

use std::fmt;

use reqwest::header::HeaderValue;
use zeroize::Zeroizing;

use crate::error::Error;

#[derive(Clone)]
pub struct Key(Zeroizing<String>);

impl Key {
    pub fn new(secret: impl Into<String>) -> Self {
        let secret = Zeroizing::new(secret.into());
        Self(Zeroizing::new(secret.trim().to_owned()))
    }

    /// `prefix` and the key, as a header that is shown nowhere either.
    pub(crate) fn header(&self, prefix: &str) -> Result<HeaderValue, Error> {
        let text = Zeroizing::new(format!("{prefix}{}", self.0.as_str()));
        let mut value = HeaderValue::from_str(&text).map_err(|_| Error::Key)?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// The text without the key, should somebody have sent it back.
    pub(crate) fn hidden_in(&self, text: &str) -> String {
        if self.0.is_empty() {
            return text.to_owned();
        }
        text.replace(self.0.as_str(), "…")
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_shown_nowhere() {
        let key = Key::new(" sk-secret-1234 \n");
        assert_eq!(format!("{key:?}"), "Key(…)");
        let header = key.header("Bearer ").unwrap();
        assert!(!format!("{header:?}").contains("secret"));
        assert_eq!(header.as_bytes(), b"Bearer sk-secret-1234");
        assert_eq!(key.hidden_in("wrong: sk-secret-1234!"), "wrong: …!");
    }

    #[test]
    fn a_key_of_several_lines_is_none() {
        assert_eq!(Key::new("a\nb").header("").err(), Some(Error::Key));
    }
}
