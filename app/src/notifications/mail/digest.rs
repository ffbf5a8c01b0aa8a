//! The digest: whom to write to and why, what is to do, which days are coming. None is
//! written where there is nothing to say.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{Letter, Line, Part, Quote};
use crate::{
    context::Scope,
    error::Result,
    notifications::{Kind, Wanted, list},
    routes::paths,
    suggestions::{self, Suggestion},
    tasks::{self, TaskQuery},
};

const PEOPLE: i64 = 5;
const TASKS: i64 = 10;
const DAYS: i64 = 10;
const EVENTS: i64 = 5;

/// For the member who acts.
pub async fn digest(scope: &mut Scope, zone: Tz, base: &str, name: &str) -> Result<Option<Letter>> {
    let today = scope.now.with_timezone(&zone).date_naive();
    let parts: Vec<Part> = [
        people(scope, base).await?,
        to_do(scope, base, today).await?,
        days(scope, base, today).await?,
        events(scope, base).await?,
    ]
    .into_iter()
    .filter(|part| !part.lines.is_empty())
    .collect();
    let Some(first) = parts.first() else {
        return Ok(None);
    };
    let hello = match name.split_whitespace().next() {
        Some(first) => format!("Hello {first}, this is {}.", today.format("%A, %-d %B")),
        None => format!("This is {}.", today.format("%A, %-d %B")),
    };
    Ok(Some(Letter {
        subject: format!("{} · {}", first.heading, today.format("%-d %B")),
        intro: hello,
        parts,
        foot: Vec::new(),
    }))
}

async fn people(scope: &mut Scope, base: &str) -> Result<Part> {
    let mut found = suggestions::open(scope, "open", None, PEOPLE).await?;
    found.truncate(PEOPLE as usize);
    let lines = found.iter().map(|one| Line {
        title: one.name.clone(),
        link: format!("{base}{}", paths::contact(one.contact_id)),
        detail: one.sentence(),
        quote: draft(one, base),
    });
    Ok(Part {
        heading: match found.len() {
            1 => "One person to write to".to_owned(),
            many => format!("{many} people to write to"),
        },
        lines: lines.collect(),
    })
}

/// What they might be sent, as it stands now, and where it is edited and copied.
fn draft(one: &Suggestion, base: &str) -> Option<Quote> {
    if one.draft_body.is_empty() {
        return None;
    }
    let title = match one.draft_subject.as_str() {
        "" => "A draft".to_owned(),
        subject => subject.to_owned(),
    };
    Some(Quote {
        title,
        text: one.draft_body.clone(),
        act: (
            format!("Edit and copy what to write to {}", one.name),
            format!("{base}{}", paths::write_to(one.contact_id)),
        ),
    })
}

async fn to_do(scope: &mut Scope, base: &str, today: NaiveDate) -> Result<Part> {
    let query = TaskQuery {
        whose: scope.actor,
        limit: TASKS,
        ..TaskQuery::default()
    };
    let found = tasks::open_tasks(scope, &query).await?;
    let due = found
        .iter()
        .filter(|task| task.due_on.is_some_and(|day| day <= today));
    let lines = due.map(|task| Line {
        title: task.title.clone(),
        link: format!("{base}{}", paths::task(task.id)),
        detail: match (task.due_on, task.due_time) {
            (Some(day), _) if day < today => format!("since {}", day.format("%-d %B")),
            (_, Some(time)) => format!("at {}", time.format("%H:%M")),
            _ => "today".to_owned(),
        },
        ..Line::default()
    });
    Ok(Part {
        heading: "To do today".to_owned(),
        lines: lines.take(TASKS as usize).collect(),
    })
}

async fn days(scope: &mut Scope, base: &str, today: NaiveDate) -> Result<Part> {
    let lead = tasks::birthday_lead(scope).await?;
    let found = tasks::birthdays(scope, today, lead, DAYS).await?;
    let lines = found.iter().map(|day| {
        let when = match (day.next - today).num_days() {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            _ => day.next.format("%A, %-d %B").to_string(),
        };
        Line {
            title: day.name.clone(),
            link: format!("{base}{}", paths::contact(day.contact_id)),
            detail: match day.words() {
                Some(words) => format!("{when}, {words}"),
                None => when,
            },
            ..Line::default()
        }
    });
    Ok(Part {
        heading: tasks::days_title(&found).to_owned(),
        lines: lines.collect(),
    })
}

/// What happened in people's lives and was not looked at yet.
async fn events(scope: &mut Scope, base: &str) -> Result<Part> {
    let wanted = Wanted {
        is_unread: true,
        kind: Some(Kind::LifeEvents),
        before: None,
    };
    let found = list(scope, wanted, EVENTS).await?;
    let lines = found.iter().map(|one| Line {
        title: one.title.clone(),
        link: format!("{base}{}", one.link),
        detail: one.detail.clone(),
        ..Line::default()
    });
    Ok(Part {
        heading: "What is new about people".to_owned(),
        lines: lines.take(EVENTS as usize).collect(),
    })
}
