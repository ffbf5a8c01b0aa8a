//! Choosing the photo of a person, and removing it.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    show::Known,
    sources::{About, source_words},
};
use crate::{
    forms::form_state,
    photos::actions::RemovePhoto,
    routes::paths,
    ui::{
        Button, ButtonKind, Disclosure, FileField, Form, FormActions, HiddenInput, IconName,
        Section,
    },
};

const KINDS: &str = "image/png,image/jpeg,image/webp,image/gif";

pub(super) fn photo_section(known: &Known) -> impl IntoView + use<> {
    let has_one = known.contact.photo.is_some();
    let action = paths::contact_photo(known.contact.id);
    let error = form_state(&action).error("photo");
    let summary = if has_one {
        "Change the photo"
    } else {
        "Add a photo"
    };
    let source = has_one.then(|| source(known)).flatten();
    let remove = has_one.then(|| remove_form(known));
    view! {
        <Section title="Photo">
            {source.map(|words| view! { <p class="muted text-sm">{words}</p> })}
            <Disclosure summary=summary open=error.is_some()>
                <Form action=action multipart=true label="Photo">
                    <FileField
                        name="photo"
                        label="Choose a picture"
                        hint="PNG, JPEG, WebP or GIF, up to 10 MB. Only the picture is kept."
                        accept=KINDS
                        error=error
                        required=true
                    />
                    <FormActions><Button small=true>"Save photo"</Button></FormActions>
                </Form>
            </Disclosure>
            {remove}
        </Section>
    }
}

fn source(known: &Known) -> Option<String> {
    let fact = known.sources.iter().find(|fact| fact.field == "photo")?;
    Some(source_words(&fact.source, About::Other, known.clock()))
}

fn remove_form(known: &Known) -> impl IntoView + use<> {
    let contact = known.contact.id.to_string();
    view! {
        <form method="post" action=RemovePhoto::PATH>
            <HiddenInput name="contact" value=contact/>
            <Button small=true kind=ButtonKind::Quiet icon=IconName::Delete>"Remove the photo"</Button>
        </form>
    }
}
