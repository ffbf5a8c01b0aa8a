//! The page on which a member lets phones and programs in.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    AppPassword,
    actions::{CreateDevice, RevokeDevice},
    app_passwords,
    place::ROOT,
};
use crate::{
    context::Viewer,
    error::Result,
    forms::form_state,
    routes::paths,
    settings::take_secret,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Clock, Form, FormActions, HiddenInput, List, ListItem, Notice, Page,
        PageHead, Section, TextField, Time, Tone, Width,
    },
    workspaces::Permission,
};

#[component]
pub fn Devices() -> impl IntoView {
    signed_in(Place::Settings, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    let secret = take_secret().await?;
    let passwords = app_passwords(&mut viewer.begin().await?).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let may_make = viewer.role.may(Permission::ManageKeys);
    let view = view! {
        <Page width=Width::Form>
            <PageHead
                title="Phones and programs"
                back=("Settings".to_owned(), paths::settings().to_owned())
                detail="Contacts, tasks and birthdays where you use them: CardDAV and CalDAV."
            />
            <div class="stack">
                {secret.map(|secret| shown_once(secret.value))}
                {where_to(&viewer)}
                {may_make.then(|| list(passwords, clock))}
            </div>
        </Page>
    };
    Ok(("Phones and programs".to_owned(), view.into_any()))
}

fn shown_once(password: String) -> AnyView {
    view! {
        <Notice tone=Tone::Positive title="The password of your device">
            <p>"Type it there now: it cannot be shown again. The dashes may be left out."</p>
            <pre class="secret"><code>{password}</code></pre>
        </Notice>
    }
    .into_any()
}

fn where_to(viewer: &Viewer) -> AnyView {
    let server = viewer.kith.settings.base_url.clone();
    let address = format!("{server}{ROOT}");
    let email = viewer.email.clone();
    view! {
        <Section
            title="What to tell the device"
            detail="On an iPhone: Settings, Apps, Contacts, Accounts, Add Account, Other, CardDAV. On Android with DAVx5: Login with URL and user name. In Thunderbird: Address Book, New CardDAV Address Book. Changes there are changes here; what you delete there goes into the trash here. Calendars are only read."
        >
            <List label="What to tell the device">
                <ListItem>"Server " <code class="whitespace-normal break-all">{server}</code></ListItem>
                <ListItem>"If it asks for the whole address " <code class="whitespace-normal break-all">{address}</code></ListItem>
                <ListItem>"User name " <code class="whitespace-normal break-all">{email}</code></ListItem>
                <ListItem>"Password: one for each device, made below"</ListItem>
            </List>
        </Section>
    }
    .into_any()
}

fn list(passwords: Vec<AppPassword>, clock: Clock) -> AnyView {
    let state = form_state(CreateDevice::PATH);
    let rows: Vec<_> = passwords
        .iter()
        .map(|password| row(password, clock))
        .collect();
    let rows = (!rows.is_empty()).then(|| view! { <List label="App passwords">{rows}</List> });
    view! {
        <Section title="App passwords" detail="Each opens your contacts and tasks to one device, and nothing else.">
            {rows}
            <Form action=CreateDevice::PATH label="New app password">
                <TextField
                    name="name"
                    id="device-name"
                    label="Name of the device"
                    value=state.value("name")
                    error=state.error("name")
                    required=true
                />
                <FormActions><Button kind=ButtonKind::Primary>"Create password"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

fn row(password: &AppPassword, clock: Clock) -> impl IntoView + use<> {
    let id = password.id.to_string();
    let end = move || {
        let id = id.clone();
        view! {
            <Form action=RevokeDevice::PATH inline=true>
                <HiddenInput name="id" value=id/>
                <Button kind=ButtonKind::Quiet small=true>"Revoke"</Button>
            </Form>
        }
    };
    let used = match password.used_at {
        Some(at) => view! { "used " <Time at=at clock=clock/> }.into_any(),
        None => "never used".into_any(),
    };
    let (name, created) = (password.name.clone(), password.created_at);
    view! {
        <ListItem end=end>
            <span dir="auto">{name}</span> " "
            <span class="muted">"made " <Time at=created clock=clock/> " · " {used}</span>
        </ListItem>
    }
}
