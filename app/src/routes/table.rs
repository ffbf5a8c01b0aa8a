//! Every page and what renders it.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    accounts, api, bulk, companies, contacts, dashboard, dav, drafts, fields, history, imports,
    jobs, language_model, life_events, merging, notifications, onboarding, review, search,
    settings, shell, suggestions, tasks, taxonomy, timeline, transfers, trash,
};

/// The patterns of all pages, for the tests that walk them; `true` where one must
/// be signed in.
pub const PAGES: &[(&str, bool)] = &[
    ("/", true),
    ("/api/docs", false),
    ("/companies", true),
    ("/companies/:id", true),
    ("/companies/:id/history", true),
    ("/companies/:id/merge", true),
    ("/companies/new", true),
    ("/contacts", true),
    ("/contacts/:id", true),
    ("/contacts/:id/history", true),
    ("/contacts/:id/merge", true),
    ("/contacts/:id/sources", true),
    ("/contacts/:id/tags", true),
    ("/contacts/:id/write", true),
    ("/contacts/bulk", true),
    ("/contacts/bulk/changes", true),
    ("/contacts/bulk/changes/:id", true),
    ("/contacts/new", true),
    ("/imports", true),
    ("/imports/:id", true),
    ("/imports/:id/rejected", true),
    ("/interactions/:id", true),
    ("/jobs", true),
    ("/jobs/schedule", true),
    ("/life-events", true),
    ("/login", false),
    ("/notifications", true),
    ("/notifications/settings", true),
    ("/register", false),
    ("/review", true),
    ("/search", true),
    ("/settings", true),
    ("/settings/devices", true),
    ("/settings/fields", true),
    ("/settings/language", true),
    ("/settings/tags", true),
    ("/settings/tags/apply", true),
    ("/settings/transfers", true),
    ("/suggestions", true),
    ("/tasks", true),
    ("/tasks/:id", true),
    ("/tasks/new", true),
    ("/trash", true),
    ("/unsubscribe", false),
    ("/welcome", true),
];

#[component]
pub fn PageRoutes() -> impl IntoView {
    let ssr = SsrMode::Async;
    view! {
        <Router>
            <Routes fallback=shell::NoSuchPage>
                <Route path=path!("/") view=dashboard::page::Today ssr=ssr.clone()/>
                <Route path=path!("/api/docs") view=api::page::ApiDocs ssr=ssr.clone()/>
                <Route path=path!("/companies") view=companies::page::List ssr=ssr.clone()/>
                <Route path=path!("/companies/new") view=companies::page::New ssr=ssr.clone()/>
                <Route path=path!("/companies/:id") view=companies::page::Show ssr=ssr.clone()/>
                <Route path=path!("/companies/:id/history") view=companies::page::History ssr=ssr.clone()/>
                <Route path=path!("/companies/:id/merge") view=companies::page::Merge ssr=ssr.clone()/>
                <Route path=path!("/contacts") view=contacts::page::List ssr=ssr.clone()/>
                <Route path=path!("/contacts/new") view=contacts::page::New ssr=ssr.clone()/>
                <Route path=path!("/contacts/bulk") view=bulk::page::Choose ssr=ssr.clone()/>
                <Route path=path!("/contacts/bulk/changes") view=bulk::page::List ssr=ssr.clone()/>
                <Route path=path!("/contacts/bulk/changes/:id") view=bulk::page::Report ssr=ssr.clone()/>
                <Route path=path!("/contacts/:id") view=contacts::page::Show ssr=ssr.clone()/>
                <Route path=path!("/contacts/:id/history") view=history::page::Show ssr=ssr.clone()/>
                <Route path=path!("/contacts/:id/merge") view=merging::page::Merge ssr=ssr.clone()/>
                <Route path=path!("/contacts/:id/tags") view=taxonomy::page::OfContact ssr=ssr.clone()/>
                <Route path=path!("/contacts/:id/sources") view=merging::page::Sources ssr=ssr.clone()/>
                <Route path=path!("/contacts/:id/write") view=drafts::page::Write ssr=ssr.clone()/>
                <Route path=path!("/imports") view=imports::page::List ssr=ssr.clone()/>
                <Route path=path!("/imports/:id") view=imports::page::Show ssr=ssr.clone()/>
                <Route path=path!("/imports/:id/rejected") view=imports::page::Rejected ssr=ssr.clone()/>
                <Route path=path!("/interactions/:id") view=timeline::page::Show ssr=ssr.clone()/>
                <Route path=path!("/jobs") view=jobs::page::Jobs ssr=ssr.clone()/>
                <Route path=path!("/jobs/schedule") view=jobs::schedule::page::Schedule ssr=ssr.clone()/>
                <Route path=path!("/life-events") view=life_events::page::List ssr=ssr.clone()/>
                <Route path=path!("/login") view=accounts::page::Login ssr=ssr.clone()/>
                <Route path=path!("/notifications") view=notifications::page::Show ssr=ssr.clone()/>
                <Route path=path!("/notifications/settings") view=notifications::page::Settings ssr=ssr.clone()/>
                <Route path=path!("/register") view=accounts::page::Register ssr=ssr.clone()/>
                <Route path=path!("/review") view=review::page::Review ssr=ssr.clone()/>
                <Route path=path!("/search") view=search::page::Search ssr=ssr.clone()/>
                <Route path=path!("/settings") view=settings::page::Settings ssr=ssr.clone()/>
                <Route path=path!("/settings/devices") view=dav::page::Devices ssr=ssr.clone()/>
                <Route path=path!("/settings/fields") view=fields::page::List ssr=ssr.clone()/>
                <Route path=path!("/settings/language") view=language_model::page::Show ssr=ssr.clone()/>
                <Route path=path!("/settings/tags") view=taxonomy::page::Show ssr=ssr.clone()/>
                <Route path=path!("/settings/tags/apply") view=taxonomy::page::Apply ssr=ssr.clone()/>
                <Route path=path!("/settings/transfers") view=transfers::page::Transfers ssr=ssr.clone()/>
                <Route path=path!("/suggestions") view=suggestions::page::List ssr=ssr.clone()/>
                <Route path=path!("/tasks") view=tasks::page::List ssr=ssr.clone()/>
                <Route path=path!("/tasks/new") view=tasks::page::New ssr=ssr.clone()/>
                <Route path=path!("/tasks/:id") view=tasks::page::Show ssr=ssr.clone()/>
                <Route path=path!("/trash") view=trash::page::Show ssr=ssr.clone()/>
                <Route path=path!("/unsubscribe") view=notifications::mail::Unsubscribe ssr=ssr.clone()/>
                <Route path=path!("/welcome") view=onboarding::page::Welcome ssr=ssr/>
            </Routes>
        </Router>
    }
}
