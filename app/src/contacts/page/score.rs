//! Why a tie is as strong as it is, and how the score came to be so.

use leptos::prelude::*;

use crate::{
    contacts::explain::{Reason, reasons, summary},
    scoring::{CoursePoint, Standing},
    ui::{ChartPoint, Clock, ScoreDetails, ScorePart},
};

pub(super) fn score_details(standing: &Standing, clock: Clock) -> impl IntoView + use<> {
    let score = standing.parts.total();
    let parts = reasons(standing, clock).map(part).to_vec();
    let summary = summary(standing, clock);
    let course = known_course(standing).iter().map(chart_point).collect();
    view! { <ScoreDetails value=score parts=parts summary=summary course=course/> }
}

fn part(reason: Reason) -> ScorePart {
    ScorePart {
        label: reason.label.to_owned(),
        value: reason.value,
        max: reason.max,
        evidence: reason.words,
    }
}

/// From where something was known on: a level line of nothing tells nothing.
fn known_course(standing: &Standing) -> &[CoursePoint] {
    let course = standing.course.as_slice();
    let silent = course.iter().take_while(|point| point.score == 0.0).count();
    course.get(silent.saturating_sub(1)..).unwrap_or_default()
}

fn chart_point(point: &CoursePoint) -> ChartPoint {
    ChartPoint {
        label: point.on.format("%b %Y").to_string(),
        value: point.score,
    }
}
