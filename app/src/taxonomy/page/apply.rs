//! What applying the taxonomy would do, tag by tag, and the button that does it.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    bulk::AT_ONCE,
    context::Viewer,
    error::Result,
    routes::paths,
    shell::{Place, signed_in},
    taxonomy::{self, Expected, ExpectedTag, actions::ApplyTaxonomy},
    ui::{
        Button, ButtonKind, Drawing, EmptyState, Form, FormActions, LinkButton, List, ListItem,
        Page, PageHead, Section, Tally, TallyLine, Width, grouped,
    },
    workspaces::Permission,
};

#[component]
pub fn Apply() -> impl IntoView {
    signed_in(Place::Settings, load)
}

async fn load(viewer: Viewer) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let expected = taxonomy::expected(&mut scope).await?;
    let may_edit = viewer.role.may(Permission::EditContacts);
    let content = if expected.tags.is_empty() && !expected.is_estimate() {
        nothing()
    } else {
        shown(&expected, may_edit)
    };
    let view = view! {
        <Page width=Width::Reading>
            <PageHead
                title="Apply automatic tags"
                detail="Tags that people or files set stay, and what somebody took off is not set again."
                back=("Automatic tags".to_owned(), paths::taxonomy().to_owned())
            />
            <div class="stack">{content}</div>
        </Page>
    };
    Ok(("Apply automatic tags".to_owned(), view.into_any()))
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            drawing=Drawing::Balance
            title="Nothing would change"
            detail="Every approved tag is on those whom it fits. Approve others, or change their words."
        >
            <LinkButton href=paths::taxonomy()>"Show automatic tags"</LinkButton>
        </EmptyState>
    }
    .into_any()
}

fn shown(expected: &Expected, may_edit: bool) -> AnyView {
    let is_estimate = expected.is_estimate();
    let mut lines = vec![TallyLine::new("Contacts", expected.contacts as u64)];
    if is_estimate {
        let looked_at = TallyLine::new("Looked at, picked evenly", expected.looked_at as u64);
        lines.push(looked_at.nested());
    }
    let will = match is_estimate {
        true => "Will be changed, about",
        false => "Will be changed",
    };
    lines.push(TallyLine::new(will, expected.changing as u64).nested());
    let rows: Vec<_> = expected.tags.iter().map(row).collect();
    let label = match expected.changing {
        _ if is_estimate => format!(
            "Look at all {} contacts and change them",
            grouped(expected.contacts as u64)
        ),
        1 => "Change 1 contact".to_owned(),
        count => format!("Change {} contacts", grouped(count as u64)),
    };
    let later = (expected.contacts > AT_ONCE).then(|| {
        view! { <p class="muted">"So many are changed in the background; the next page shows how far it is."</p> }
    });
    let button = may_edit.then(|| {
        view! {
            <Form action=ApplyTaxonomy::PATH label="Apply">
                <FormActions><Button kind=ButtonKind::Primary>{label}</Button></FormActions>
            </Form>
            {later}
        }
    });
    let by_tag = match rows.is_empty() {
        true => {
            view! { <p>"Nobody of those who were looked at would be changed; others may be."</p> }
                .into_any()
        }
        false => view! { <List label="Tag by tag">{rows}</List> }.into_any(),
    };
    let estimated = is_estimate.then(|| {
        view! { <p class="muted">"The figures are estimated. The page of the change counts exactly, and undoes all of it."</p> }
    });
    view! {
        <Section title="What would change"><Tally lines=lines/> {estimated}</Section>
        <Section title="Tag by tag">{by_tag}</Section>
        {button}
    }
    .into_any()
}

fn row(tag: &ExpectedTag) -> impl IntoView + use<> {
    let parts = [(tag.added, "get it"), (tag.removed, "lose it")];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", grouped(count as u64)))
        .collect();
    let told = told.join(", ");
    let end = move || view! { <span class="muted numeric">{told.clone()}</span> };
    let (name, samples) = (tag.name.clone(), tag.samples.join(", "));
    view! {
        <ListItem end=end>
            <strong class="block" dir="auto">{name}</strong>
            <span class="muted block whitespace-normal" dir="auto">{samples}</span>
        </ListItem>
    }
}
