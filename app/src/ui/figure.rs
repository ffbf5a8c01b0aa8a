//! A number worth a look: label, value, trend, and its last twelve weeks.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::sparkline::Sparkline;
use super::text::OptionalText;

/// Where a figure is heading, and whether that is good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trend {
    #[default]
    Level,
    UpBetter,
    UpWorse,
    DownBetter,
    DownWorse,
}

impl Trend {
    fn icon(self) -> Option<IconName> {
        match self {
            Self::Level => None,
            Self::UpBetter | Self::UpWorse => Some(IconName::TrendUp),
            Self::DownBetter | Self::DownWorse => Some(IconName::TrendDown),
        }
    }

    fn meaning(self) -> Option<&'static str> {
        match self {
            Self::Level => None,
            Self::UpBetter | Self::DownBetter => Some("better"),
            Self::UpWorse | Self::DownWorse => Some("worse"),
        }
    }
}

/// Figures side by side.
#[component]
pub fn Figures(children: Children) -> impl IntoView {
    view! { <div class="figures">{children()}</div> }.into_any()
}

/// `change` says the trend in words ("12 more than last week").
#[component]
pub fn Figure(
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    #[prop(optional, into)] change: OptionalText,
    #[prop(optional)] trend: Trend,
    /// The course so far, oldest first; fewer than two points draw nothing.
    #[prop(optional)]
    course: Vec<f64>,
) -> impl IntoView {
    let course_label = format!("{label}, course of the last {} weeks", course.len());
    view! {
        <div class="figure">
            <span class="figure-label">{label}</span>
            <span class="figure-number">{value}</span>
            <Sparkline values=course label=course_label />
            {change
                .into_option()
                .map(|change| {
                    view! {
                        <span class="figure-trend" data-trend=trend.meaning()>
                            {trend.icon().map(|icon| view! { <Icon name=icon /> })}
                            {change}
                        </span>
                    }
                })}
        </div>
    }
    .into_any()
}
