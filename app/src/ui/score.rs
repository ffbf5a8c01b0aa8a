//! Relationship strength: a number from 0 to 10 on a scale of five warmths. The
//! number always stands beside the colour.

use leptos::prelude::*;

/// The five steps from cool to ember.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warmth {
    Distant,
    Cool,
    Steady,
    Warm,
    Close,
}

impl Warmth {
    /// The step of a score from 0 to 10: two points a step.
    pub fn of(score: f64) -> Self {
        match score {
            score if score >= 8.0 => Self::Close,
            score if score >= 6.0 => Self::Warm,
            score if score >= 4.0 => Self::Steady,
            score if score >= 2.0 => Self::Cool,
            _ => Self::Distant,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Distant => "distant",
            Self::Cool => "cool",
            Self::Steady => "steady",
            Self::Warm => "warm",
            Self::Close => "close",
        }
    }

    fn step(self) -> &'static str {
        match self {
            Self::Distant => "1",
            Self::Cool => "2",
            Self::Steady => "3",
            Self::Warm => "4",
            Self::Close => "5",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScoreSize {
    /// 28 px, for rows.
    Small,
    /// 40 px, for cards.
    #[default]
    Medium,
    /// 72 px, for the head of a contact.
    Large,
}

impl ScoreSize {
    fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// A ring filled by the score, the number inside.
#[component]
pub fn ScoreRing(value: f64, #[prop(optional)] size: ScoreSize) -> impl IntoView {
    let value = value.clamp(0.0, 10.0);
    let warmth = Warmth::of(value);
    let label = format!("Strength {value:.1} of 10, {}", warmth.word());
    view! {
        <svg
            class="score"
            viewBox="0 0 40 40"
            role="img"
            aria-label=label
            data-size=size.name()
            data-warmth=warmth.step()
        >
            <circle class="score-track" cx="20" cy="20" r="17.5" />
            <circle
                class="score-arc"
                cx="20"
                cy="20"
                r="17.5"
                pathLength="10"
                stroke-dasharray=format!("{value:.2} 10")
                transform="rotate(-90 20 20)"
            />
            <text
                class="score-number"
                x="20"
                y="20"
                text-anchor="middle"
                dominant-baseline="central"
            >
                {shown(value)}
            </text>
        </svg>
    }
    .into_any()
}

/// A dot of warmth and its number, where a ring is too much.
#[component]
pub fn StrengthDot(value: f64) -> impl IntoView {
    let value = value.clamp(0.0, 10.0);
    let warmth = Warmth::of(value);
    view! {
        <span
            class="strength"
            data-warmth=warmth.step()
            title=format!("Strength {value:.1} of 10, {}", warmth.word())
        >
            <span class="strength-dot" aria-hidden="true"></span>
            <span class="numeric">{format!("{value:.1}")}</span>
        </span>
    }
    .into_any()
}

/// One reason behind a score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScorePart {
    pub label: String,
    pub value: f64,
    pub max: f64,
    /// The sentence that proves it.
    pub evidence: String,
}

/// Why a score is what it is.
#[component]
pub fn ScoreParts(parts: Vec<ScorePart>) -> impl IntoView {
    let rows: Vec<_> = parts.into_iter().map(score_row).collect();
    view! { <dl class="score-parts">{rows}</dl> }.into_any()
}

fn score_row(part: ScorePart) -> impl IntoView {
    let label = part.label.clone();
    view! {
        <div class="score-part">
            <dt>{part.label}</dt>
            <dd class="numeric">{format!("{:.1} of {:.0}", part.value, part.max)}</dd>
            <dd class="score-part-bar">
                <meter
                    min="0"
                    max=part.max.to_string()
                    value=part.value.to_string()
                    aria-label=label
                ></meter>
            </dd>
            <dd class="score-part-evidence">{part.evidence}</dd>
        </div>
    }
    .into_any()
}

/// One decimal, but a full ten stays short enough for the ring.
fn shown(value: f64) -> String {
    if value >= 9.95 {
        "10".to_owned()
    } else {
        format!("{value:.1}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Warmth, shown};

    #[test]
    fn two_points_make_a_step() {
        for (score, warmth) in [
            (0.0, Warmth::Distant),
            (1.99, Warmth::Distant),
            (2.0, Warmth::Cool),
            (5.9, Warmth::Steady),
            (6.0, Warmth::Warm),
            (8.0, Warmth::Close),
            (10.0, Warmth::Close),
        ] {
            assert_eq!(Warmth::of(score), warmth, "{score}");
        }
    }

    #[test]
    fn ten_is_written_without_a_decimal() {
        assert_eq!(shown(9.96), "10");
        assert_eq!(shown(9.94), "9.9");
        assert_eq!(shown(0.0), "0.0");
    }
}
