//! What belongs to the member: profile, appearance, addresses, password, sessions.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    accounts::{
        OwnSession,
        actions::{ChangePassword, ChooseTheme, EndSession, SaveProfile},
    },
    context::Viewer,
    forms::form_state,
    ui::{
        Button, ButtonKind, Choice, Clock, Form, FormActions, HiddenInput, InputKind, List,
        ListItem, RadioGroup, Section, SelectField, Tag, TextField, Time, Tone,
    },
    workspaces::actions::{AddOwnAddress, RemoveOwnAddress},
};

pub fn profile(viewer: &Viewer) -> AnyView {
    let state = form_state(SaveProfile::PATH);
    let zones = chrono_tz::TZ_VARIANTS
        .iter()
        .map(|zone| Choice::new(zone.name(), zone.name()))
        .collect::<Vec<_>>();
    let name = state.value("name").unwrap_or_else(|| viewer.name.clone());
    let (email, zone) = (viewer.email.clone(), viewer.zone.name());
    view! {
        <Section title="Profile" id="profile">
            <Form action=SaveProfile::PATH>
                <TextField name="name" label="Name" value=name error=state.error("name") autocomplete="name" required=true/>
                <TextField
                    name="email"
                    label="E-mail you sign in with"
                    kind=InputKind::Email
                    value=email
                    disabled=true
                />
                <SelectField
                    name="zone"
                    label="Time zone"
                    choices=zones
                    value=zone
                    error=state.error("zone")
                />
                <FormActions><Button>"Save profile"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

pub fn appearance(viewer: &Viewer) -> AnyView {
    let theme = viewer.theme.clone();
    let choices = vec![
        Choice::new("system", "As the system"),
        Choice::new("light", "Light"),
        Choice::new("dark", "Dark"),
    ];
    view! {
        <Section title="Appearance" id="appearance">
            <Form action=ChooseTheme::PATH>
                <RadioGroup name="theme" legend="Colours" choices=choices value=theme inline=true/>
                <FormActions><Button>"Save appearance"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

pub fn own_addresses(addresses: Vec<String>, may_edit: bool) -> AnyView {
    let state = form_state(AddOwnAddress::PATH);
    let rows = addresses
        .into_iter()
        .map(|address| address_row(address, may_edit))
        .collect::<Vec<_>>();
    view! {
        <Section title="Addresses that are you" id="addresses" detail="Mail from these counts as written by you.">
            <List label="Addresses that are you">{rows}</List>
            {may_edit.then(|| view! {
                <Form action=AddOwnAddress::PATH>
                    <TextField
                        name="email"
                        id="own-address"
                        label="Another address"
                        kind=InputKind::Email
                        value=state.value("email")
                        error=state.error("email")
                        required=true
                    />
                    <FormActions><Button>"Add address"</Button></FormActions>
                </Form>
            })}
        </Section>
    }
    .into_any()
}

fn address_row(address: String, may_edit: bool) -> impl IntoView {
    let removed = address.clone();
    let end =
        move || {
            let address = removed.clone();
            may_edit.then(move || view! {
            <Form action=RemoveOwnAddress::PATH inline=true label=format!("Remove {address}")>
                <HiddenInput name="email" value=address/>
                <Button kind=ButtonKind::Quiet small=true>"Remove"</Button>
            </Form>
        })
        };
    view! { <ListItem end=end><span class="clip">{address}</span></ListItem> }
}

pub fn password() -> AnyView {
    let state = form_state(ChangePassword::PATH);
    view! {
        <Section title="Password" id="password">
            <Form action=ChangePassword::PATH>
                <TextField
                    name="current_password"
                    label="Current password"
                    kind=InputKind::Password
                    error=state.error("current_password")
                    autocomplete="current-password"
                    required=true
                />
                <TextField
                    name="password"
                    id="new-password"
                    label="New password"
                    kind=InputKind::Password
                    error=state.error("password")
                    hint="At least 10 characters. All other sessions end."
                    autocomplete="new-password"
                    required=true
                />
                <FormActions><Button>"Change password"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

pub fn sessions(sessions: Vec<OwnSession>, current: Option<String>, clock: Clock) -> AnyView {
    let rows = sessions
        .into_iter()
        .map(|session| {
            let is_current = current.as_deref() == Some(session.id.as_str());
            session_row(session, is_current, clock)
        })
        .collect::<Vec<_>>();
    view! {
        <Section title="Sessions" id="sessions" detail="Where you are signed in.">
            <List label="Sessions">{rows}</List>
        </Section>
    }
    .into_any()
}

fn session_row(session: OwnSession, is_current: bool, clock: Clock) -> impl IntoView {
    let id = session.id.clone();
    let end = move || {
        let id = id.clone();
        if is_current {
            return view! { <Tag label="This one" tone=Tone::Positive/> }.into_any();
        }
        view! {
            <Form action=EndSession::PATH inline=true>
                <HiddenInput name="id" value=id/>
                <Button kind=ButtonKind::Quiet small=true>"End session"</Button>
            </Form>
        }
        .into_any()
    };
    view! {
        <ListItem end=end>
            <span class="clip">{browser_name(session.agent.as_deref().unwrap_or_default())}</span>
            " "
            <span class="muted">{session.address.unwrap_or_default()} " · " <Time at=session.seen_at clock=clock/></span>
        </ListItem>
    }
}

/// What a person would call the program, from its long self-description.
fn browser_name(agent: &str) -> String {
    let known = [
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ];
    let find = |list: &[(&str, &'static str)]| {
        list.iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    match (find(&known), find(&systems)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        _ => "A program".to_owned(),
    }
}
