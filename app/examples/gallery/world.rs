//! The people and the moment the gallery shows.

use app::ui::{Clock, Frame, IconName, MenuItem, NavItem};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};

pub struct Acquaintance {
    pub name: &'static str,
    pub role: &'static str,
    pub company: &'static str,
    pub score: f64,
    pub days: i64,
    pub rhythm: &'static str,
    pub tags: &'static [&'static str],
    pub next: &'static str,
}

pub const PEOPLE: &[Acquaintance] = &[
    person(
        "Marguerite Oyelaran",
        "Programme Director",
        "Calouste Foundation",
        8.6,
        3,
        "2 weeks",
        &["Lisbon", "Funders"],
        "Call on Thursday",
    ),
    person(
        "Sylvia Fjällström",
        "Head of Partnerships",
        "Nordlicht GmbH",
        7.4,
        9,
        "3 weeks",
        &["Partner"],
        "Reply due",
    ),
    person(
        "Tomás Ferreira da Cunha",
        "Architect",
        "Atelier Cunha",
        6.9,
        24,
        "1 month",
        &["Lisbon", "Friend"],
        "",
    ),
    person(
        "ليلى الحسن",
        "Editor",
        "دار الشروق",
        6.1,
        31,
        "2 months",
        &["Press"],
        "Birthday on 4 April",
    ),
    person(
        "Bartholomew Featherstonehaugh-Cholmondeley of Marjoribanks III",
        "Trustee",
        "The Worshipful Company of Stationers and Newspaper Makers",
        5.2,
        60,
        "Quarterly",
        &["Board", "Funders", "London", "Archive"],
        "",
    ),
    person(
        "Ines Okafor",
        "Investor",
        "Harbour & Vale",
        4.8,
        75,
        "2 months",
        &["Investor"],
        "Send update",
    ),
    person(
        "Νίκος Παπαδόπουλος",
        "Researcher",
        "Εθνικό Αστεροσκοπείο",
        4.1,
        88,
        "",
        &["Research"],
        "",
    ),
    person("", "jobs.k@nordlicht.example", "", 3.2, 120, "", &[], ""),
    person(
        "Piet van der Meer",
        "Producer",
        "Studio Zuid",
        2.4,
        210,
        "Yearly",
        &["Film"],
        "",
    ),
    person(
        "Rosa Lindqvist",
        "Journalist",
        "Dagens",
        1.1,
        400,
        "",
        &["Press"],
        "",
    ),
    person(
        "Jonah Adler",
        "CTO",
        "Lumen Works",
        9.7,
        1,
        "Weekly",
        &["Friend"],
        "Lunch tomorrow",
    ),
    person(
        "Éva Szabó",
        "Curator",
        "Ludwig Múzeum",
        0.0,
        900,
        "",
        &[],
        "",
    ),
];

#[expect(
    clippy::too_many_arguments,
    reason = "one line per person reads best in the table above"
)]
const fn person(
    name: &'static str,
    role: &'static str,
    company: &'static str,
    score: f64,
    days: i64,
    rhythm: &'static str,
    tags: &'static [&'static str],
    next: &'static str,
) -> Acquaintance {
    Acquaintance {
        name,
        role,
        company,
        score,
        days,
        rhythm,
        tags,
        next,
    }
}

impl Acquaintance {
    pub fn detail(&self) -> String {
        [self.role, self.company]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    }

    pub fn last(&self) -> DateTime<Utc> {
        days_ago(self.days)
    }
}

pub fn clock() -> Clock {
    let now = Utc
        .with_ymd_and_hms(2025, 3, 25, 8, 40, 0)
        .single()
        .unwrap_or_default();
    Clock {
        now,
        zone: chrono_tz::Europe::Lisbon,
    }
}

pub fn days_ago(days: i64) -> DateTime<Utc> {
    clock().now - TimeDelta::days(days)
}

pub fn frame(active: &str) -> Frame {
    let place = |label: &str, href: &str, icon: IconName, keys: &str| {
        NavItem::new(label, href, icon)
            .keys(keys)
            .active(label == active)
    };
    Frame {
        workspace: "Amália Duarte".to_owned(),
        workspace_menu: vec![
            MenuItem::link("Amália Duarte", "#").current(true),
            MenuItem::link("Calouste Foundation", "#"),
            MenuItem::link("New workspace", "#").icon(IconName::Add),
        ],
        search: "contacts.html".to_owned(),
        nav: vec![
            place("Today", "today.html", IconName::Today, "g t").count(5),
            place("Contacts", "contacts.html", IconName::Contacts, "g c"),
            place("Companies", "#companies", IconName::Companies, "g o"),
            place("Review", "#review", IconName::Review, "g r").count(12),
            place("Imports", "import.html", IconName::Import, "g i"),
        ],
        foot: vec![
            place("Jobs", "#jobs", IconName::Jobs, "g j"),
            place("Settings", "#settings", IconName::Settings, "g s"),
        ],
        person: "Amália Duarte".to_owned(),
        email: "amalia@duarte.example".to_owned(),
        photo: None,
        person_menu: vec![
            MenuItem::link("Profile", "#").icon(IconName::Account),
            MenuItem::link("Keyboard", "#").icon(IconName::Keyboard),
            MenuItem::post("Sign out", "#").icon(IconName::SignOut),
        ],
    }
}
