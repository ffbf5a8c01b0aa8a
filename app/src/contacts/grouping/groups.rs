//! The groups that there are before the list is read, in their order, each as a query.

use super::Grouping;
use crate::{
    contacts::query::{
        Clause, Compare, Deed, NumberField, OwnAsked, OwnClause, OwnCompare, Priority, Query,
        TextField, TextTest, Thing,
    },
    context::Scope,
    error::Result,
    fields::Field,
    tags,
};

#[derive(Clone, Debug)]
pub struct Group {
    /// A word for programs: the key of a choice, the id of a company or a tag; empty for those
    /// without one.
    pub key: String,
    pub label: String,
    /// Who is in it.
    pub query: Query,
}

impl Group {
    fn new(key: &str, label: impl Into<String>, query: Query) -> Self {
        Self {
            key: key.to_owned(),
            label: label.into(),
            query,
        }
    }
}

impl Grouping {
    /// None of a grouping whose groups are not known before, or whose field is not there.
    pub fn groups(&self, fields: &[Field]) -> Vec<Group> {
        match self {
            Self::Strength => strengths(),
            Self::Priority => priorities(),
            Self::Company | Self::Tag => Vec::new(),
            Self::Own(_) => self.field(fields).map(choices).unwrap_or_default(),
        }
    }
}

fn strengths() -> Vec<Group> {
    let score = |compare, value| Query::from(Clause::Number(NumberField::Score, compare, value));
    let never = || Query::from(Clause::Never(Deed::Contacted));
    let good = vec![score(Compare::AtLeast, 3.0), score(Compare::Less, 6.0)];
    let weak = vec![score(Compare::Less, 3.0), Query::Not(Box::new(never()))];
    let none = vec![score(Compare::Less, 3.0), never()];
    vec![
        Group::new("strong", "Strong", score(Compare::AtLeast, 6.0)),
        Group::new("good", "Good", Query::all(good)),
        Group::new("weak", "Weak", Query::all(weak)),
        Group::new("", "No contact yet", Query::all(none)),
    ]
}

fn priorities() -> Vec<Group> {
    let group = |priority: Priority, label| {
        let query = Clause::Priority(true, priority).into();
        Group::new(priority.as_str(), label, query)
    };
    vec![
        group(Priority::High, "High priority"),
        group(Priority::Normal, "Normal priority"),
        group(Priority::Low, "Low priority"),
    ]
}

/// A group for each tag, by their names.
pub(super) async fn tags(scope: &mut Scope) -> Result<Vec<Group>> {
    let tags = tags::tags(scope).await?.into_iter().map(|tag| {
        let is = Clause::Text(TextField::Tag, TextTest::Is, tag.name.clone());
        Group::new(&tag.id.to_string(), tag.name, is.into())
    });
    let none = Group::new("", "No tag", Clause::HasNo(Thing::Tag).into());
    Ok(tags.chain([none]).collect())
}

fn choices(field: &Field) -> Vec<Group> {
    let offered = field.offered().map(|choice| {
        let query = asked(field, OwnCompare::Has, &choice.key);
        Group::new(&choice.key, choice.label.clone(), query)
    });
    let none = Group::new("", format!("No {}", field.label), without(field));
    offered.chain([none]).collect()
}

fn asked(field: &Field, compare: OwnCompare, value: &str) -> Query {
    Query::Clause(Clause::Own(OwnClause {
        name: field.key.clone(),
        asked: OwnAsked::Compares(compare, value.to_owned()),
    }))
}

/// Who has none of the choices that are offered: in one list with commas, unless that would
/// be read otherwise.
fn without(field: &Field) -> Query {
    let keys: Vec<&str> = field.offered().map(|choice| choice.key.as_str()).collect();
    let together = keys.join(",");
    let is_alone = keys.len() == 1;
    let has_comma = keys.iter().any(|key| key.contains(','));
    if keys.is_empty() {
        return Query::default();
    }
    if is_alone || !(has_comma || field.choice_called(&together).is_some()) {
        return asked(field, OwnCompare::IsNot, &together);
    }
    let each = keys.iter().map(|key| asked(field, OwnCompare::IsNot, key));
    Query::all(each.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::query::parse;

    #[test]
    fn what_a_group_holds_can_be_written() {
        let written: Vec<String> = strengths()
            .iter()
            .chain(&priorities())
            .map(|group| group.query.to_string())
            .collect();
        assert_eq!(
            written,
            [
                "score>=6",
                "score>=3 score<6",
                "score<3 not never:contacted",
                "score<3 never:contacted",
                "priority:high",
                "priority:normal",
                "priority:low",
            ]
        );
        for text in written {
            assert_eq!(parse(&text).unwrap().to_string(), text);
        }
    }
}
