//! The page after sign-up: where files come from, and the form that
//! takes them.

use leptos::prelude::*;

use crate::{
    context::Viewer,
    error::Result,
    imports::page::upload_form,
    routes::paths,
    shell::{Place, signed_in},
    ui::{Disclosure, Notice, Page, PageHead, Section, Width},
    workspaces::Permission,
};

struct Guide {
    program: &'static str,
    steps: &'static [&'static str],
}

const MAIL: [Guide; 4] = [
    Guide {
        program: "Gmail",
        steps: &[
            "Open takeout.google.com and press “Deselect all”.",
            "Tick “Mail” and go on. One export as .zip is right.",
            "Google writes to you when it is ready, after minutes or hours.",
            "Import the download as it comes, packed. Spam, trash and drafts are left out by Kith.",
        ],
    },
    Guide {
        program: "Thunderbird",
        steps: &[
            "Open the menu, then Help and “Troubleshooting Information”.",
            "Beside “Profile Folder” press “Open Folder”, and go to “ImapMail” or “Mail”, then to your account.",
            "Pack that folder as a zip and import it. The sent mail in it tells whom you know.",
        ],
    },
    Guide {
        program: "Apple Mail",
        steps: &[
            "Choose the mailboxes at the left, for example Inbox and Sent.",
            "In the menu “Mailbox” choose “Export Mailbox…” and a folder.",
            "Compress the exported folder in the Finder, and import the zip.",
        ],
    },
    Guide {
        program: "Outlook",
        steps: &[
            "Outlook writes its own format (.pst), which Kith does not read yet.",
            "Add the same account to Thunderbird, let it fetch the mail, and take the files from there.",
        ],
    },
];

const RECORDS: [Guide; 6] = [
    Guide {
        program: "Google Contacts",
        steps: &[
            "Open contacts.google.com and press “Export” at the left.",
            "Choose “Google CSV” or “vCard”, and import the file. Labels become tags.",
        ],
    },
    Guide {
        program: "HubSpot, Pipedrive, Salesforce",
        steps: &[
            "Export the list of your contacts as CSV.",
            "Import it: Kith guesses what each column holds, shows the guess, and asks before it reads on.",
        ],
    },
    Guide {
        program: "Monica",
        steps: &[
            "In Settings choose “Export data”, then “Export as JSON”.",
            "Import the file: people, notes, calls, activities, conversations and ties come along.",
        ],
    },
    Guide {
        program: "LinkedIn",
        steps: &[
            "In Settings, under “Data privacy”, press “Get a copy of your data”.",
            "Tick Connections and Messages, and import the archive that LinkedIn sends you.",
        ],
    },
    Guide {
        program: "Outlook, Apple Contacts, calendars",
        steps: &[
            "Outlook: People, Manage, “Export contacts”. Apple: select all, then File, Export, “Export vCard…”.",
            "A calendar: export it as .ics. Its meetings count as contact with those who were there.",
        ],
    },
    Guide {
        program: "WhatsApp, Telegram",
        steps: &[
            "WhatsApp: in the menu of a chat choose More, then “Export chat”. Keep the name of the file: it names the chat.",
            "Telegram Desktop: in the menu of a chat choose “Export chat history”, as machine-readable JSON.",
        ],
    },
];

#[component]
pub fn Welcome() -> impl IntoView {
    signed_in(Place::Imports, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    let first_name = viewer.name.split_whitespace().next().unwrap_or_default();
    let title = format!("Welcome, {first_name}");
    let form = if viewer.role.may(Permission::ImportFiles) {
        upload_form()
    } else {
        not_allowed()
    };
    let view = view! {
        <Page width=Width::Form>
            <PageHead
                title=title
                detail="Kith reads your mail, contacts and chats and shows you the people in them: how close you are, and whom to write to now. The files stay where this Kith runs."
            />
            <div class="stack">
                {form}
                <Section title="Where to find your mail">{guides(&MAIL)}</Section>
                <Section title="Where to find your contacts, calendars and chats">{guides(&RECORDS)}</Section>
                <p><a class="link" href=paths::today()>"Look around first"</a></p>
            </div>
        </Page>
    };
    Ok(("Welcome".to_owned(), view.into_any()))
}

fn guides(guides: &'static [Guide]) -> Vec<impl IntoView> {
    let guides = guides.iter().map(|guide| {
        let steps = guide
            .steps
            .iter()
            .map(|step| view! { <li>{*step}</li> })
            .collect::<Vec<_>>();
        view! {
            <Disclosure summary=guide.program>
                <ol class="grid list-decimal gap-1 ps-6">{steps}</ol>
            </Disclosure>
        }
    });
    guides.collect()
}

fn not_allowed() -> AnyView {
    view! { <Notice>"You can read everything here. Ask a member of this workspace to import mail."</Notice> }.into_any()
}
