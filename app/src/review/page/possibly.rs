//! On the page of a contact or a company: whom it is possibly the same as.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{percent, words::of_word};
use crate::{
    identity::About,
    review::{Pair, actions::RejectGroup},
    routes::paths,
    ui::{Button, ButtonKind, Form, HiddenInput, List, ListItem, Section},
};

/// So many are named.
pub const POSSIBLE: i64 = 5;

/// Each leads to both side by side, for whoever may merge them, and has the way to part them for
/// good.
pub fn possibly_same(
    pairs: &[Pair],
    about: About,
    id: Uuid,
    may_edit: bool,
) -> Option<impl IntoView + use<>> {
    if pairs.is_empty() {
        return None;
    }
    let lines: Vec<_> = pairs
        .iter()
        .map(|pair| line(pair, about, id, may_edit))
        .collect();
    Some(view! {
        <Section title="Possibly the same as"><List label="Possibly the same as">{lines}</List></Section>
    })
}

fn line(pair: &Pair, about: About, id: Uuid, may_edit: bool) -> impl IntoView + use<> {
    let (other, name) = if pair.one == id {
        (pair.other, pair.other_name.clone())
    } else {
        (pair.one, pair.one_name.clone())
    };
    let (here, there, both) = match about {
        About::Contacts => (
            paths::contact(id),
            paths::contact(other),
            format!("{}?with={other}", paths::merge_contact(id)),
        ),
        About::Companies => (
            paths::company(id),
            paths::company(other),
            format!("{}?into={other}", paths::merge_company(id)),
        ),
    };
    let href = if may_edit { both } else { there };
    let sure = percent(pair.probability);
    let label = format!("{name} is not the same");
    let ids = format!("{id},{other}");
    let end = move || {
        let (ids, here, label) = (ids.clone(), here.clone(), label.clone());
        let reject = may_edit.then(|| {
            view! {
                <Form action=RejectGroup::PATH inline=true label=label.clone()>
                    <HiddenInput name="ids" value=ids/>
                    <HiddenInput name="of" value=of_word(about)/>
                    <HiddenInput name="from" value=here/>
                    <Button kind=ButtonKind::Quiet small=true label=label>"Not the same"</Button>
                </Form>
            }
        });
        view! { {sure.clone()} {reject} }
    };
    view! { <ListItem href=href end=end><span dir="auto">{name}</span></ListItem> }
}
