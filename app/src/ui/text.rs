//! Text that a component may go without. Accepts `"…"`, `String` and both as
//! `Option`, so that a page passes what it has; an empty string counts as none.

/// `85 %`, which no line parts from its number.
pub fn percent(number: impl std::fmt::Display) -> String {
    format!("{number}\u{a0}%")
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionalText(Option<String>);

impl OptionalText {
    pub fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }

    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }

    pub fn into_option(self) -> Option<String> {
        self.0
    }
}

impl From<&str> for OptionalText {
    fn from(text: &str) -> Self {
        Some(text).into()
    }
}

impl From<String> for OptionalText {
    fn from(text: String) -> Self {
        Some(text).into()
    }
}

impl From<Option<&str>> for OptionalText {
    fn from(text: Option<&str>) -> Self {
        text.map(str::to_owned).into()
    }
}

impl From<Option<String>> for OptionalText {
    fn from(text: Option<String>) -> Self {
        Self(text.filter(|text| !text.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::OptionalText;

    #[test]
    fn takes_every_shape_of_text_and_drops_the_empty_one() {
        assert_eq!(OptionalText::from("a").as_deref(), Some("a"));
        assert_eq!(
            OptionalText::from(Some("a".to_owned())).as_deref(),
            Some("a")
        );
        assert_eq!(OptionalText::from(None::<&str>).as_deref(), None);
        assert!(!OptionalText::from(String::new()).is_some());
    }
}
