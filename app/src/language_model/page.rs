//! The page on which an owner chooses who writes, says what it may cost, and tries it.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    Kind, LanguageModel, Trouble,
    actions::{ChooseLanguageModel, TestLanguageModel},
    dollars, has_lost_key, language_model,
    provider::is_priced,
    spent_this_month,
};
use crate::{
    context::Viewer,
    error::Result,
    forms::form_state,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, CheckboxField, Choice, Clock, Fact, Facts, FieldRow, Form, FormActions,
        InputKind, LinkButton, Notice, Page, PageHead, RadioGroup, Section, TextField, Time, Tone,
        Width,
    },
    workspaces::Permission,
};

#[component]
pub fn Show() -> impl IntoView {
    signed_in(Place::Settings, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let chosen = language_model(&mut scope).await?;
    let spent = spent_this_month(&mut scope).await?;
    let is_lost = has_lost_key(&viewer.kith, &mut scope).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let may_choose = viewer.role.may(Permission::ManageWorkspace);
    let allows_private = viewer.kith.settings.private_models;
    let view = view! {
        <Page width=Width::Form>
            <PageHead
                title="Language model"
                back=("Settings".to_owned(), paths::settings().to_owned())
                detail="Who writes drafts: rules on this machine, or a model that you choose."
            />
            <div class="stack">
                {is_lost.then(lost_key)}
                {standing(&chosen)}
                {(!chosen.is_offline()).then(|| facts(&chosen, is_lost, spent, clock))}
                {may_choose.then(|| test(&chosen, clock))}
                {may_choose.then(|| form(&chosen, allows_private))}
                {(!may_choose).then(|| view! { <p class="muted">"The owner of the workspace decides."</p> })}
            </div>
        </Page>
    };
    Ok(("Language model".to_owned(), view.into_any()))
}

/// The setting's entry among the others.
pub fn section(chosen: &LanguageModel) -> AnyView {
    let words = match chosen.kind {
        Kind::Offline => {
            "Offline: rules on this machine write drafts; no text leaves it.".to_owned()
        }
        Kind::Anthropic | Kind::OpenAiCompatible => {
            format!(
                "{} at {} writes drafts.",
                chosen.model,
                host(&chosen.base_url)
            )
        }
    };
    view! {
        <Section title="Language model" id="language-model" detail="Who writes drafts, and what it may cost.">
            <p class="muted">{words}</p>
            <LinkButton href=paths::language_model()>"Choose a language model"</LinkButton>
        </Section>
    }
    .into_any()
}

fn host(base: &str) -> String {
    let url = reqwest::Url::parse(base).ok();
    let host = url.as_ref().and_then(reqwest::Url::host_str);
    host.unwrap_or(base).to_owned()
}

fn standing(chosen: &LanguageModel) -> AnyView {
    if chosen.is_offline() {
        return view! {
            <Notice tone=Tone::Info title="Kith is offline">
                <p>"Drafts come from rules and templates in eleven languages. Nothing is sent anywhere, and nothing costs anything."</p>
            </Notice>
        }
        .into_any();
    }
    let words = format!(
        "For a draft, {} is told what you know of the person, your last messages with them alone, when you were in touch, what is promised, and why you write. What it answers is checked before you see it.",
        host(&chosen.base_url),
    );
    let price = (!is_priced(chosen)).then(|| {
        view! {
            <Notice tone=Tone::Caution title="No price is known for this model">
                <p>"Until you enter one below, it is not called. For a model on your own machine enter 0."</p>
            </Notice>
        }
    });
    view! { <p class="muted">{words}</p> {price} }.into_any()
}

fn lost_key() -> impl IntoView {
    view! {
        <Notice tone=Tone::Caution title="Enter the key again">
            <p>
                "The key that is kept was sealed elsewhere and cannot be opened here, as where the data folder lost its file "
                <code>"sealing.key"</code> ". Until an owner enters it again, rules write."
            </p>
        </Notice>
    }
}

fn facts(chosen: &LanguageModel, is_lost: bool, spent: i64, clock: Clock) -> impl IntoView + use<> {
    let month = clock.now.format("%B %Y");
    let spent = format!("${} of ${}", dollars(spent), dollars(chosen.monthly_budget));
    let key = match (chosen.has_key, is_lost) {
        (true, false) => "Kept, sealed",
        (true, true) => "Kept, and cannot be opened here",
        (false, _) => "None",
    };
    let (model, address) = (chosen.model.clone(), chosen.base_url.clone());
    view! {
        <Facts>
            <Fact label="Model"><span class="break-all">{model}</span></Fact>
            <Fact label="Address"><span class="break-all">{address}</span></Fact>
            <Fact label="Key">{key}</Fact>
            <Fact label=format!("Spent in {month}")>{spent}</Fact>
        </Facts>
    }
}

fn test(chosen: &LanguageModel, clock: Clock) -> impl IntoView + use<> {
    let outcome = chosen.outcome.as_deref().zip(chosen.tested_at).map(|(outcome, at)| {
        let trouble = Trouble::parse(outcome);
        let (tone, title) = match trouble {
            None => (Tone::Positive, "It works"),
            Some(_) => (Tone::Critical, "It does not work yet"),
        };
        let words = match trouble {
            None if chosen.is_offline() => "Rules need no connection.",
            None => "The model answered.",
            Some(trouble) => trouble.words(),
        };
        view! {
            <Notice tone=tone title=title>
                <p>{words} " " <span class="muted">"Tested " <Time at=at clock=clock/></span></p>
            </Notice>
        }
    });
    view! {
        <Section title="Test" detail="Asks the smallest question there is; it costs a fraction of a cent.">
            {outcome}
            <Form action=TestLanguageModel::PATH label="Test the language model">
                <FormActions><Button>"Test"</Button></FormActions>
            </Form>
        </Section>
    }
}

fn form(chosen: &LanguageModel, allows_private: bool) -> impl IntoView + use<> {
    let state = form_state(ChooseLanguageModel::PATH);
    let text = |name: &str, now: String| state.value(name).unwrap_or(now);
    let kind = text("kind", chosen.kind.as_str().to_owned());
    let budget = text("monthly_budget", dollars(chosen.monthly_budget));
    let price = |name: &str, price: Option<i64>| text(name, price.map(dollars).unwrap_or_default());
    let (read, written) = (
        price("price_read", chosen.price_read),
        price("price_written", chosen.price_written),
    );
    let (base_url, model) = (
        text("base_url", chosen.base_url.clone()),
        text("model", chosen.model.clone()),
    );
    let forgetting = chosen
        .has_key
        .then(|| view! { <CheckboxField name="forget_key" label="Forget the key"/> });
    let place = if allows_private {
        "Empty for the provider's own. A model on this machine: http://localhost:11434."
    } else {
        "Empty for the provider's own. Public addresses by https only; the operator can allow others."
    };
    let key_hint = if chosen.has_key {
        "There is one. Leave this empty to keep it; it is asked for again when the address changes."
    } else {
        "Kept sealed, shown to nobody. A model of your own may need none."
    };
    view! {
        <Section title="Choice" id="choice">
            <Form action=ChooseLanguageModel::PATH label="Choose a language model">
                <RadioGroup name="kind" legend="Who writes" choices=kinds() value=kind/>
                <TextField
                    name="base_url"
                    label="Address of the API"
                    kind=InputKind::Url
                    value=base_url
                    error=state.error("base_url")
                    hint=place
                />
                <TextField
                    name="model"
                    label="Model"
                    value=model
                    error=state.error("model")
                    hint="As the provider names it."
                    autocomplete="off"
                />
                <TextField
                    name="key_password"
                    label="Key"
                    kind=InputKind::Password
                    error=state.error("key_password")
                    hint=key_hint
                    autocomplete="off"
                />
                {forgetting}
                <TextField
                    name="monthly_budget"
                    label="Budget for a month, in US dollars"
                    value=budget
                    error=state.error("monthly_budget")
                    hint="What is not known to be free counts as spent. When it is used up, rules write on."
                />
                <FieldRow>
                    <TextField
                        name="price_read"
                        label="Price of a million tokens read"
                        value=read
                        error=state.error("price_read")
                        hint="In US dollars; empty for the usual price."
                    />
                    <TextField
                        name="price_written"
                        label="Price of a million written"
                        value=written
                        error=state.error("price_written")
                        hint="0 for a model of your own."
                    />
                </FieldRow>
                <FormActions><Button kind=ButtonKind::Primary>"Save choice"</Button></FormActions>
            </Form>
        </Section>
    }
}

fn kinds() -> Vec<Choice> {
    Kind::ALL
        .map(|kind| {
            let (label, hint) = match kind {
                Kind::Offline => ("Rules, offline", "No key, no network."),
                Kind::Anthropic => ("Anthropic", "Claude, by the Messages API."),
                Kind::OpenAiCompatible => (
                    "OpenAI or compatible",
                    "OpenAI, Ollama, llama.cpp, vLLM and others.",
                ),
            };
            Choice::new(kind.as_str(), label).hint(hint)
        })
        .to_vec()
}
