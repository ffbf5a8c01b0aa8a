//! What belongs to the whole installation; for its operator only.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    accounts::{SignupPolicy, actions::ChooseSignup, signup_policy},
    context::Viewer,
    error::Result,
    ui::{Button, Choice, Form, FormActions, RadioGroup, Section},
};

pub async fn section(viewer: &Viewer) -> Result<AnyView> {
    let policy = signup_policy(&viewer.kith).await?;
    let is_fixed = viewer.kith.settings.signup.is_some();
    let choices = SignupPolicy::ALL
        .map(|policy| Choice::new(policy.as_str(), policy.words()))
        .to_vec();
    let content = if is_fixed {
        view! {
            <p>{policy.words()} <span class="muted">" (set by KITH_SIGNUP)"</span></p>
        }
        .into_any()
    } else {
        view! {
            <Form action=ChooseSignup::PATH>
                <RadioGroup name="policy" legend="Who may sign up" choices=choices value=policy.as_str()/>
                <FormActions><Button>"Save sign-up"</Button></FormActions>
            </Form>
        }
        .into_any()
    };
    Ok(view! { <Section title="Sign-up" id="signup">{content}</Section> }.into_any())
}
