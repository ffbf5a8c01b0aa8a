//! Profiles in networks, by the host and path of an address.

use super::Contact;

pub(super) fn profile(host: &str, path: &str) -> Option<Contact> {
    let first = path
        .split(['/', '?', '#'])
        .next()
        .unwrap_or("")
        .trim_start_matches('@');
    let host = host.strip_prefix("m.").unwrap_or(host);
    let is_company_page = || {
        path.starts_with("company/") || path.starts_with("school/") || path.starts_with("showcase/")
    };
    match host {
        "twitter.com" | "x.com" | "mobile.twitter.com" => Some(
            if matches!(
                first,
                "" | "intent" | "share" | "home" | "search" | "i" | "hashtag"
            ) {
                Contact::Other
            } else {
                Contact::Twitter(first.to_owned())
            },
        ),
        "t.me" | "telegram.me" | "telegram.dog" => Some(
            if matches!(first, "" | "joinchat" | "s") || first.starts_with('+') {
                Contact::Other
            } else {
                Contact::Telegram(first.to_owned())
            },
        ),
        "github.com" => Some(if matches!(first, "" | "orgs" | "features") {
            Contact::Other
        } else {
            Contact::GitHub(first.to_owned())
        }),
        _ if host == "linkedin.com" || host.ends_with(".linkedin.com") || host == "lnkd.in" => {
            Some(if is_company_page() {
                return None;
            } else if first.is_empty() {
                Contact::Other
            } else {
                linkedin(path.split(['?', '#']).next().unwrap_or(path))
            })
        }
        "wa.me" | "api.whatsapp.com" => Some(chat(path)),
        "maps.google.com" | "goo.gl" | "maps.app.goo.gl" | "aka.ms" | "youtu.be" => {
            Some(Contact::Other)
        }
        _ => None,
    }
}

/// `wa.me/4917012345` and `api.whatsapp.com/send?phone=4917012345`.
fn chat(path: &str) -> Contact {
    let digits: String = path
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    if (7..=15).contains(&digits.len()) {
        Contact::Chat(digits)
    } else {
        Contact::Other
    }
}

/// `in/jane/`, `jane` and `pub/jane/1/2/3` become one form.
pub(super) fn linkedin(path: &str) -> Contact {
    let path = path.trim_matches('/');
    let path = match path.split_once('/') {
        Some(("in", name)) => format!("in/{}", name.split('/').next().unwrap_or(name)),
        Some(_) => path.to_owned(),
        None => format!("in/{path}"),
    };
    Contact::LinkedIn(format!("https://www.linkedin.com/{path}"))
}
