//! `kith score`: how strong the tie to a contact is, why, and how it came to be so.

use anyhow::{Result, bail};
use app::{
    contacts::{
        self, Meant,
        api::ScoreDetails,
        explain::{Reason, reasons, summary},
    },
    context::{Scope, Viewer},
    scoring::{CoursePoint, Standing, standing},
    ui::Clock,
};
use serde_json::json;

use super::{
    account::{in_words as refusal, member},
    print, with_kith,
};
use crate::cli::{Global, ScoreArguments};

pub async fn score(global: &Global, arguments: ScoreArguments) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, &arguments.account).await?;
        let mut scope = viewer.begin().await?;
        let contact = only(&mut scope, &arguments.contact).await?;
        let standing = standing(&mut scope, contact.id).await?;
        let clock = clock(&viewer);
        let words = in_words(&contact, &standing, clock);
        let mut answer = json!(ScoreDetails::new(standing, clock));
        answer["contact"] = json!({
            "id": contact.id,
            "name": contact.name,
            "email": contact.email,
        });
        print(global, &answer, &words);
        Ok(())
    })
    .await
}

fn clock(viewer: &Viewer) -> Clock {
    Clock {
        now: viewer.now,
        zone: viewer.zone,
    }
}

/// The one contact that is meant, else a refusal that names all who may be.
pub(super) async fn only(scope: &mut Scope, text: &str) -> Result<Meant> {
    let mut found = contacts::meant(scope, text)
        .await
        .map_err(|error| refusal(&error))?;
    if found.len() > 1 {
        let lines: Vec<String> = found.iter().map(candidate).collect();
        bail!(
            "{text} may be one of these; say the id:\n{}",
            lines.join("\n")
        );
    }
    match found.pop() {
        Some(found) => Ok(found),
        None => bail!("no contact is called {text}, or has that address or id"),
    }
}

pub(super) fn candidate(found: &Meant) -> String {
    let known = found.email.iter().chain(&found.company);
    let known: Vec<&str> = known.map(String::as_str).collect();
    format!("{}  {}  {}", found.id, found.name, known.join(", "))
        .trim_end()
        .to_owned()
}

fn in_words(contact: &Meant, standing: &Standing, clock: Clock) -> String {
    let mut lines = vec![format!(
        "{}: {:.1} of 10. {}",
        contact.name,
        standing.parts.total(),
        summary(standing, clock)
    )];
    lines.extend(reasons(standing, clock).iter().map(line));
    lines.extend(course(&standing.course));
    lines.join("\n")
}

fn line(reason: &Reason) -> String {
    format!(
        "  {:13} {:4.2} of {:.0}  {}",
        reason.label, reason.value, reason.max, reason.words
    )
}

/// The month ends since something was known, each with its score.
fn course(points: &[CoursePoint]) -> Option<String> {
    let silent = points.iter().take_while(|point| point.score == 0.0).count();
    let known: Vec<String> = points
        .get(silent..)?
        .iter()
        .map(|point| format!("{} {:.1}", point.on.format("%Y-%m"), point.score))
        .collect();
    (!known.is_empty()).then(|| format!("  Course        {}", known.join(" · ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(on: &str, score: f64) -> CoursePoint {
        CoursePoint {
            on: on.parse().unwrap(),
            score,
        }
    }

    #[test]
    fn the_course_begins_where_something_was_known() {
        let points = [
            point("2025-12-31", 0.0),
            point("2026-01-31", 4.25),
            point("2026-02-28", 0.0),
        ];
        assert_eq!(
            course(&points).unwrap(),
            "  Course        2026-01 4.2 · 2026-02 0.0"
        );
        assert_eq!(course(&points[..1]), None);
    }
}
