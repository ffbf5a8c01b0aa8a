//! The frame around every signed-in page: the rail at the left (icons only at
//! medium widths, a bar at the bottom on phones) and `<main>`. What stands in it
//! is data, because addresses belong to the features.

use leptos::prelude::*;

use super::brand::Mark;
use super::icon::{Icon, IconName};
use super::kbd::Kbd;
use super::menu::{MenuItem, menu_entries};
use super::person::{Avatar, AvatarSize};

/// One place to go.
#[derive(Clone, Debug, PartialEq)]
pub struct NavItem {
    pub label: String,
    pub href: String,
    pub icon: IconName,
    /// The keys that lead there, such as "g c".
    pub keys: Option<String>,
    pub count: Option<u64>,
    pub active: bool,
}

impl NavItem {
    pub fn new(label: impl Into<String>, href: impl Into<String>, icon: IconName) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            icon,
            keys: None,
            count: None,
            active: false,
        }
    }

    pub fn keys(mut self, keys: impl Into<String>) -> Self {
        self.keys = Some(keys.into());
        self
    }

    /// How much waits there; nothing is shown for none.
    pub fn count(mut self, count: u64) -> Self {
        self.count = (count > 0).then_some(count);
        self
    }

    pub fn active(mut self, active: bool) -> Self {
        self.active = active;
        self
    }
}

/// Everything the frame shows around a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    pub workspace: String,
    /// Other workspaces and what can be done with this one.
    pub workspace_menu: Vec<MenuItem>,
    /// Where the search form leads (`q`).
    pub search: String,
    /// The first four also stand in the bar of phones.
    pub nav: Vec<NavItem>,
    pub foot: Vec<NavItem>,
    pub person: String,
    pub email: String,
    pub photo: Option<String>,
    pub person_menu: Vec<MenuItem>,
}

const BAR_PLACES: usize = 4;

#[component]
pub fn AppFrame(
    frame: Frame,
    #[prop(optional)] collapsed: bool,
    children: Children,
) -> impl IntoView {
    let more: Vec<NavItem> = frame
        .nav
        .iter()
        .skip(BAR_PLACES)
        .chain(&frame.foot)
        .cloned()
        .collect();
    view! {
        <a class="skip-link" href="#main">
            "Skip to content"
        </a>
        <div class="frame" data-collapsed=collapsed.then_some("")>
            <header class="rail">
                <div class="rail-top">
                    <WorkspaceMenu name=frame.workspace items=frame.workspace_menu />
                    <RailSearch action=frame.search />
                </div>
                <nav class="rail-nav" aria-label="Main">
                    <ul>
                        {nav_entries(frame.nav)} <li class="rail-more">
                            <More items=more />
                        </li>
                    </ul>
                </nav>
                <div class="rail-foot">
                    <nav aria-label="Account">
                        <ul>{nav_entries(frame.foot)}</ul>
                    </nav>
                    <PersonMenu
                        name=frame.person
                        email=frame.email
                        photo=frame.photo
                        items=frame.person_menu
                    />
                </div>
            </header>
            <main id="main" class="main" tabindex="-1">
                {children()}
            </main>
        </div>
    }
    .into_any()
}

fn nav_entries(items: Vec<NavItem>) -> Vec<impl IntoView> {
    items
        .into_iter()
        .map(|item| {
            view! {
                <li>
                    <NavLink item=item />
                </li>
            }
        })
        .collect()
}

#[component]
fn NavLink(item: NavItem) -> impl IntoView {
    view! {
        <a class="nav-link" href=item.href aria-current=item.active.then_some("page")>
            <Icon name=item.icon filled=item.active />
            <span class="nav-label">{item.label}</span>
            {item.count.map(|count| view! { <span class="nav-count numeric">{count}</span> })}
            <Kbd keys=item.keys />
        </a>
    }
    .into_any()
}

#[component]
fn WorkspaceMenu(name: String, items: Vec<MenuItem>) -> impl IntoView {
    view! {
        <details class="menu rail-workspace" name="menu" data-side="start">
            <summary class="nav-link">
                <Mark />
                <span class="nav-label" dir="auto">
                    {name}
                </span>
                <Icon name=IconName::CaretUpDown />
            </summary>
            <div class="menu-panel">{menu_entries(items)}</div>
        </details>
    }
    .into_any()
}

#[component]
fn RailSearch(action: String) -> impl IntoView {
    view! {
        <form
            class="search rail-search"
            role="search"
            aria-label="Everywhere"
            method="get"
            action=action
        >
            <Icon name=IconName::Search />
            <input
                class="search-input"
                id="search"
                type="search"
                name="q"
                dir="auto"
                placeholder="Search"
                aria-label="Search people and companies"
                autocomplete="off"
            />
            <Kbd keys="/" />
        </form>
    }
    .into_any()
}

#[component]
fn More(items: Vec<NavItem>) -> impl IntoView {
    view! {
        <details class="menu" name="menu" data-side="up">
            <summary class="nav-link">
                <Icon name=IconName::More />
                <span class="nav-label">"More"</span>
            </summary>
            <div class="menu-panel">
                <ul>{nav_entries(items)}</ul>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn PersonMenu(
    name: String,
    email: String,
    photo: Option<String>,
    items: Vec<MenuItem>,
) -> impl IntoView {
    let shown = name.clone();
    view! {
        <details class="menu rail-person" name="menu" data-side="up">
            <summary class="nav-link">
                <Avatar name=name photo=photo size=AvatarSize::Tiny />
                <span class="nav-label" dir="auto">
                    {shown}
                </span>
            </summary>
            <div class="menu-panel">
                <p class="menu-note" dir="auto">
                    {email}
                </p>
                {menu_entries(items)}
            </div>
        </details>
    }
    .into_any()
}
