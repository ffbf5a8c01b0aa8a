//! What each fuzz target does with its bytes. The fuzzer calls these, and so do the tests, on
//! seeds and mutations of them.

use language::{
    Language,
    check::{Context, facts, sentences},
    prompt::{Filling, Template, clean},
    sse::Decoder,
};

/// The same events however the bytes are cut.
pub fn sse(data: &[u8]) {
    let events = |size: usize| {
        let mut decoder = Decoder::new();
        let mut found = Vec::new();
        for chunk in data.chunks(size) {
            found.extend(decoder.push(chunk).ok()?);
        }
        found.extend(decoder.finish().ok()?);
        Some(found)
    };
    let whole = events(data.len().max(1));
    assert_eq!(whole, events(1));
    assert_eq!(whole, events(5));
}

/// A text that stands in its context as the member's own names nothing new; one beside an empty
/// context is judged the same twice.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for language in Language::ALL {
        assert_eq!(facts(&text, language, &Context::default().own(&text)), []);
        let empty = Context::default();
        assert_eq!(
            facts(&text, language, &empty),
            facts(&text, language, &empty)
        );
    }
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .count()
    };
    let parts = sentences(&text);
    assert_eq!(
        parts.iter().map(|part| letters(part)).sum::<usize>(),
        letters(&text)
    );
}

/// Each block comes back whole from between its marks, and nothing stands beside them.
pub fn prompt(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(template) = Template::parse("fuzz.v1", "# system\n{{mark}}\n# user\n{{data}}") else {
        return;
    };
    let blocks: Vec<&str> = text.split('\u{1}').collect();
    let filling = blocks.iter().fold(Filling::default(), |filling, block| {
        filling.block("x", block)
    });
    let Ok(prompt) = template.render(&filling, None) else {
        return;
    };
    let mark = prompt.system.as_str();
    let shown: Vec<String> = blocks
        .iter()
        .map(|block| clean(block, language::prompt::LONGEST_BLOCK))
        .filter(|block| !block.is_empty())
        .collect();
    let expected: Vec<String> = shown
        .iter()
        .map(|block| format!("<<<DATA {mark} x>>>\n{block}\n<<<END {mark}>>>"))
        .collect();
    assert_eq!(prompt.user, expected.join("\n\n"));
    assert!(shown.iter().all(|block| !block.contains(mark)));
}
