//! Every server function is a public endpoint: called as a stranger, as a reader, and
//! with the ids of another workspace.

use leptos::server_fn::axum::server_fn_paths;
use reqwest::Response;

use crate::{
    error::Error,
    testing::{Client, PASSWORD, World},
    workspaces::Role,
};

/// What calling a function means for the one who may only read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// For strangers too.
    Public,
    /// About the caller alone.
    Personal,
    Reads,
    Writes,
    /// For the operator of the installation.
    Operates,
}

use Kind::{Operates, Personal, Public, Reads, Writes};

pub struct Function {
    pub name: &'static str,
    pub kind: Kind,
    fields: &'static [(&'static str, &'static str)],
}

const fn function(
    name: &'static str,
    kind: Kind,
    fields: &'static [(&'static str, &'static str)],
) -> Function {
    Function { name, kind, fields }
}

/// In alphabetical order, each with fields that it takes. Names in braces are ids of
/// the world.
pub const FUNCTIONS: &[Function] = &[
    function(
        "accounts/actions/change_password",
        Personal,
        &[("current_password", PASSWORD), ("password", PASSWORD)],
    ),
    function(
        "accounts/actions/choose_signup",
        Operates,
        &[("policy", "open")],
    ),
    function(
        "accounts/actions/choose_theme",
        Personal,
        &[("theme", "dark")],
    ),
    function(
        "accounts/actions/end_session",
        Personal,
        &[("id", "unknown")],
    ),
    function(
        "accounts/actions/login",
        Public,
        &[("email", "v@kith.example"), ("password", PASSWORD)],
    ),
    function("accounts/actions/logout", Public, &[]),
    function(
        "accounts/actions/register",
        Public,
        &[
            ("name", "Mole"),
            ("email", "mole@x.example"),
            ("password", PASSWORD),
        ],
    ),
    function(
        "accounts/actions/save_profile",
        Personal,
        &[("name", "Vi"), ("zone", "UTC")],
    ),
    function(
        "api_keys/actions/create_api_key",
        Writes,
        &[("name", "Mole")],
    ),
    function(
        "api_keys/actions/revoke_api_key",
        Writes,
        &[("id", "{key}")],
    ),
    function(
        "contacts/actions/add_point",
        Writes,
        &[("id", "{contact}"), ("kind", "phone"), ("value", "+46 8 1")],
    ),
    function(
        "contacts/actions/archive_contact",
        Writes,
        &[("id", "{contact}"), ("archived", "true")],
    ),
    function(
        "contacts/actions/create_contact",
        Writes,
        &[("name", "Mole")],
    ),
    function(
        "contacts/actions/delete_contact",
        Writes,
        &[("id", "{contact}")],
    ),
    function(
        "contacts/actions/edit_contact",
        Writes,
        &[("id", "{contact}"), ("field", "title"), ("value", "Mole")],
    ),
    function(
        "contacts/actions/remove_point",
        Writes,
        &[
            ("id", "{contact}"),
            ("kind", "email"),
            ("value", "bo@lind.example"),
        ],
    ),
    function(
        "contacts/actions/restore_contact",
        Writes,
        &[("id", "{deleted}")],
    ),
    function(
        "imports/actions/cancel_import",
        Writes,
        &[("id", "{queued}")],
    ),
    function(
        "imports/actions/import_progress",
        Reads,
        &[("id", "{import}")],
    ),
    function(
        "imports/actions/retry_import",
        Writes,
        &[("id", "{queued}")],
    ),
    function("jobs/actions/retry_job", Writes, &[("id", "{job}")]),
    function("search/actions/find", Reads, &[("query", "bo")]),
    function(
        "suggestions/actions/decide_suggestion",
        Writes,
        &[("id", "{suggestion}"), ("decision", "done")],
    ),
    function(
        "suggestions/actions/reopen_suggestion",
        Writes,
        &[("id", "{suggestion}")],
    ),
    function(
        "timeline/actions/add_note",
        Writes,
        &[("contact", "{contact}"), ("text", "Mole")],
    ),
    function(
        "timeline/actions/delete_note",
        Writes,
        &[("note", "{note}")],
    ),
    function(
        "timeline/actions/edit_note",
        Writes,
        &[("note", "{note}"), ("text", "Mole")],
    ),
    function(
        "timeline/actions/restore_note",
        Writes,
        &[("note", "{deleted_note}")],
    ),
    function(
        "workspaces/actions/add_own_address",
        Writes,
        &[("email", "mole@x.example")],
    ),
    function(
        "workspaces/actions/invite_member",
        Writes,
        &[("email", "mole@x.example"), ("role", "admin")],
    ),
    function(
        "workspaces/actions/remove_own_address",
        Writes,
        &[("email", "ada@kith.example")],
    ),
    function(
        "workspaces/actions/rename_workspace",
        Writes,
        &[("name", "Mole")],
    ),
    function(
        "workspaces/actions/switch_workspace",
        Personal,
        &[("workspace", "{workspace}")],
    ),
];

impl Function {
    pub fn path(&self) -> String {
        format!("/do/app/{}", self.name)
    }

    fn names_an_id(&self) -> bool {
        self.fields.iter().any(|(_, value)| value.starts_with('{'))
    }

