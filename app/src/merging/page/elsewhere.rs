//! Whose a record is that is not this contact's: of a contact of its own, or of one who is here.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::sources::{messages, said};
use crate::{
    contacts::{self, Contact, Meant, page::origin_words},
    context::Scope,
    error::Result,
    merging::{actions::PartRecord, records::SourceRecord},
    routes::paths,
    ui::{
        Button, ButtonKind, Form, FormActions, HiddenInput, InputKind, LinkButton, List, ListItem,
        Method, Person, Section, TextField,
    },
};

/// A record, and who it may be of.
pub(super) struct Choice {
    record: SourceRecord,
    with: String,
    found: Vec<Meant>,
    /// On which page of the list it stands.
    before: Option<Uuid>,
}

impl Choice {
    pub async fn load(
        scope: &mut Scope,
        record: SourceRecord,
        with: &str,
        before: Option<Uuid>,
    ) -> Result<Self> {
        let with = with.trim().to_owned();
        let found = match with.as_str() {
            "" => Vec::new(),
            with => contacts::meant(scope, with).await?,
        };
        Ok(Self {
            record,
            with,
            found,
            before,
        })
    }
}

pub(super) fn choice(contact: &Contact, choice: Choice) -> impl IntoView + use<> {
    let place = paths::sources(contact.id);
    let record = choice.record.id;
    let what = format!(
        "{}: {}",
        origin_words(Some(&choice.record.source)),
        said(&choice.record)
    );
    let along = match choice.record.messages {
        0 => "What it says".to_owned(),
        many => format!("What it says, with {},", messages(many)),
    };
    let words = format!(
        "{along} leaves {}. Notes, tasks and tags of yours stay. Whatever both have, Kith does not join them again; you can bring it back.",
        contact.name
    );
    let mut found = choice.found;
    found.retain(|one| one.id != contact.id);
    let is_nobody = !choice.with.is_empty() && found.is_empty();
    let problem = is_nobody.then(|| "Nobody else here is called that.".to_owned());
    let cancel = place.clone();
    let before = choice.before;
    let before = before.map(|id| view! { <HiddenInput name="before" value=id.to_string()/> });
    view! {
        <Section title="Whose is it?">
            <p dir="auto"><strong>{what}</strong></p>
            <p class="muted">{words}</p>
            <Form action=PartRecord::PATH>
                <HiddenInput name="record" value=record.to_string()/>
                <FormActions>
                    <Button kind=ButtonKind::Primary>"Make it a contact of its own"</Button>
                    <LinkButton href=cancel>"Cancel"</LinkButton>
                </FormActions>
            </Form>
            <Form action=place method=Method::Get>
                <HiddenInput name="record" value=record.to_string()/>
                {before}
                <TextField
                    name="with"
                    label="Or it is of somebody who is here"
                    kind=InputKind::Search
                    value=choice.with
                    error=problem
                    hint="A name or an e-mail address."
                    autocomplete="off"
                />
                <FormActions><Button>"Find"</Button></FormActions>
            </Form>
            {holders(record, found)}
        </Section>
    }
}

fn holders(record: Uuid, found: Vec<Meant>) -> Option<impl IntoView> {
    if found.is_empty() {
        return None;
    }
    let items: Vec<_> = found
        .into_iter()
        .map(|one| {
            let known: Vec<String> = one.email.into_iter().chain(one.company).collect();
            let known = known.join(" · ");
            let (id, label) = (one.id.to_string(), format!("It is of {}", one.name));
            let href = paths::contact(one.id);
            let end = move || {
                let (id, label) = (id.clone(), label.clone());
                view! {
                    <Form action=PartRecord::PATH inline=true label=label>
                        <HiddenInput name="record" value=record.to_string()/>
                        <HiddenInput name="to" value=id/>
                        <Button small=true>"It is theirs"</Button>
                    </Form>
                }
            };
            view! { <ListItem end=end><Person name=one.name detail=known href=href/></ListItem> }
        })
        .collect();
    Some(view! { <List label="Contacts that may be meant">{items}</List> })
}
