//! Everything that can be set, in groups: the index of the page and its sections come from
//! one list, so that neither lacks what the other has.

use leptos::prelude::*;

/// One thing to set: in a section of the page, on a page of its own, or shortly here and
/// in full there.
pub struct Part {
    label: &'static str,
    href: String,
    section: Option<AnyView>,
}

/// A section of this page.
pub fn part(label: &'static str, id: &'static str, section: AnyView) -> Part {
    Part {
        label,
        href: format!("#{id}"),
        section: Some(section),
    }
}

/// What is set on a page of its own.
pub fn leads(label: &'static str, href: &str) -> Part {
    Part {
        label,
        href: href.to_owned(),
        section: None,
    }
}

impl Part {
    /// What this page says about it.
    pub fn holding(mut self, section: AnyView) -> Self {
        self.section = Some(section);
        self
    }
}

pub struct Group {
    title: &'static str,
    parts: Vec<Part>,
}

impl Group {
    pub fn new(title: &'static str) -> Self {
        Self {
            title,
            parts: Vec::new(),
        }
    }

    pub fn with(self, part: Part) -> Self {
        self.with_some(Some(part))
    }

    pub fn with_some(mut self, part: Option<Part>) -> Self {
        self.parts.extend(part);
        self
    }

    pub fn with_if(self, is_open: bool, part: impl FnOnce() -> Part) -> Self {
        self.with_some(is_open.then(part))
    }

    pub fn links(&self) -> Links {
        let links = self.parts.iter();
        Links {
            title: self.title,
            links: links.map(|part| (part.label, part.href.clone())).collect(),
        }
    }

    pub fn sections(self) -> impl Iterator<Item = AnyView> {
        self.parts.into_iter().filter_map(|part| part.section)
    }
}

/// A group as the index shows it: labels and addresses.
pub struct Links {
    title: &'static str,
    links: Vec<(&'static str, String)>,
}

pub fn index(groups: &[Links]) -> impl IntoView + use<> {
    let groups = groups.iter().map(group).collect::<Vec<_>>();
    view! { <nav class="index" aria-label="All settings">{groups}</nav> }
}

fn group(group: &Links) -> impl IntoView + use<> {
    let links = group.links.iter().map(|(label, href)| {
        view! { <li><a class="index-link" href=href.clone()>{*label}</a></li> }
    });
    let links = links.collect::<Vec<_>>();
    view! {
        <div>
            <p class="index-title">{group.title}</p>
            <ul>{links}</ul>
        </div>
    }
}
