//! Which icons a page names, the most useful first.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// About as large as the picture that is kept; larger ones are no better.
const WANTED: u32 = 192;
/// A page names few; what comes after so many is not looked at.
const MOST: usize = 20;

/// The addresses, as they are written, of icons that can be pictures: those for home
/// screens and the larger ones before the small.
pub(super) fn icons(page: &str) -> Vec<String> {
    // What stands in a script is no tag.
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut found: Vec<(u32, String)> = Tokenizer::new_with_emitter(page, emitter)
        .flatten()
        .filter_map(|token| match token {
            Token::StartTag(tag) if *tag.name == b"link" => Some(tag),
            _ => None,
        })
        .filter_map(|tag| {
            let said = |name: &[u8]| {
                let value = tag.attributes.get(name)?;
                Some(String::from_utf8_lossy(value).trim().to_owned())
            };
            let (rel, href) = (said(b"rel")?.to_lowercase(), said(b"href")?);
            let is_vector = href.to_lowercase().ends_with(".svg")
                || said(b"type").is_some_and(|kind| kind.contains("svg"));
            let edge = edge(&rel, said(b"sizes").as_deref())?;
            (!is_vector && !href.is_empty()).then_some((edge, href))
        })
        .take(MOST)
        .collect();
    found.sort_by_key(|(edge, _)| edge.abs_diff(WANTED));
    found.into_iter().map(|(_, href)| href).collect()
}

/// In pixels, as it is said or as it is usual; none for what is no icon.
fn edge(rel: &str, sizes: Option<&str>) -> Option<u32> {
    let usual = rel.split_whitespace().find_map(|word| match word {
        "icon" => Some(32),
        "apple-touch-icon" | "apple-touch-icon-precomposed" => Some(180),
        _ => None,
    })?;
    let said = sizes.and_then(|sizes| {
        let edges = sizes.split_whitespace();
        edges
            .filter_map(|size| size.to_lowercase().split_once('x')?.0.parse().ok())
            .max()
    });
    Some(said.unwrap_or(usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_for_home_screens_come_first() {
        let page = r#"<!doctype html><HTML><head><LINK REL="Shortcut Icon" href="/small.ico">
            <link rel=icon sizes="16x16 64x64" href=middle.png>
            <link rel="icon" type="image/svg+xml" href="/any">
            <link rel="mask-icon" href="/mask.png"><link rel="stylesheet" href="/a.css">
            <link rel="apple-touch-icon" href="https://kestrel.example/touch.png?a=1&amp;b=2">
            <script>document.write('<link rel="icon" href="/no">')</script>"#;
        assert_eq!(
            icons(page),
            [
                "https://kestrel.example/touch.png?a=1&b=2",
                "middle.png",
                "/small.ico"
            ]
        );
    }

    #[test]
    fn broken_pages_are_no_trouble() {
        for page in [
            "",
            "<link",
            "<link rel=icon",
            "<link rel=icon href=>",
            "\0<<<>>",
            "<link rel='icon' sizes='x' ",
        ] {
            assert_eq!(icons(page), Vec::<String>::new(), "{page}");
        }
        let many = "<link rel=icon href=a>".repeat(10_000);
        assert_eq!(icons(&many).len(), MOST);
    }
}
