//! Three figures with their last twelve weeks.

use leptos::prelude::*;

use super::words::change;
use crate::{
    context::Scope,
    dashboard::store::{self, Course, StrongTies},
    error::Result,
    ui::{Figure, Figures, Section, grouped},
};

const RHYTHM: &str =
    "A strong tie is in rhythm while the person wrote within one and a half of the usual pause.";

pub(super) struct Counted {
    messages: Course,
    people: Course,
    ties: StrongTies,
}

impl Counted {
    pub async fn load(scope: &mut Scope) -> Result<Self> {
        Ok(Self {
            messages: store::messages(scope).await?,
            people: store::people(scope).await?,
            ties: store::strong_ties(scope).await?,
        })
    }

    pub fn view(&self) -> impl IntoView + use<> {
        let messages = course("Messages exchanged", &self.messages);
        let people = course("People you heard from", &self.people);
        let ties = ties(&self.ties);
        view! {
            <Section title="The last twelve weeks" detail=RHYTHM>
                <Figures>{messages} {people} {ties}</Figures>
            </Section>
        }
    }
}

fn course(label: &'static str, course: &Course) -> impl IntoView + use<> {
    let (change, trend) = change(course.recent, course.before, "in the twelve before");
    let value = grouped(course.recent.unsigned_abs());
    view! { <Figure label=label value=value change=change trend=trend course=floats(&course.weeks)/> }
}

fn ties(ties: &StrongTies) -> impl IntoView + use<> {
    let now = ties.in_rhythm.last().copied().unwrap_or_default();
    let before = ties.in_rhythm.first().copied().unwrap_or_default();
    let (change, trend) = change(now, before, "twelve weeks ago");
    let value = format!("{now} of {}", ties.count);
    view! { <Figure label="Strong ties in rhythm" value=value change=change trend=trend course=floats(&ties.in_rhythm)/> }
}

fn floats(numbers: &[i64]) -> Vec<f64> {
    numbers.iter().map(|number| *number as f64).collect()
}