    pub fn request(&self, world: &World, client: &Client) -> reqwest::RequestBuilder {
        let workspace = world.ada.workspace.to_string();
        let value = |value: &str| world.fill(value).replace("{workspace}", &workspace);
        let fields: Vec<_> = self
            .fields
            .iter()
            .map(|(name, text)| (*name, value(text)))
            .collect();
        if self.kind == Reads {
            let query = serde_urlencoded::to_string(&fields).unwrap();
            client.request("GET", &format!("{}?{query}", self.path()))
        } else {
            client.request("POST", &self.path()).form(&fields)
        }
    }

    /// As a script calls it.
    async fn call(&self, world: &World, client: &Client) -> Response {
        self.request(world, client).send().await.unwrap()
    }
}

#[test]
fn the_list_of_functions_is_what_is_served() {
    let mut served: Vec<_> = server_fn_paths()
        .map(|(path, method)| (path.to_owned(), method.to_string()))
        .collect();
    served.sort();
    let method = |kind| if kind == Reads { "GET" } else { "POST" };
    let listed: Vec<_> = FUNCTIONS
        .iter()
        .map(|entry| (entry.path(), method(entry.kind).to_owned()))
        .collect();
    assert_eq!(served, listed);
}

#[tokio::test]
async fn a_stranger_gets_the_typed_error_or_is_led_to_sign_in() {
    let world = World::new().await;
    let before = world.fingerprint().await;
    for entry in FUNCTIONS.iter().filter(|entry| entry.kind != Public) {
        let stranger = world.app.anonymous();
        let answer = entry.call(&world, &stranger).await;
        assert_eq!(answer.status(), 401, "{}", entry.name);
        assert_eq!(
            answer.json::<Error>().await.unwrap(),
            Error::SignedOut,
            "{}",
            entry.name
        );
        if entry.kind == Reads {
            continue;
        }
        let form = entry
            .request(&world, &stranger)
            .header("accept", "text/html");
        let answer = form.header("referer", "/contacts").send().await.unwrap();
        assert_eq!(answer.status(), 302, "{}", entry.name);
        assert_eq!(answer.headers()["location"], "/login", "{}", entry.name);
    }
    assert_eq!(world.fingerprint().await, before);
}

#[tokio::test]
async fn a_reader_changes_nothing_but_what_is_personal() {
    let world = World::new().await;
    let reader = world
        .app
        .colleague(&world.ada, "v@kith.example", Role::Viewer)
        .await;
    let before = world.fingerprint().await;
    for entry in FUNCTIONS.iter().filter(|entry| entry.kind != Public) {
        let answer = entry.call(&world, &world.app.browser(&reader).await).await;
        let status = answer.status().as_u16();
        match entry.kind {
            Writes | Operates => {
                assert_eq!(status, 403, "{}", entry.name);
                assert_eq!(
                    answer.json::<Error>().await.unwrap(),
                    Error::Forbidden,
                    "{}",
                    entry.name
                );
            }
            _ if entry.name.ends_with("end_session") => assert_eq!(status, 404),
            _ => assert_eq!(status, 200, "{}", entry.name),
        }
    }
    assert_eq!(world.fingerprint().await, before);
}

#[tokio::test]
async fn the_ids_of_another_workspace_are_not_found() {
    let world = World::new().await;
    let eve = world.app.owner("eve@other.example").await;
    let browser = world.app.browser(&eve).await;
    let before = world.fingerprint().await;
    let mut walked = 0;
    for entry in FUNCTIONS.iter().filter(|entry| entry.names_an_id()) {
        let answer = entry.call(&world, &browser).await;
        assert_eq!(answer.status(), 404, "{}", entry.name);
        assert_eq!(
            answer.json::<Error>().await.unwrap(),
            Error::NotFound,
            "{}",
            entry.name
        );
        walked += 1;
    }
    assert!(walked >= 18, "{walked}");
    assert_eq!(world.fingerprint().await, before);
}

#[tokio::test]
async fn the_same_calls_of_the_owner_do_their_work() {
    for entry in FUNCTIONS
        .iter()
        .filter(|entry| entry.kind == Writes && !entry.name.contains("/re"))
    {
        let world = World::new().await;
        let before = world.fingerprint().await;
        let answer = entry
            .call(&world, &world.app.browser(&world.ada).await)
            .await;
        assert_eq!(answer.status(), 200, "{}", entry.name);
        let is_elsewhere = entry.name.starts_with("jobs/");
        assert_ne!(
            world.fingerprint().await == before,
            !is_elsewhere,
            "{}",
            entry.name
        );
    }
}

#[tokio::test]
async fn fields_that_cannot_be_read_are_refused_without_a_word_about_them() {
    let world = World::new().await;
    let browser = world.app.browser(&world.ada).await;
    let path = "/do/app/contacts/actions/edit_contact";
    let fields = [("id", "not an id"), ("field", "title")];
    let answer = browser
        .request("POST", path)
        .form(&fields)
        .send()
        .await
        .unwrap();
    let body = answer.text().await.unwrap();
    assert_eq!(body, r#"{"Invalid":[]}"#);
}
