//! Having a draft made, or another one: in another tone, language or place, with a wish.

use language::{Channel, Language};
use leptos::{prelude::*, server_fn::ServerFn};

use super::Known;
use crate::{
    drafts::{Draft, actions::MakeDraft, channel_code, channel_words},
    forms::form_state,
    ui::{
        Button, ButtonKind, Choice, FieldRow, Form, FormActions, HiddenInput, IconName, RadioGroup,
        Section, SelectField, TextField,
    },
};

/// The first is what one came for; another is an offer beside the one at hand, and begins
/// with what was chosen for that.
pub fn form(known: &Known, at_hand: Option<&Draft>) -> AnyView {
    let (title, kind) = match at_hand {
        Some(_) => ("Another draft", ButtonKind::Plain),
        None => ("A draft", ButtonKind::Primary),
    };
    let state = form_state(MakeDraft::PATH);
    let value = |name: &str, chosen: Option<&str>| {
        let typed = state.value(name).filter(|text| !text.is_empty());
        typed.unwrap_or_else(|| chosen.unwrap_or_default().to_owned())
    };
    let chosen = at_hand.filter(|_| state.error.is_none());
    let variant = chosen.map_or("usual", |draft| draft.variant.as_str());
    let variant = value("variant", Some(variant));
    let channel = value("channel", chosen.map(|draft| draft.channel.as_str()));
    let language = value("language", chosen.map(|draft| draft.language.as_str()));
    let instruction = value("instruction", None);
    let hint = if known.model.is_offline() {
        "Rules understand “warmer” and “shorter” here, and nothing else."
    } else {
        "In your own words, such as: thank her for the book."
    };
    let wrong = ["channel", "language", "instruction"].map(|name| state.error(name));
    let [wrong_channel, wrong_language, wrong_instruction] = wrong;
    let id = known.contact.id.to_string();
    let detail = if known.model.is_offline() {
        "Made at once, by rules."
    } else {
        "The model takes a few seconds; where it cannot, rules write."
    };
    let suggestion = known.suggestion.as_ref().map(|found| {
        view! { <HiddenInput name="suggestion" value=found.id.to_string()/> }
    });
    view! {
        <Section title=title id="wish" detail=detail>
            <Form action=MakeDraft::PATH label=title>
                <HiddenInput name="id" value=id/>
                {suggestion}
                <FieldRow>
                    <SelectField
                        name="channel"
                        label="For"
                        choices=channels()
                        value=channel
                        error=wrong_channel
                    />
                    <SelectField
                        name="language"
                        label="Language"
                        choices=languages()
                        value=language
                        error=wrong_language
                    />
                </FieldRow>
                <RadioGroup
                    name="variant"
                    legend="Manner"
                    choices=variants()
                    value=variant
                    inline=true
                />
                <TextField
                    name="instruction"
                    label="Wish"
                    value=instruction
                    error=wrong_instruction
                    hint=hint
                    autocomplete="off"
                />
                <FormActions><Button kind=kind icon=IconName::Edit>"Make a draft"</Button></FormActions>
            </Form>
        </Section>
    }
    .into_any()
}

fn channels() -> Vec<Choice> {
    let usual = Choice::new("", "As usual");
    let all =
        Channel::ALL.map(|channel| Choice::new(channel_code(channel), channel_words(channel)));
    std::iter::once(usual).chain(all).collect()
}

fn languages() -> Vec<Choice> {
    let usual = Choice::new("", "As usual");
    let all = Language::ALL.map(|language| Choice::new(language.code(), language.name()));
    std::iter::once(usual).chain(all).collect()
}

fn variants() -> Vec<Choice> {
    [
        ("usual", "As usual"),
        ("warmer", "Warmer"),
        ("shorter", "Shorter"),
    ]
    .map(|(value, label)| Choice::new(value, label))
    .to_vec()
}
