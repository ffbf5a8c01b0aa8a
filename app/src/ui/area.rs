//! What stands in a field of several lines.

/// The text as it is written between the tags of a `textarea`: Leptos writes what stands there
/// as it is, so that a text could end the field and go on as a part of the page.
pub fn area_text(text: &str) -> String {
    if cfg!(feature = "ssr") {
        text.replace('&', "&amp;").replace('<', "&lt;")
    } else {
        text.to_owned()
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::area_text;

    #[test]
    fn no_text_ends_its_field() {
        let text = "a </textarea><b> & c";
        assert_eq!(area_text(text), "a &lt;/textarea>&lt;b> &amp; c");
    }
}
