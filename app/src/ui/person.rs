//! People: a face or initials, a name in its own direction, one quiet line.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::text::OptionalText;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    Tiny,
    #[default]
    Small,
    Medium,
    Large,
}

impl AvatarSize {
    /// Edge in CSS pixels.
    pub fn pixels(self) -> u16 {
        match self {
            Self::Tiny => 20,
            Self::Small => 28,
            Self::Medium => 40,
            Self::Large => 72,
        }
    }
}

/// Decoration beside a name: hidden from screen readers.
#[component]
pub fn Avatar(
    #[prop(into)] name: OptionalText,
    #[prop(optional, into)] photo: OptionalText,
    #[prop(optional)] size: AvatarSize,
) -> impl IntoView {
    let edge = size.pixels().to_string();
    let known = name.as_deref().unwrap_or_default();
    let face = match photo.into_option() {
        Some(photo) => view! {
            <img
                src=photo
                alt=""
                width=edge.clone()
                height=edge.clone()
                loading="lazy"
                decoding="async"
            />
        }
        .into_any(),
        None if initials(known).is_empty() => {
            view! { <Icon name=IconName::Person filled=true /> }.into_any()
        }
        None => initials(known).into_any(),
    };
    view! {
        <span class="avatar" data-size=edge data-hue=hue(known).to_string() aria-hidden="true">
            {face}
        </span>
    }
    .into_any()
}

/// A person in a row, a table or a heading. Without a name it says so.
#[component]
pub fn Person(
    #[prop(into)] name: OptionalText,
    #[prop(optional, into)] detail: OptionalText,
    #[prop(optional, into)] photo: OptionalText,
    #[prop(optional, into)] href: OptionalText,
    #[prop(optional)] size: AvatarSize,
) -> impl IntoView {
    let unnamed = (!name.is_some()).then_some("");
    let shown = name.as_deref().unwrap_or("No name").to_owned();
    let title = match href.into_option() {
        Some(href) => view! {
            <a class="person-name" dir="auto" href=href data-unnamed=unnamed>
                {shown}
            </a>
        }
        .into_any(),
        None => view! {
            <span class="person-name" dir="auto" data-unnamed=unnamed>
                {shown}
            </span>
        }
        .into_any(),
    };
    view! {
        <span class="person" data-size=size.pixels().to_string()>
            <Avatar name=name photo=photo size=size />
            <span class="person-text">
                {title}
                {detail
                    .into_option()
                    .map(|detail| {
                        view! {
                            <span class="person-detail" dir="auto">
                                {detail}
                            </span>
                        }
                    })}
            </span>
        </span>
    }
    .into_any()
}

/// A few people who overlap, and how many more there are.
#[component]
pub fn People(names: Vec<String>, #[prop(default = 4)] shown: usize) -> impl IntoView {
    let rest = names.len().saturating_sub(shown);
    let label = names.join(", ");
    let faces: Vec<_> = names
        .into_iter()
        .take(shown)
        .map(|name| view! { <Avatar name=name size=AvatarSize::Tiny /> })
        .collect();
    view! {
        <span class="people" role="img" aria-label=label>
            {faces}
            {(rest > 0).then(|| view! { <span class="people-rest">{format!("+{rest}")}</span> })}
        </span>
    }
    .into_any()
}

const HUES: u32 = 12;

/// First letters of the first and the last word. One letter only for scripts that
/// join letters or write without spaces, where two would not read as initials; none of
/// a number.
pub fn initials(name: &str) -> String {
    if !name.contains(char::is_alphabetic) {
        return String::new();
    }
    let mut letters = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let Some(first) = letters.next() else {
        return String::new();
    };
    let last = letters
        .next_back()
        .filter(|last| is_spaced(first) && is_spaced(*last));
    let pair = first
        .to_uppercase()
        .chain(last.into_iter().flat_map(char::to_uppercase));
    pair.collect()
}

/// Latin, Greek, Cyrillic and Armenian: the scripts whose initials stand apart.
fn is_spaced(letter: char) -> bool {
    letter < '\u{0590}'
}

/// One of twelve hues, the same for the same name everywhere (FNV-1a).
pub fn hue(name: &str) -> u32 {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash >> 8) % HUES
}

#[cfg(test)]
mod tests {
    use super::{hue, initials};

    #[test]
    fn initials_fit_the_script() {
        for (name, expected) in [
            ("Ada Lovelace", "AL"),
            ("Ada Augusta King Lovelace", "AL"),
            ("ada@example.org", "A"),
            ("  \"Bob\"  (Acme) ", "BA"),
            ("ليلى الحسن", "ل"),
            ("王小明", "王"),
            ("éric Ångström", "ÉÅ"),
            ("3M", "3"),
            ("+44 7700 900456", ""),
            ("--", ""),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_keeps_its_hue_and_hues_are_spread() {
        assert_eq!(hue("Ada Lovelace"), hue("Ada Lovelace"));
        let hues: std::collections::BTreeSet<u32> =
            (0..200).map(|n| hue(&format!("Person {n}"))).collect();
        assert_eq!(hues.len(), 12);
    }
}
