//! The head of a person's page: who it is, how close, what to do.

use std::sync::Arc;

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{rhythm_words, score::score_details, show::Known, zone::local_time};
use crate::{
    contacts::{
        Contact, Employment,
        actions::{ArchiveContact, DeleteContact},
    },
    routes::paths,
    ui::{ButtonKind, IconName, LinkButton, Menu, MenuItem, RecordFact, RecordHead, Tag, Time},
    workspaces::Permission,
};

pub(super) fn head(known: &Arc<Known>) -> impl IntoView + use<> {
    let (for_facts, for_actions) = (Arc::clone(known), Arc::clone(known));
    let photo = known.contact.photo.as_deref().map(paths::large_photo);
    let score = score_details(&known.standing, known.clock());
    view! {
        <RecordHead
            name=known.contact.name.clone()
            detail=role(known)
            photo=photo
            back=("Contacts".to_owned(), paths::contacts().to_owned())
            facts=move || facts(&for_facts)
            actions=move || actions(&for_actions)
        >
            {score}
        </RecordHead>
    }
}

/// `Captain at Acme`; the title alone where it is told of another company than the one they
/// are known to be at.
fn role(known: &Known) -> Option<String> {
    let contact = &known.contact;
    match (contact.title.clone(), contact.company.clone()) {
        (Some(title), Some(company)) => {
            let job = Job {
                title: &title,
                company: &company,
                company_id: contact.company_id,
            };
            let is_of_one = contact.provenance["title"] == contact.provenance["company"];
            Some(match is_of_one || job.is_one(&known.employments) {
                true => format!("{title} at {company}"),
                false => title,
            })
        }
        (title, company) => title.or(company),
    }
}

/// What is known of the present, field by field.
struct Job<'a> {
    title: &'a str,
    company: &'a str,
    company_id: Option<Uuid>,
}

impl Job<'_> {
    /// False where sources tell of the title elsewhere, and none of it here.
    fn is_one(&self, told: &[Employment]) -> bool {
        let (mut here, mut elsewhere) = (false, false);
        let with_title = told
            .iter()
            .filter(|job| job.title.as_deref() == Some(self.title));
        for job in with_title {
            // What has no time and was only observed is put together of title and company.
            let is_told = job.since.is_some() || !job.observed;
            here |= is_told && self.is_at(job);
            let lasts = job.observed || job.until.is_none();
            elsewhere |= lasts && job.company.is_some() && !self.is_at(job);
        }
        here || !elsewhere
    }

    fn is_at(&self, job: &Employment) -> bool {
        let is_linked = job.company_id.is_some() && job.company_id == self.company_id;
        is_linked || job.company.as_deref() == Some(self.company)
    }
}

fn facts(known: &Known) -> impl IntoView + use<> {
    let contact = &known.contact;
    let clock = known.clock();
    let (pronouns, place) = (contact.pronouns.clone(), contact.location.clone());
    let is_high = contact.priority.as_deref() == Some("high");
    let time = local_time(known);
    view! {
        {pronouns.map(|pronouns| view! { <RecordFact icon=IconName::Person>{pronouns}</RecordFact> })}
        {place.map(|place| view! { <RecordFact icon=IconName::Location>{place}</RecordFact> })}
        {time.map(|time| view! { <RecordFact icon=IconName::Time>{time}</RecordFact> })}
        {contact.last_contact_at.map(|at| view! {
            <RecordFact icon=IconName::Mail>"Last contact " <Time at=at clock=clock/></RecordFact>
        })}
        {contact.rhythm_days.map(|days| view! {
            <RecordFact icon=IconName::Repeat>{format!("usually {}", rhythm_words(days))}</RecordFact>
        })}
        {is_high.then(|| view! { <Tag label="High priority" icon=IconName::Star/> })}
        {contact.archived_at.map(|_| view! { <Tag label="Archived" icon=IconName::Archive/> })}
    }
}

fn actions(known: &Known) -> impl IntoView + use<> {
    let items = menu_items(&known.contact, known.may_edit());
    let menu = view! { <Menu label="More actions" kind=ButtonKind::Plain items=items/> };
    let may_write = known.viewer.role.may(Permission::DecideSuggestions);
    let email = known.contact.email.as_deref();
    let href = if may_write {
        Some(paths::write_to(known.contact.id))
    } else {
        email.map(paths::mailto)
    };
    let write = href.map(|href| {
        view! { <LinkButton kind=ButtonKind::Primary icon=IconName::Send href=href>"Write"</LinkButton> }
    });
    view! { {menu} {write} }
}

fn menu_items(contact: &Contact, may_edit: bool) -> Vec<MenuItem> {
    let card =
        MenuItem::link("Download vCard", paths::contact_card(contact.id)).icon(IconName::Download);
    if !may_edit {
        return vec![card];
    }
    let id = contact.id.to_string();
    let is_archived = contact.archived_at.is_some();
    let label = if is_archived {
        "Take out of the archive"
    } else {
        "Archive contact"
    };
    vec![
        card,
        MenuItem::link("History", paths::history(contact.id)).icon(IconName::Time),
        MenuItem::link("Sources", paths::sources(contact.id)).icon(IconName::File),
        MenuItem::link("Merge with…", paths::merge_contact(contact.id)).icon(IconName::Merge),
        MenuItem::post(label, ArchiveContact::PATH)
            .field("id", id.clone())
            .field("archived", (!is_archived).to_string())
            .icon(IconName::Archive),
        MenuItem::post("Delete contact", DeleteContact::PATH)
            .field("id", id)
            .icon(IconName::Delete)
            .danger(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::Source;

    fn job(title: &str, company: &str, since: Option<&str>, until: Option<&str>) -> Employment {
        Employment {
            key: format!("{company}|{title}"),
            company: Some(company.to_owned()),
            company_id: None,
            title: Some(title.to_owned()),
            department: None,
            since: since.map(str::to_owned),
            until: until.map(str::to_owned),
            observed: true,
            is_current: false,
            own_id: None,
            source: Source {
                source: "signature".to_owned(),
                at: None,
                confidence: None,
                interaction_id: None,
            },
        }
    }

    #[test]
    fn a_title_of_another_company_stands_alone() {
        let present = Job {
            title: "Captain",
            company: "Acme",
            company_id: None,
        };
        let put_together = job("Captain", "Acme", None, None);
        let signed = |company: &str| job("Captain", company, Some("2026-01"), Some("2026-05"));
        let cook = job("Cook", "Acme", Some("2020"), None);
        for (told, is_one) in [
            (vec![], true),
            (vec![put_together.clone()], true),
            (vec![put_together.clone(), cook.clone()], true),
            (vec![put_together.clone(), cook, signed("Globex")], false),
            (vec![signed("Acme"), signed("Globex")], true),
        ] {
            assert_eq!(present.is_one(&told), is_one, "{told:?}");
        }
    }
}
