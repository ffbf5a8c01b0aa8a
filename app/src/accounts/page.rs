//! Signing in and signing up.

use leptos::{nonce::use_nonce, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use super::{
    actions::{Login, Register},
    is_fresh, may_sign_up,
};
use crate::{
    context::{kith, viewer},
    error::Error,
    forms::{FormState, form_state},
    routes::paths,
    shell,
    ui::{
        Button, ButtonKind, Drawing, EmptyState, Form, FormActions, HiddenInput, InputKind,
        LinkButton, Notice, TextField, Tone,
    },
};

fn query(name: &str) -> String {
    use_query_map()
        .with_untracked(|query| query.get(name))
        .unwrap_or_default()
}

#[component]
pub fn Login() -> impl IntoView {
    if viewer().is_ok() {
        shell::lead_to(paths::today());
    }
    let state = form_state(Login::PATH);
    let next = state.value("next").unwrap_or_else(|| query("next"));
    let content = view! {
        {busy_notice(&state)}
        <Form action=Login::PATH>
            <HiddenInput name="next" value=next/>
            <TextField
                name="email"
                label="E-mail"
                kind=InputKind::Email
                value=state.value("email")
                error=state.error("email")
                autocomplete="username"
                required=true
                autofocus=true
            />
            <TextField
                name="password"
                label="Password"
                kind=InputKind::Password
                error=state.error("password")
                autocomplete="current-password"
                required=true
            />
            <FormActions>
                <Button kind=ButtonKind::Primary>"Sign in"</Button>
            </FormActions>
        </Form>
    };
    let foot = || view! { <Suspense>{Suspend::new(sign_up_link())}</Suspense> };
    shell::public("Sign in", None, content.into_any(), foot.into())
}

/// Offered only where a stranger may sign up; the very first visitor is led there.
async fn sign_up_link() -> Option<impl IntoView> {
    let kith = kith().ok()?;
    if is_fresh(&kith).await.ok()? {
        shell::lead_to(&paths::register(None));
    }
    let is_open = may_sign_up(&kith, false).await.ok()?;
    is_open.then(|| view! { <p>"No account yet? " <a class="link" href=paths::register(None)>"Sign up"</a></p> })
}

fn busy_notice(state: &FormState) -> Option<impl IntoView + use<>> {
    let is_busy = state.error == Some(Error::Busy);
    is_busy.then(|| {
        view! {
            <Notice tone=Tone::Caution title="Too many attempts" alert=true>
                "Wait a quarter of an hour, then try again."
            </Notice>
        }
    })
}

#[component]
pub fn Register() -> impl IntoView {
    let state = form_state(Register::PATH);
    let invitation = state
        .value("invitation")
        .unwrap_or_else(|| query("invitation"));
    let content = Suspend::new(async move {
        let admitted = match kith() {
            Ok(kith) => may_sign_up(&kith, !invitation.is_empty()).await,
            Err(error) => Err(error),
        };
        match admitted {
            Ok(true) => register_form(state, invitation).into_any(),
            Ok(false) => closed().into_any(),
            Err(error) => shell::problem_page(&error),
        }
    });
    let foot = || view! { <p>"Have an account? " <a class="link" href=paths::login(None)>"Sign in"</a></p> };
    shell::public(
        "Create your account",
        Some("Your people stay on this machine.".to_owned()),
        view! { <Suspense>{content}</Suspense> }.into_any(),
        foot.into(),
    )
}

/// Where the browser says that it is; without it the zone is chosen in the settings.
const ZONE: &str = "document.querySelector('input[name=zone]').value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? ''";

fn register_form(state: FormState, invitation: String) -> impl IntoView {
    view! {
        <Form action=Register::PATH>
            <HiddenInput name="invitation" value=invitation/>
            <HiddenInput name="zone" value=""/>
            <script nonce=use_nonce()>{ZONE}</script>
            <TextField
                name="name"
                label="Your name"
                value=state.value("name")
                error=state.error("name")
                autocomplete="name"
                required=true
                autofocus=true
            />
            <TextField
                name="email"
                label="E-mail"
                kind=InputKind::Email
                value=state.value("email")
                error=state.error("email")
                hint="The address you write mail from."
                autocomplete="username"
                required=true
            />
            <TextField
                name="password"
                label="Password"
                kind=InputKind::Password
                error=state.error("password")
                hint="At least 10 characters."
                autocomplete="new-password"
                required=true
            />
            <FormActions>
                <Button kind=ButtonKind::Primary>"Create account"</Button>
            </FormActions>
        </Form>
    }
}

fn closed() -> impl IntoView {
    view! {
        <EmptyState
            drawing=Drawing::Door
            title="Sign-up is closed"
            detail="Ask the person who runs this Kith for an invitation."
        >
            <LinkButton href=paths::login(None)>"Sign in"</LinkButton>
        </EmptyState>
    }
}
