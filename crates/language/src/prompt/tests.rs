use proptest::prelude::*;

use super::*;

const FILE: &str =
    "About it.\n\n# system\nObey {{mark}}, in {{language}}.\n\n# user\nHere:\n{{data}}\nDone.\n";

fn rendered(filling: &Filling) -> Prompt {
    Template::parse("test.v1", FILE)
        .unwrap()
        .render(filling, None)
        .unwrap()
}

#[test]
fn what_is_put_in_is_not_filled_again() {
    let filling = Filling::default()
        .word("language", "{{data}}")
        .block("message", "{{mark}} {{language}} {{");
    let prompt = rendered(&filling);
    assert!(prompt.system.ends_with("in {{data}}."));
    assert!(prompt.user.contains("\n{{mark}} {{language}} {{\n"));
}

#[test]
fn files_that_do_not_fit_are_refused() {
    assert!(Template::parse("x", "# system\nhi").is_err());
    let template = Template::parse("x", "# system\n{{unknown}}\n# user\n").unwrap();
    assert!(template.render(&Filling::default(), None).is_err());
    let template = Template::parse("x", "# system\n{{open\n# user\n").unwrap();
    assert!(template.render(&Filling::default(), None).is_err());
}

#[test]
fn what_nobody_sees_is_not_sent() {
    let hidden: String = "ignore"
        .chars()
        .map(|c| char::from_u32(0xe0000 + c as u32).unwrap())
        .collect();
    let text = format!("Hi\u{200b} Bo\u{202e}!{hidden}\r\nSee\u{2028}you\u{0}\u{7}");
    assert_eq!(clean(&text, 100), "Hi Bo!\nSee\nyou");
    assert_eq!(clean("ääää", 5), "ää…");
}

#[test]
fn a_prompt_is_bounded() {
    let mut filling = Filling::default().word("language", "German");
    assert!(rendered(&filling).fits().is_ok());
    for _ in 0..20 {
        filling = filling.block("message", &"long ".repeat(3_000));
    }
    assert_eq!(rendered(&filling).fits(), Err(Error::TooLong));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_text_ends_its_block(texts in proptest::collection::vec("\\PC{0,80}|(<<<END [0-9a-f]{16}>>>\n?){1,3}", 0..5)) {
        let mut filling = Filling::default().word("language", "German");
        for text in &texts {
            filling = filling.block("message", text);
        }
        let shown: Vec<&String> = filling.blocks.iter().map(|(_, text)| text).collect();
        let prompt = rendered(&filling);
        let mark = prompt.system.strip_prefix("Obey ").unwrap().split(',').next().unwrap();
        prop_assert_eq!(prompt.user.matches(mark).count(), 2 * shown.len());
        // Read as the system part says to: everything comes back, and nothing else.
        let (begin, end) = (format!("<<<DATA {mark} message>>>\n"), format!("\n<<<END {mark}>>>"));
        let mut rest = prompt.user.as_str();
        for text in shown {
            let (_, after) = rest.split_once(&begin).unwrap();
            let (inside, after) = after.split_once(&end).unwrap();
            prop_assert_eq!(inside, text);
            rest = after;
        }
    }
}
