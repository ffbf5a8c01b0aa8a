//! What happened in the workspace lately, in plain words.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    context::Scope,
    dashboard::store::{self, SuggestedPerson},
    error::Result,
    events::{self, RecentEvent},
    routes::paths,
    ui::{Clock, IconName, List, ListItem, Section, Time},
};

const READ: i64 = 200;
/// As many new people in a row, as an import brings them, are told as one.
const CROWD: usize = 3;
const SHOWN: usize = 8;

pub(super) struct Recent {
    events: Vec<RecentEvent>,
    suggested: HashMap<Uuid, SuggestedPerson>,
}

/// An event as it is told: who or what, then what happened.
#[derive(Debug, PartialEq)]
struct Told {
    icon: IconName,
    subject: String,
    what: &'static str,
    href: Option<String>,
}

impl Recent {
    pub async fn load(scope: &mut Scope) -> Result<Self> {
        let mut events = events::recent(scope, READ).await?;
        keep_newest_of_each(&mut events);
        let decided = events
            .iter()
            .filter(|event| event.kind.starts_with("suggestion."));
        let decided: Vec<Uuid> = decided.map(|event| event.subject_id).collect();
        let people = store::suggested_people(scope, &decided).await?;
        Ok(Self {
            events,
            suggested: people
                .into_iter()
                .map(|person| (person.suggestion_id, person))
                .collect(),
        })
    }

    pub fn view(&self, clock: Clock) -> Option<impl IntoView + use<>> {
        let runs = self
            .events
            .chunk_by(|later, earlier| is_new(later) && is_new(earlier));
        let told = runs.flat_map(|run| self.tell_run(run));
        let lines = told.take(SHOWN).map(|(told, at)| {
            let end = move || view! { <Time at=at clock=clock/> };
            view! {
                <ListItem icon=told.icon href=told.href end=end>
                    <strong>{told.subject}</strong> " " {told.what}
                </ListItem>
            }
        });
        let lines = lines.collect::<Vec<_>>();
        (!lines.is_empty()).then(
            || view! { <Section title="Lately"><List label="Lately">{lines}</List></Section> },
        )
    }

    fn tell_run(&self, run: &[RecentEvent]) -> Vec<(Told, DateTime<Utc>)> {
        if run.len() >= CROWD {
            return vec![(tell_crowd(run.len()), run[0].at)];
        }
        run.iter()
            .filter_map(|event| Some((self.tell(event)?, event.at)))
            .collect()
    }

    fn tell(&self, event: &RecentEvent) -> Option<Told> {
        match event.kind.split_once('.')? {
            ("suggestion", _) => self.tell_decision(event),
            ("import", _) => tell_import(event),
            ("contact" | "note" | "log", _) => tell_contact(event),
            ("member", "joined") => Some(Told {
                icon: IconName::Workspace,
                subject: "A member".to_owned(),
                what: "joined",
                href: None,
            }),
            _ => None,
        }
    }

    fn tell_decision(&self, event: &RecentEvent) -> Option<Told> {
        let person = self.suggested.get(&event.subject_id)?;
        let (icon, what) = match (event.kind.as_str(), event.data["decision"].as_str()) {
            ("suggestion.decided", Some("done")) => (IconName::Done, "was written to"),
            ("suggestion.decided", Some("snoozed")) => (IconName::Snooze, "was snoozed"),
            ("suggestion.decided", Some("dismissed")) => (IconName::Dismiss, "was dismissed"),
            ("suggestion.reopened", _) => (IconName::Undo, "is back in the list"),
            _ => return None,
        };
        Some(Told {
            icon,
            subject: person.name.clone(),
            what,
            href: Some(paths::contact(person.contact_id)),
        })
    }
}

/// The newest event comes first; what came before it with the same subject is past.
fn keep_newest_of_each(events: &mut Vec<RecentEvent>) {
    let mut seen = HashSet::new();
    events.retain(|event| seen.insert(event.subject_id));
}

fn is_new(event: &RecentEvent) -> bool {
    event.kind == "contact.created"
}

fn tell_crowd(count: usize) -> Told {
    let is_cut = count as i64 >= READ;
    Told {
        icon: IconName::Contacts,
        subject: if is_cut {
            "Many people".to_owned()
        } else {
            format!("{count} people")
        },
        what: "were added",
        href: Some(format!("{}?sort=new", paths::contacts())),
    }
}

fn tell_contact(event: &RecentEvent) -> Option<Told> {
    let subject = event.contact_name.clone()?;
    let (icon, what) = match event.kind.as_str() {
        "contact.created" => (IconName::Person, "was added"),
        "contact.updated" => (IconName::Edit, "was edited"),
        "contact.deleted" => (IconName::Delete, "was deleted"),
        "contact.restored" => (IconName::Undo, "was restored"),
        "contact.archived" if event.data["archived"] == false => {
            (IconName::Archive, "is back from the archive")
        }
        "contact.archived" => (IconName::Archive, "was archived"),
        "note.added" => (IconName::Note, "has a new note"),
        "log.added" => match event.data["kind"].as_str()? {
            "call" => (IconName::Call, "was spoken to"),
            "meeting" => (IconName::Meeting, "was met"),
            _ => (IconName::Message, "has a new message"),
        },
        _ => return None,
    };
    let is_gone = event.kind == "contact.deleted";
    let href = (!is_gone).then(|| paths::contact(event.subject_id));
    Some(Told {
        icon,
        subject,
        what,
        href,
    })
}

fn tell_import(event: &RecentEvent) -> Option<Told> {
    let what = match event.kind.as_str() {
        "import.finished" => "was imported",
        "import.failed" => "could not be imported",
        "import.cancelled" => "was stopped",
        _ => return None,
    };
    let href = Some(paths::import(event.subject_id));
    Some(Told {
        icon: IconName::Import,
        subject: event.file_name.clone()?,
        what,
        href,
    })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;

    use super::*;

    fn event(kind: &str) -> RecentEvent {
        RecentEvent {
            kind: kind.to_owned(),
            subject_id: Uuid::from_u128(1),
            data: json!({}),
            at: DateTime::UNIX_EPOCH,
            contact_name: Some("Ada".to_owned()),
            file_name: None,
        }
    }

    #[test]
    fn of_each_subject_the_newest_event_is_told() {
        let mut events = vec![event("contact.deleted"), event("note.added")];
        keep_newest_of_each(&mut events);
        let recent = Recent {
            events,
            suggested: HashMap::new(),
        };
        let told = recent.tell_run(&recent.events);
        let told: Vec<_> = told
            .iter()
            .map(|(told, _)| (told.what, told.href.as_deref()))
            .collect();
        assert_eq!(told, [("was deleted", None)]);
    }

    #[test]
    fn a_crowd_is_told_as_one() {
        let recent = Recent {
            events: Vec::new(),
            suggested: HashMap::new(),
        };
        let run = |count| {
            (0..count)
                .map(|_| event("contact.created"))
                .collect::<Vec<_>>()
        };
        let subjects = |count| {
            recent
                .tell_run(&run(count))
                .into_iter()
                .map(|(told, _)| told.subject)
                .collect::<Vec<_>>()
        };
        assert_eq!(subjects(2), ["Ada", "Ada"]);
        assert_eq!(subjects(3), ["3 people"]);
        assert_eq!(subjects(200), ["Many people"]);
    }

    #[test]
    fn what_nobody_needs_to_know_is_left_out() {
        let recent = Recent {
            events: vec![event("api_key.created")],
            suggested: HashMap::new(),
        };
        assert_eq!(recent.tell(&recent.events[0]), None);
    }
}
