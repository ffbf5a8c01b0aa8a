//! Small charts drawn by the server as SVG. Each says in words what it shows.

use leptos::prelude::*;

const WIDTH: f64 = 96.0;
const HEIGHT: f64 = 28.0;

/// A line without axes. `label` begins its text alternative, which goes on with
/// the lowest, the highest and the last value.
#[component]
pub fn Sparkline(values: Vec<f64>, #[prop(into)] label: String) -> impl IntoView {
    let points = points(&values, WIDTH, HEIGHT);
    let (_, last) = (
        points.first()?,
        *points.last().filter(|_| points.len() > 1)?,
    );
    let line = path(&points);
    let area = format!("{line}L{WIDTH} {HEIGHT}L0 {HEIGHT}Z");
    Some(view! {
        <svg
            class="sparkline"
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            role="img"
            aria-label=described(&label, &values)
        >
            <path class="sparkline-area" d=area />
            <path class="sparkline-line" d=line />
            <circle class="sparkline-end" cx=last.0.to_string() cy=last.1.to_string() r="2.25" />
        </svg>
    })
}

/// "Contacts, course of the last 12 weeks: lowest 3, highest 9, now 7".
fn described(label: &str, values: &[f64]) -> String {
    let (low, high) = range(values);
    let now = values.last().copied().unwrap_or_default();
    format!("{label}: lowest {low:.0}, highest {high:.0}, now {now:.0}")
}

fn range(values: &[f64]) -> (f64, f64) {
    values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(*value), high.max(*value))
        })
}

/// Values spread over the width, with two units of air above and below. A level
/// course runs through the middle.
fn points(values: &[f64], width: f64, height: f64) -> Vec<(f64, f64)> {
    let (low, high) = range(values);
    let steps = values.len().saturating_sub(1).max(1);
    let place = |value: f64| {
        if high > low {
            (value - low) / (high - low)
        } else {
            0.5
        }
    };
    values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let across = index as f64 / steps as f64 * width;
            (
                rounded(across),
                rounded(height - 2.0 - place(*value) * (height - 4.0)),
            )
        })
        .collect()
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

pub(super) fn path(points: &[(f64, f64)]) -> String {
    points
        .iter()
        .enumerate()
        .map(|(index, (x, y))| format!("{}{x} {y}", if index == 0 { 'M' } else { 'L' }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{described, path, points};

    #[test]
    fn the_lowest_lies_low_and_the_highest_high() {
        assert_eq!(
            points(&[0.0, 10.0, 5.0], 96.0, 28.0),
            [(0.0, 26.0), (48.0, 2.0), (96.0, 14.0)]
        );
    }

    #[test]
    fn a_level_course_runs_through_the_middle() {
        assert_eq!(points(&[3.0, 3.0], 96.0, 28.0), [(0.0, 14.0), (96.0, 14.0)]);
    }

    #[test]
    fn nothing_draws_nothing() {
        assert_eq!(path(&points(&[], 96.0, 28.0)), "");
    }

    #[test]
    fn the_words_tell_the_course() {
        assert_eq!(
            described("Mails", &[3.0, 9.0, 7.0]),
            "Mails: lowest 3, highest 9, now 7"
        );
    }
}
