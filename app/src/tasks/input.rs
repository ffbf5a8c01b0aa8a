//! What a form, a program or the command line says about a task, and its rules.

use chrono_tz::Tz;
use uuid::Uuid;
use when::Plan;

use super::{
    links::{Link, LinkKind},
    plan::read_plan,
    store::Task,
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, FieldErrors, Result},
};

const LONGEST_TITLE: usize = 300;
const LONGEST_NOTES: usize = 20_000;
/// More people or companies than this are not one task.
const MOST_LINKS: usize = 100;

/// What a form sends for a task that is nobody's in particular.
pub(super) const NOBODY: &str = "nobody";

/// The whole task as it shall be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskInput {
    pub title: String,
    pub notes: String,
    /// As [`when::read`] takes it; empty for no day.
    pub when: String,
    /// The zone of a time, where it is not the writer's.
    pub zone: String,
    pub assignee: Option<Uuid>,
    pub contacts: Vec<Uuid>,
    pub companies: Vec<Uuid>,
    /// A further contact or company, by address, domain or whole name.
    pub about: String,
    /// Minutes before it is due.
    pub reminders: Vec<i32>,
}

impl TaskInput {
    /// What would make the task as it is.
    pub fn of(task: &Task, links: &[Link], reminders: Vec<i32>) -> Self {
        let linked = |kind| {
            let links = links.iter().filter(move |link| link.task_id == task.id);
            links
                .filter(move |link| link.kind == kind)
                .map(|link| link.id)
        };
        Self {
            title: task.title.clone(),
            notes: task.notes.clone(),
            when: task.when(),
            zone: task.zone.clone(),
            assignee: task.assignee_id,
            contacts: linked(LinkKind::Contact).collect(),
            companies: linked(LinkKind::Company).collect(),
            about: String::new(),
            reminders,
        }
    }

    /// The fields of a form that say the same.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let nobody = || NOBODY.to_owned();
        let assignee = self.assignee.map_or_else(nobody, |id| id.to_string());
        let single = [
            ("title", self.title.clone()),
            ("notes", self.notes.clone()),
            ("when", self.when.clone()),
            ("zone", self.zone.clone()),
            ("assignee", assignee),
        ];
        let ids = |name, ids: &[Uuid]| {
            let ids: Vec<_> = ids.iter().map(|id| (name, id.to_string())).collect();
            ids
        };
        let minutes = self.reminders.iter();
        single
            .into_iter()
            .chain(ids("contacts[]", &self.contacts))
            .chain(ids("companies[]", &self.companies))
            .chain(minutes.map(|minutes| ("reminders[]", minutes.to_string())))
            .collect()
    }

    /// Everything that can be told without the database.
    pub(super) fn check(&self, scope: &Scope, zone: Tz) -> Result<Checked> {
        let mut errors = FieldErrors::default();
        let title = self.title.trim();
        if title.is_empty() {
            errors.add("title", FieldCode::Required);
        }
        if title.chars().count() > LONGEST_TITLE {
            errors.add("title", FieldCode::TooLong);
        }
        if self.notes.chars().count() > LONGEST_NOTES {
            errors.add("notes", FieldCode::TooLong);
        }
        if self.contacts.len() + self.companies.len() > MOST_LINKS {
            errors.add("about", FieldCode::OutOfRange);
        }
        if self
            .reminders
            .iter()
            .any(|minutes| !(0..=525_600).contains(minutes))
        {
            errors.add("reminders", FieldCode::OutOfRange);
        }
        let zone = match self.zone.trim() {
            "" => zone,
            name => name.parse().unwrap_or_else(|_| {
                errors.add("zone", FieldCode::Unknown);
                zone
            }),
        };
        let plan = read_plan(&self.when, scope.now, zone).unwrap_or_else(|error| {
            if let Error::Invalid(found) = error {
                errors.0.extend(found.0);
            }
            None
        });
        errors.into_result()?;
        Ok(Checked {
            title: title.to_owned(),
            notes: self.notes.trim().to_owned(),
            plan,
            zone,
        })
    }
}

pub(super) struct Checked {
    pub title: String,
    pub notes: String,
    pub plan: Option<Plan>,
    pub zone: Tz,
}
