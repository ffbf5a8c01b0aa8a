//! The page after sign-up: where a mailbox file comes from, and the form that
//! takes it.

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

const GUIDES: [Guide; 4] = [
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
                detail="Kith reads a mailbox and shows you the people in it: how close you are, and whom to write to now. The file stays where this Kith runs."
            />
            <div class="stack">
                {form}
                <Section title="Where to find your mailbox file">{guides()}</Section>
                <p><a class="link" href=paths::today()>"Look around first"</a></p>
            </div>
        </Page>
    };
    Ok(("Welcome".to_owned(), view.into_any()))
}

fn guides() -> Vec<impl IntoView> {
    let guides = GUIDES.iter().map(|guide| {
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
