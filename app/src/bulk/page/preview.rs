//! What a change would do: how many it changes, how many are so already, with samples.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{Address, TICKED, choose::kept, words::contacts};
use crate::{
    bulk::{self, AT_ONCE, Action, Preview, actions::ChangeMany},
    context::Scope,
    error::{Error, Result},
    routes::paths,
    ui::{
        AvatarSize, Button, ButtonKind, Form, FormActions, HiddenInput, List, ListItem, Notice,
        Person, Section, Tally, TallyLine, Tone, grouped,
    },
};

/// The scope is left without a commit: a tag or a company that it would make is not.
pub(super) async fn preview(
    scope: &mut Scope,
    address: &Address,
    chosen: &[Uuid],
) -> Result<AnyView> {
    let action = match address.asked.read(scope).await {
        Ok(action) => action,
        Err(Error::Invalid(errors)) => {
            let words = errors.0.first().map(|(_, code)| code.text());
            return Ok(refused(address, words.unwrap_or_default()));
        }
        Err(error) => return Err(error),
    };
    let preview = bulk::preview(scope, &action, chosen).await?;
    Ok(shown(address, &as_seen(address, chosen), &action, preview))
}

/// Those who are ticked, one by one: what was seen is done, whatever is ticked meanwhile.
fn as_seen(address: &Address, chosen: &[Uuid]) -> Address {
    let mut seen = address.clone();
    if seen.ids == TICKED {
        let ids = chosen.iter().map(Uuid::to_string);
        seen.ids = ids.collect::<Vec<_>>().join(",");
    }
    seen
}

fn refused(address: &Address, words: &'static str) -> AnyView {
    view! {
        <Notice tone=Tone::Critical title="This cannot be done" alert=true><p>{words}</p></Notice>
        <p><a class="link" href=back(address)>"Choose something else"</a></p>
    }
    .into_any()
}

/// `sent` is what the form that does it sends.
fn shown(address: &Address, sent: &Address, action: &Action, preview: Preview) -> AnyView {
    let lines = vec![
        TallyLine::new("Chosen", preview.total as u64),
        TallyLine::new("Will be changed", preview.changing as u64).nested(),
        TallyLine::new("Are so already", preview.unchanged as u64).nested(),
        TallyLine::new("Cannot be changed", preview.failing as u64).nested(),
    ];
    let more = preview.changing.saturating_sub(preview.samples.len());
    let more = (more > 0)
        .then(|| view! { <p class="muted">{format!("and {} more", grouped(more as u64))}</p> });
    let samples = preview.samples.into_iter().map(|person| {
        view! {
            <ListItem href=paths::contact(person.id)>
                <Person name=person.name detail=person.email size=AvatarSize::Small/>
            </ListItem>
        }
    });
    let samples = samples.collect::<Vec<_>>();
    let list = (!samples.is_empty()).then(|| {
        view! { <Section title="Among them"><List label="Among them">{samples}</List>{more}</Section> }
    });
    let later = (preview.total > AT_ONCE).then(|| {
        view! { <p class="muted">"So many are changed in the background; the next page shows how far it is."</p> }
    });
    let confirm = (preview.changing > 0).then(|| confirm(sent, action, preview.changing));
    view! {
        <Section title=action.words()><Tally lines=lines/></Section>
        {list}
        {confirm}
        {later}
        <p><a class="link" href=back(address)>"Choose something else"</a></p>
    }
    .into_any()
}

fn confirm(address: &Address, action: &Action, changing: usize) -> impl IntoView + use<> {
    let kind = match action {
        Action::Delete => ButtonKind::Danger,
        _ => ButtonKind::Primary,
    };
    let pairs = address.asked().into_iter();
    let pairs = pairs
        .map(|(name, value)| view! { <HiddenInput name=name value=value/> })
        .collect::<Vec<_>>();
    let (kept, label) = (kept(address), format!("Change {}", contacts(changing)));
    view! {
        <Form action=ChangeMany::PATH>
            {kept}
            {pairs}
            <FormActions><Button kind=kind>{label}</Button></FormActions>
        </Form>
    }
}

/// Back to the control of the field, if one was set.
fn back(address: &Address) -> String {
    match address.asked.field.as_str() {
        "" => address.anew(),
        field => format!("{}&field={}", address.anew(), paths::encode(field)),
    }
}
