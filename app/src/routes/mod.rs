//! The URL map on one page, and the typed paths that lead there.

#[cfg(feature = "ssr")]
mod table;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use table::{PAGES, PageRoutes};

/// A path of this site that a form named, or the start page. Browsers drop tabs and
/// line ends and read a backslash as a slash: none of them may stand in it.
pub fn local_path(path: &str) -> String {
    let is_plain = path
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_local = is_plain && path.starts_with('/') && !path.starts_with("//");
    if is_local {
        path.to_owned()
    } else {
        paths::today().to_owned()
    }
}

pub mod paths {
    use uuid::Uuid;

    pub fn today() -> &'static str {
        "/"
    }

    pub fn login(next: Option<&str>) -> String {
        match next {
            Some(next) => format!("/login?next={}", encode(next)),
            None => "/login".to_owned(),
        }
    }

    pub fn register(invitation: Option<&str>) -> String {
        match invitation {
            Some(token) => format!("/register?invitation={token}"),
            None => "/register".to_owned(),
        }
    }

    pub fn welcome() -> &'static str {
        "/welcome"
    }

    pub fn contacts() -> &'static str {
        "/contacts"
    }

    pub fn contact_view(id: Uuid) -> String {
        format!("/contacts?view={id}")
    }

    pub fn new_contact() -> &'static str {
        "/contacts/new"
    }

    /// The form with its company filled in.
    pub fn new_contact_at(company: &str) -> String {
        format!("/contacts/new?company={}", encode(company))
    }

    pub fn contact(id: Uuid) -> String {
        format!("/contacts/{id}")
    }

    /// What to do with many contacts.
    pub fn bulk() -> &'static str {
        "/contacts/bulk"
    }

    pub fn bulk_changes() -> &'static str {
        "/contacts/bulk/changes"
    }

    pub fn bulk_change(id: Uuid) -> String {
        format!("/contacts/bulk/changes/{id}")
    }

    pub fn history(contact: Uuid) -> String {
        format!("/contacts/{contact}/history")
    }

    /// Who is the same person as this contact.
    pub fn merge_contact(id: Uuid) -> String {
        format!("/contacts/{id}/merge")
    }

    /// What a contact is made of.
    pub fn sources(contact: Uuid) -> String {
        format!("/contacts/{contact}/sources")
    }

    /// Where a message to a contact is drafted.
    pub fn write_to(contact: Uuid) -> String {
        format!("/contacts/{contact}/write")
    }

    pub fn draft(contact: Uuid, draft: Uuid) -> String {
        format!("/contacts/{contact}/write?draft={draft}")
    }

    /// A new message in the person's own mail program (RFC 6068: the sign between the two
    /// parts of an address stands as it is).
    pub fn mailto(email: &str) -> String {
        match email.rsplit_once('@') {
            Some((local, domain)) => format!("mailto:{}@{}", encode(local), encode(domain)),
            None => format!("mailto:{}", encode(email)),
        }
    }

    /// The same with what it says; lines end with CRLF.
    pub fn mail_to(email: &str, subject: &str, body: &str) -> String {
        let body = encode(&body.replace('\n', "\r\n"));
        format!("{}?subject={}&body={body}", mailto(email), encode(subject))
    }

    /// Where a form sends the photo of a contact.
    pub fn contact_photo(id: Uuid) -> String {
        format!("/contacts/{id}/photo")
    }

    pub fn small_photo(hash: &str) -> String {
        format!("/photos/{hash}-96.jpg")
    }

    pub fn large_photo(hash: &str) -> String {
        format!("/photos/{hash}-512.jpg")
    }

    /// A selection of contacts as a file.
    pub fn export_contacts() -> &'static str {
        "/contacts/export"
    }

    pub fn contact_card(id: Uuid) -> String {
        format!("/contacts/{id}/card.vcf")
    }

    pub fn interaction(id: Uuid) -> String {
        format!("/interactions/{id}")
    }

    pub fn companies() -> &'static str {
        "/companies"
    }

    pub fn new_company() -> &'static str {
        "/companies/new"
    }

    pub fn company(id: Uuid) -> String {
        format!("/companies/{id}")
    }

    pub fn company_history(id: Uuid) -> String {
        format!("/companies/{id}/history")
    }

    /// What joining this company to another would do.
    pub fn merge_company(id: Uuid) -> String {
        format!("/companies/{id}/merge")
    }

    pub fn imports() -> &'static str {
        "/imports"
    }

    pub fn import(id: Uuid) -> String {
        format!("/imports/{id}")
    }

    pub fn rejected(id: Uuid) -> String {
        format!("/imports/{id}/rejected")
    }

    pub fn rejections(id: Uuid) -> String {
        format!("/imports/{id}/rejections.csv")
    }

    /// The rows of a table that were not imported; of an archive, the table of this file.
    pub fn rejected_rows(id: Uuid, file: &str) -> String {
        format!("/imports/{id}/rejections.csv?file={}", encode(file))
    }

    pub fn upload() -> &'static str {
        "/imports/upload"
    }

    pub fn search(text: &str) -> String {
        format!("/search?q={}", encode(text))
    }

    pub fn search_page() -> &'static str {
        "/search"
    }

    pub fn suggestions() -> &'static str {
        "/suggestions"
    }

    /// What happened in people's lives, in one state where it is named.
    pub fn life_events(state: Option<&str>) -> String {
        state.map_or_else(
            || "/life-events".to_owned(),
            |state| format!("/life-events?state={state}"),
        )
    }

    pub fn tasks() -> &'static str {
        "/tasks"
    }

    pub fn new_task() -> &'static str {
        "/tasks/new"
    }

    pub fn task(id: Uuid) -> String {
        format!("/tasks/{id}")
    }

    /// Contacts that may be one person.
    pub fn review() -> &'static str {
        "/review"
    }

    pub fn trash() -> &'static str {
        "/trash"
    }

    /// Where a calendar program reads a member's tasks.
    pub fn calendar_feed(secret: &str) -> String {
        format!("/calendar.ics?key={secret}")
    }

    pub fn settings() -> &'static str {
        "/settings"
    }

    /// One section of the settings, where its form leads back to.
    pub fn settings_at(id: &str) -> String {
        format!("{}#{id}", settings())
    }

    pub fn tag_settings() -> &'static str {
        "/settings#tags"
    }

    /// Tags that are set by rules.
    pub fn taxonomy() -> &'static str {
        "/settings/tags"
    }

    /// The page of them after this one.
    pub fn taxonomy_after(id: Uuid) -> String {
        format!("/settings/tags?after={id}")
    }

    /// What applying them would do.
    pub fn apply_taxonomy() -> &'static str {
        "/settings/tags/apply"
    }

    /// With the form of one of them open.
    pub fn taxonomy_tag(id: Uuid) -> String {
        format!("/settings/tags?edit={id}#edited")
    }

    /// Which tags fit a contact.
    pub fn suggested_tags(contact: Uuid) -> String {
        format!("/contacts/{contact}/tags")
    }

    pub fn fields() -> &'static str {
        "/settings/fields"
    }

    /// Who writes drafts.
    pub fn language_model() -> &'static str {
        "/settings/language"
    }

    /// Where a member lets phones and programs in.
    pub fn devices() -> &'static str {
        "/settings/devices"
    }

    /// Where the whole workspace leaves and comes in.
    pub fn transfers() -> &'static str {
        "/settings/transfers"
    }

    pub fn transfer_file(id: Uuid) -> String {
        format!("/settings/transfers/{id}/workspace.zip")
    }

    pub fn load_workspace() -> &'static str {
        "/settings/transfers/load"
    }

    pub fn jobs() -> &'static str {
        "/jobs"
    }

    /// What comes back by itself, and how it went.
    pub fn schedule() -> &'static str {
        "/jobs/schedule"
    }

    pub fn notifications() -> &'static str {
        "/notifications"
    }

    /// How a member wants to be told.
    pub fn notification_settings() -> &'static str {
        "/notifications/settings"
    }

    /// Where a browser says that it wants to be told.
    pub fn push_subscription() -> &'static str {
        "/notifications/push"
    }

    /// How much is unread, for scripts.
    pub fn unread_notifications() -> &'static str {
        "/notifications/unread"
    }

    /// Where mail is ended, without a session.
    pub fn unsubscribe(key: &str) -> String {
        format!("/unsubscribe?key={}", encode(key))
    }

    pub fn events() -> &'static str {
        "/events"
    }

    pub fn api_docs() -> &'static str {
        "/api/docs"
    }

    pub fn openapi() -> &'static str {
        "/api/v1/openapi.json"
    }

    /// Percent-encodes a query value.
    pub fn encode(text: &str) -> String {
        let mut encoded = String::with_capacity(text.len());
        for byte in text.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                    encoded.push(char::from(byte));
                }
                _ => encoded.push_str(&format!("%{byte:02X}")),
            }
        }
        encoded
    }
}
