//! The kinds of relations, how each is called from either side, and which kind is meant by
//! the words of other programs.

use serde::{Deserialize, Serialize};

/// What the other is to the contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    Spouse,
    Partner,
    Parent,
    Child,
    Sibling,
    Friend,
    Colleague,
    Manager,
    Report,
    Assistant,
    /// The contact is their assistant.
    Assists,
    IntroducedBy,
    /// The contact introduced them.
    Introduced,
    /// In a word of one's own.
    Other,
}

use RelationKind::*;

impl RelationKind {
    pub const ALL: [Self; 14] = [
        Spouse,
        Partner,
        Parent,
        Child,
        Sibling,
        Friend,
        Colleague,
        Manager,
        Report,
        Assistant,
        Assists,
        IntroducedBy,
        Introduced,
        Other,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Spouse => "spouse",
            Partner => "partner",
            Parent => "parent",
            Child => "child",
            Sibling => "sibling",
            Friend => "friend",
            Colleague => "colleague",
            Manager => "manager",
            Report => "report",
            Assistant => "assistant",
            Assists => "assists",
            IntroducedBy => "introduced_by",
            Introduced => "introduced",
            Other => "other",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    pub fn label(self) -> &'static str {
        match self {
            Spouse => "Spouse",
            Partner => "Partner",
            Parent => "Parent",
            Child => "Child",
            Sibling => "Sibling",
            Friend => "Friend",
            Colleague => "Colleague",
            Manager => "Manager",
            Report => "Direct report",
            Assistant => "Assistant",
            Assists => "Assistant of",
            IntroducedBy => "Introduced by",
            Introduced => "Introduced",
            Other => "Related",
        }
    }

    /// What the contact is to the other.
    pub fn inverse(self) -> Self {
        match self {
            Parent => Child,
            Child => Parent,
            Manager => Report,
            Report => Manager,
            Assistant => Assists,
            Assists => Assistant,
            IntroducedBy => Introduced,
            Introduced => IntroducedBy,
            Spouse | Partner | Sibling | Friend | Colleague | Other => self,
        }
    }

    /// The kind that another program's label means, and its word where that says more.
    pub fn of_label(label: Option<&str>) -> (Self, Option<String>) {
        let plain = plain(label.unwrap_or_default());
        let found = LABELS
            .into_iter()
            .find(|(_, words)| words.split('|').any(|word| word == plain));
        let kind = found.map_or(Other, |(kind, _)| kind);
        let says_more = kind == Other || MORE.contains(&plain.as_str());
        let is_word = !plain.is_empty() && !NOTHING.contains(&plain.as_str());
        (kind, (says_more && is_word).then_some(plain))
    }
}

const LABELS: [(RelationKind, &str); 13] = [
    (
        Spouse,
        "spouse|wife|husband|ehepartner|ehefrau|ehemann|partner ehepartner|conjoint|conjointe",
    ),
    (
        Partner,
        "partner|domestic partner|domesticpartner|girlfriend|boyfriend|sweetheart|fiancé|fiancée",
    ),
    (Parent, "parent|mother|father|mutter|vater|mère|père"),
    (
        Child,
        "child|children|son|daughter|kind|kinder|sohn|tochter|enfant|enfants",
    ),
    (
        Sibling,
        "sibling|brother|sister|bruder|schwester|frère|soeur",
    ),
    (Friend, "friend|best friend|freund|freundin|ami|amie"),
    (Colleague, "colleague|co worker|coworker|kollege|kollegin"),
    (
        Manager,
        "manager|manager name|manager s name|reports to|boss|vorgesetzter",
    ),
    (Report, "report|reports|direct report|direct reports"),
    (
        Assistant,
        "assistant|assistant name|assistant s name|assistent|assistentin",
    ),
    (Assists, "assistant of"),
    (IntroducedBy, "referred|referred by|introduced by"),
    (Introduced, "introduced"),
];

/// Words that say more than the kind they mean.
const MORE: [&str; 11] = [
    "wife",
    "husband",
    "mother",
    "father",
    "son",
    "daughter",
    "brother",
    "sister",
    "girlfriend",
    "boyfriend",
    "best friend",
];

/// Labels that only say that there is something.
const NOTHING: [&str; 8] = [
    "related",
    "related person",
    "relation",
    "contact",
    "other",
    "custom",
    "home",
    "work",
];

/// `_$!<Best-Friend>!$_` is how Apple writes `best friend`.
fn plain(label: &str) -> String {
    let bare = label.trim().trim_start_matches("_$!<");
    let bare = bare.trim_end_matches(">!$_").to_lowercase();
    let words = bare.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_named_once_and_turn_back() {
        for kind in RelationKind::ALL {
            assert_eq!(RelationKind::parse(kind.as_str()), Some(kind));
            assert_eq!(kind.inverse().inverse(), kind);
        }
        assert_eq!(RelationKind::parse("enemy"), None);
    }

    #[test]
    fn labels_of_other_programs_mean_a_kind_and_keep_what_they_say_more() {
        for (label, kind, word) in [
            (Some("Spouse"), Spouse, None),
            (Some("_$!<Spouse>!$_"), Spouse, None),
            (Some("wife"), Spouse, Some("wife")),
            (Some("_$!<Mother>!$_"), Parent, Some("mother")),
            (Some("Children"), Child, None),
            (Some("co-worker"), Colleague, None),
            (Some("Manager's Name"), Manager, None),
            (Some("Referred By"), IntroducedBy, None),
            (Some("_$!<Best-Friend>!$_"), Friend, Some("best friend")),
            (Some("Landlord"), Other, Some("landlord")),
            (Some("Related person"), Other, None),
            (Some("contact"), Other, None),
            (None, Other, None),
        ] {
            let expected = (kind, word.map(ToOwned::to_owned));
            assert_eq!(RelationKind::of_label(label), expected, "{label:?}");
        }
    }
}
