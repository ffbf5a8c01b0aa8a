//! The values that the form of a task shows: of the task, or what was typed.

use uuid::Uuid;

use crate::{
    forms::FormState,
    tasks::{Link, LinkKind, TaskInput},
};

pub(super) struct Linked {
    pub kind: LinkKind,
    pub id: Uuid,
    pub name: String,
    pub is_kept: bool,
}

pub(super) struct Draft {
    pub title: String,
    pub notes: String,
    pub when: String,
    pub assignee: String,
    pub about: String,
    pub reminders: Vec<String>,
    pub linked: Vec<Linked>,
}

impl Draft {
    /// What was typed wins, where the form came back.
    pub fn new(input: &TaskInput, linked: Vec<Link>, state: &FormState) -> Self {
        let came_back = !state.values.is_empty();
        let known = input.fields();
        let text = |name: &str| {
            let known = || known.iter().find(|(field, _)| *field == name);
            let typed = state.value(name);
            typed.unwrap_or_else(|| known().map(|(_, value)| value.clone()).unwrap_or_default())
        };
        let many = |name: &str| -> Vec<String> {
            if came_back {
                return state.values_of(name);
            }
            let known = known.iter().filter(|(field, _)| *field == name);
            known.map(|(_, value)| value.clone()).collect()
        };
        let kept = [many("contacts[]"), many("companies[]")].concat();
        Self {
            title: text("title"),
            notes: text("notes"),
            when: text("when"),
            assignee: text("assignee"),
            about: text("about"),
            reminders: many("reminders[]"),
            linked: linked
                .into_iter()
                .map(|link| Linked {
                    is_kept: kept.contains(&link.id.to_string()),
                    kind: link.kind,
                    id: link.id,
                    name: link.name,
                })
                .collect(),
        }
    }
}
