//! The map of pages: what is listed is what is served, typed paths lead to pages,
//! and a path that a form names never leaves this site.

use leptos_axum::generate_route_list;
use uuid::Uuid;

use super::{PAGES, PageRoutes, local_path, paths};

/// Addresses that are served without being pages.
const ELSEWHERE: &[&str] = &[
    "/contacts/export",
    "/contacts/:id/card.vcf",
    "/imports/:id/rejections.csv",
    "/imports/upload",
    "/settings/transfers/:id/workspace.zip",
    "/settings/transfers/load",
    "/calendar.ics",
    "/notifications/push",
    "/notifications/unread",
    "/events",
    "/api/v1/openapi.json",
];

#[tokio::test]
async fn the_list_of_pages_is_what_is_served() {
    let mut served: Vec<String> = generate_route_list(PageRoutes)
        .iter()
        .map(|route| route.path().replace('{', ":").replace('}', ""))
        .collect();
    served.sort();
    served.dedup();
    let listed: Vec<&str> = PAGES.iter().map(|(pattern, _)| *pattern).collect();
    assert_eq!(served, listed);
}

fn fits(pattern: &str, path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap();
    let (pattern, path): (Vec<_>, Vec<_>) =
        (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern
            .iter()
            .zip(&path)
            .all(|(part, own)| match part.strip_prefix(':') {
                Some(_) => own.parse::<Uuid>().is_ok(),
                None => part == own,
            })
}

#[test]
fn every_typed_path_leads_to_one_address() {
    let id = Uuid::from_u128(7);
    let typed = [
        (paths::today().to_owned(), "/"),
        (paths::login(None), "/login"),
        (paths::login(Some("/contacts?q=a b")), "/login"),
        (paths::register(None), "/register"),
        (paths::register(Some("secret")), "/register"),
        (paths::welcome().to_owned(), "/welcome"),
        (paths::contacts().to_owned(), "/contacts"),
        (paths::contact_view(id), "/contacts"),
        (paths::new_contact().to_owned(), "/contacts/new"),
        (paths::merge_contact(id), "/contacts/:id/merge"),
        (paths::sources(id), "/contacts/:id/sources"),
        (paths::write_to(id), "/contacts/:id/write"),
        (paths::draft(id, id), "/contacts/:id/write"),
        (paths::contact(id), "/contacts/:id"),
        (paths::taxonomy().to_owned(), "/settings/tags"),
        (paths::taxonomy_tag(id), "/settings/tags"),
        (paths::taxonomy_after(id), "/settings/tags"),
        (paths::apply_taxonomy().to_owned(), "/settings/tags/apply"),
        (paths::suggested_tags(id), "/contacts/:id/tags"),
        (paths::bulk().to_owned(), "/contacts/bulk"),
        (paths::bulk_changes().to_owned(), "/contacts/bulk/changes"),
        (paths::bulk_change(id), "/contacts/bulk/changes/:id"),
        (paths::history(id), "/contacts/:id/history"),
        (paths::export_contacts().to_owned(), "/contacts/export"),
        (paths::contact_card(id), "/contacts/:id/card.vcf"),
        (paths::interaction(id), "/interactions/:id"),
        (paths::devices().to_owned(), "/settings/devices"),
        (paths::language_model().to_owned(), "/settings/language"),
        (paths::transfers().to_owned(), "/settings/transfers"),
        (
            paths::transfer_file(id),
            "/settings/transfers/:id/workspace.zip",
        ),
        (
            paths::load_workspace().to_owned(),
            "/settings/transfers/load",
        ),
        (paths::companies().to_owned(), "/companies"),
        (paths::new_company().to_owned(), "/companies/new"),
        (paths::company(id), "/companies/:id"),
        (paths::company_history(id), "/companies/:id/history"),
        (paths::merge_company(id), "/companies/:id/merge"),
        (paths::imports().to_owned(), "/imports"),
        (paths::import(id), "/imports/:id"),
        (paths::rejected(id), "/imports/:id/rejected"),
        (paths::rejections(id), "/imports/:id/rejections.csv"),
        (paths::upload().to_owned(), "/imports/upload"),
        (paths::search("a b"), "/search"),
        (paths::search_page().to_owned(), "/search"),
        (paths::suggestions().to_owned(), "/suggestions"),
        (paths::life_events(None), "/life-events"),
        (paths::life_events(Some("open")), "/life-events"),
        (paths::tasks().to_owned(), "/tasks"),
        (paths::new_task().to_owned(), "/tasks/new"),
        (paths::task(id), "/tasks/:id"),
        (paths::calendar_feed("secret"), "/calendar.ics"),
        (paths::review().to_owned(), "/review"),
        (paths::trash().to_owned(), "/trash"),
        (paths::settings().to_owned(), "/settings"),
        (paths::tag_settings().to_owned(), "/settings"),
        (paths::fields().to_owned(), "/settings/fields"),
        (paths::jobs().to_owned(), "/jobs"),
        (paths::schedule().to_owned(), "/jobs/schedule"),
        (paths::notifications().to_owned(), "/notifications"),
        (
            paths::notification_settings().to_owned(),
            "/notifications/settings",
        ),
        (paths::push_subscription().to_owned(), "/notifications/push"),
        (
            paths::unread_notifications().to_owned(),
            "/notifications/unread",
        ),
        (paths::unsubscribe("a.b"), "/unsubscribe"),
        (paths::events().to_owned(), "/events"),
        (paths::api_docs().to_owned(), "/api/docs"),
        (paths::openapi().to_owned(), "/api/v1/openapi.json"),
    ];
    let patterns: Vec<&str> = PAGES
        .iter()
        .map(|(pattern, _)| *pattern)
        .chain(ELSEWHERE.iter().copied())
        .collect();
    for (path, expected) in &typed {
        let found: Vec<_> = patterns
            .iter()
            .filter(|pattern| fits(pattern, path))
            .collect();
        assert_eq!(found, [expected], "{path}");
    }
    let unreached: Vec<_> = patterns
        .iter()
        .filter(|pattern| !typed.iter().any(|(_, expected)| expected == *pattern))
        .collect();
    assert_eq!(
        unreached,
        Vec::<&&str>::new(),
        "a page without a typed path"
    );
}

#[test]
fn the_way_back_survives_the_query_of_the_sign_in_page() {
    let way = "/contacts?q=a b&c=ü+%20#x";
    let encoded = paths::login(Some(way));
    let query = encoded.strip_prefix("/login?").unwrap();
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap();
    assert_eq!(pairs, [("next".to_owned(), way.to_owned())]);
}

#[test]
fn a_local_path_stays_as_it_is() {
    for path in [
        "/",
        "/contacts",
        "/contacts?q=a%20b&sort=name",
        "/contacts/new#about",
        "/a//b",
    ] {
        assert_eq!(local_path(path), path);
    }
}

#[test]
fn a_path_that_leaves_this_site_becomes_the_start_page() {
    let foreign = [
        "",
        "contacts",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r/evil.example",
        "\t//evil.example",
        " //evil.example",
        "https://evil.example",
        "HTTPS://evil.example/contacts",
        "javascript:alert(1)",
        "data:text/html,hello",
        "/contacts\r\nSet-Cookie: a=b",
        "/contäcts",
    ];
    for path in foreign {
        assert_eq!(local_path(path), "/", "{path:?}");
    }
}
