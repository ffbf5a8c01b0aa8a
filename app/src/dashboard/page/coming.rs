//! The birthdays, and other days of the year, of the next thirty days.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::words::day;
use crate::{
    context::{Scope, Viewer},
    error::Result,
    routes::paths,
    tasks::{Birthday, birthdays, days_title},
    ui::{IconName, List, ListItem, Section},
};

pub(super) struct Coming {
    birthdays: Vec<Birthday>,
    today: NaiveDate,
}

impl Coming {
    pub async fn load(scope: &mut Scope, viewer: &Viewer) -> Result<Self> {
        let today = viewer.now.with_timezone(&viewer.zone).date_naive();
        Ok(Self {
            birthdays: birthdays(scope, today, 30, 8).await?,
            today,
        })
    }

    /// Nothing where there is nothing to come.
    pub fn view(&self) -> Option<impl IntoView + use<>> {
        let lines = self
            .birthdays
            .iter()
            .map(|birthday| line(birthday, self.today))
            .collect::<Vec<_>>();
        let title = days_title(&self.birthdays);
        (!lines.is_empty())
            .then(|| view! { <Section title=title><List label=title>{lines}</List></Section> })
    }
}

fn line(birthday: &Birthday, today: NaiveDate) -> impl IntoView + use<> {
    let when = day(birthday.next, today);
    let name = birthday.name.clone();
    let words = birthday
        .words()
        .map(|words| view! { <span class="muted">{words}</span> });
    view! {
        <ListItem icon=IconName::Birthday href=paths::contact(birthday.contact_id) end=move || when.clone()>
            <strong dir="auto">{name}</strong>
            " "
            {words}
        </ListItem>
    }
}
