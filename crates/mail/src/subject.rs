//! Subjects without the marks of replies and forwards.

/// Marks that clients put before the subject, lower case, in the languages they speak.
const MARKS: &[&str] = &[
    "re",
    "fw",
    "fwd",
    "aw",
    "wg",
    "antw",
    "antwort",
    "sv",
    "vs",
    "vb",
    "vl",
    "tr",
    "rv",
    "rif",
    "r",
    "i",
    "enc",
    "res",
    "odp",
    "pd",
    "ynt",
    "ilt",
    "doorst",
    "fs",
    "rép",
    "ref",
    "wtr",
    "ha",
    "továbbítás",
    "atb",
    "bls",
    "ynl",
    "отв",
    "ответ",
    "на",
    "пер",
    "пересл",
    "转发",
    "回复",
    "答复",
    "轉寄",
    "回覆",
    "回信",
    "返信",
    "転送",
];

/// No mark is longer, with its counter and in any script.
const LONGEST_MARK: usize = 40;
/// A base is cut at this many characters.
const LONGEST_BASE: usize = 1000;

/// The subject that all mails of a thread share, lower case and with single spaces. Marks are
/// cut within the first two thousand characters.
pub(crate) fn base(subject: &str) -> String {
    let mut rest = beginning(subject.trim(), 2 * LONGEST_BASE);
    loop {
        let next = without_tag(without_mark(rest)).trim();
        if next.len() == rest.len() {
            break;
        }
        rest = next;
    }
    let rest = beginning(rest, LONGEST_BASE);
    let rest = rest.trim_end_matches("(fwd)").to_lowercase();
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the subject says that the mail answers or forwards another.
pub(crate) fn is_reply(subject: &str) -> bool {
    without_mark(subject.trim()).len() < subject.trim().len()
}

fn beginning(text: &str, length: usize) -> &str {
    let end = text.char_indices().nth(length);
    end.map_or(text, |(end, _)| &text[..end])
}

fn without_mark(text: &str) -> &str {
    let Some((head, rest)) = text.split_once([':', '：']) else {
        return text;
    };
    let head = head.trim();
    if head.len() > LONGEST_MARK {
        return text;
    }
    let head = head.to_lowercase();
    let counted = head.trim_end_matches([']', ')']);
    let mark = counted.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let mark = mark.trim_end_matches(['[', '(', '^', '*', ' ']);
    if MARKS.contains(&mark) {
        rest.trim_start()
    } else {
        text
    }
}

/// Cuts a leading list tag such as `[kith-users]` that is followed by more text.
fn without_tag(text: &str) -> &str {
    let Some((tag, rest)) = text
        .strip_prefix('[')
        .and_then(|inside| inside.split_once(']'))
    else {
        return text;
    };
    let is_tag = tag.len() <= 40 && !rest.trim().is_empty();
    if is_tag { rest.trim_start() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_every_client_are_cut() {
        for subject in [
            "Re: Lunch",
            "RE: AW: Lunch",
            "Fwd: Re: lunch",
            "Re[2]: Lunch",
            "[team] Re: [team]  Lunch",
            "回复：Lunch",
            "Rép : Lunch",
        ] {
            assert_eq!(base(subject), "lunch", "{subject}");
        }
    }

    #[test]
    fn words_before_a_colon_stay() {
        assert_eq!(base("Invoice: 12"), "invoice: 12");
        assert_eq!(base("[12]"), "[12]");
        assert_eq!(base("Re:"), "");
    }

    #[test]
    fn a_subject_of_tags_alone_is_cut() {
        let subject = format!("{}: x", "[x]".repeat(300_000));
        let base = base(&subject);
        assert!(!base.is_empty() && base.chars().count() <= LONGEST_BASE);
        assert!(!is_reply(&subject));
    }

    #[test]
    fn a_long_subject_and_its_reply_share_a_base() {
        let subject = "ж".repeat(5 * LONGEST_BASE);
        assert_eq!(base(&subject), "ж".repeat(LONGEST_BASE));
        assert_eq!(base(&format!("Re: AW: {subject}")), base(&subject));
    }
}
