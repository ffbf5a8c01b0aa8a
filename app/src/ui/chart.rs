//! A line over time with its scale, drawn by the server; the same numbers stand
//! as a table for those who do not see it.

use leptos::prelude::*;

use super::sparkline::path;

#[derive(Clone, Debug, PartialEq)]
pub struct ChartPoint {
    pub label: String,
    pub value: f64,
}

/// The plot is stretched to its box, so both edges are percentages.
const EDGE: f64 = 100.0;
const LABELS: usize = 6;

/// The scale begins at zero, so that heights may be compared.
#[component]
pub fn LineChart(
    #[prop(into)] label: String,
    points: Vec<ChartPoint>,
    /// The end of the scale, where it is always the same.
    #[prop(optional)]
    top: Option<f64>,
) -> impl IntoView {
    let highest = points.iter().map(|point| point.value).fold(0.0, f64::max);
    let top = top.unwrap_or_else(|| nice_top(highest));
    let line = path(&places(&points, top));
    let area = format!("{line}L{EDGE} {EDGE}L0 {EDGE}Z");
    let scale = [1.0, 0.5, 0.0].map(|share| view! { <span>{(share * top).to_string()}</span> });
    view! {
        <figure class="chart">
            <figcaption class="chart-caption">{label}</figcaption>
            <div class="chart-scale numeric" aria-hidden="true">
                {scale.to_vec()}
            </div>
            <svg
                class="chart-plot"
                viewBox="0 0 100 100"
                preserveAspectRatio="none"
                aria-hidden="true"
            >
                <path class="chart-rule" d="M0 0H100M0 50H100M0 100H100" />
                <path class="chart-area" d=area />
                <path class="chart-line" d=line />
            </svg>
            <div class="chart-labels" aria-hidden="true">
                {labels(&points)}
            </div>
            {numbers(points)}
        </figure>
    }
    .into_any()
}

/// At most six labels beneath, evenly chosen.
fn labels(points: &[ChartPoint]) -> Vec<AnyView> {
    let stride = points.len().div_ceil(LABELS).max(1);
    points
        .iter()
        .step_by(stride)
        .map(|point| view! { <span>{point.label.clone()}</span> }.into_any())
        .collect()
}

fn numbers(points: Vec<ChartPoint>) -> impl IntoView {
    let rows: Vec<_> = points
        .into_iter()
        .map(|point| {
            view! {
                <tr>
                    <th scope="row">{point.label}</th>
                    <td>{point.value.to_string()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="visually-hidden">
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The first point at the left edge, zero on the floor.
fn places(points: &[ChartPoint], top: f64) -> Vec<(f64, f64)> {
    let steps = points.len().saturating_sub(1).max(1);
    points
        .iter()
        .enumerate()
        .map(|(index, point)| {
            let across = index as f64 / steps as f64 * EDGE;
            (
                hundredths(across),
                hundredths(EDGE - point.value / top * EDGE),
            )
        })
        .collect()
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The next of 2, 4, 10, 20, 40, 100 … above the highest value: halves stay whole.
fn nice_top(highest: f64) -> f64 {
    let mut decade = 1.0;
    loop {
        for step in [2.0, 4.0, 10.0] {
            if highest <= step * decade {
                return step * decade;
            }
        }
        decade *= 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_at_a_round_number() {
        for (highest, top) in [
            (0.0, 2.0),
            (2.0, 2.0),
            (3.0, 4.0),
            (57.0, 100.0),
            (400.0, 400.0),
        ] {
            assert_eq!(nice_top(highest), top);
        }
    }

    #[test]
    fn zero_lies_on_the_floor_and_the_top_at_the_top() {
        let chart = [0.0, 1.0, 4.0].map(|value| ChartPoint {
            label: String::new(),
            value,
        });
        assert_eq!(
            places(&chart, 4.0),
            [(0.0, 100.0), (50.0, 75.0), (100.0, 0.0)]
        );
    }
}
