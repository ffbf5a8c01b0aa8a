//! What joining a company to another would do, before it is done.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use super::counted;
use crate::{
    companies::{self, Company, MergePreview, actions::MergeCompanies},
    context::Viewer,
    error::{Error, Result},
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Compare, CompareRow, Form, FormActions, HiddenInput, InputKind, Method,
        Page, PageHead, TextField, Width, grouped,
    },
    workspaces::Permission,
};

#[component]
pub fn Merge() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    let into = use_query_map().with_untracked(|query| query.get("into").unwrap_or_default());
    signed_in(Place::Companies, move |viewer| load(viewer, id, into))
}

async fn load(viewer: Viewer, id: Option<Uuid>, into: String) -> Result<(String, AnyView)> {
    if !viewer.role.may(Permission::EditContacts) {
        return Err(Error::Forbidden);
    }
    let id = id.ok_or(Error::NotFound)?;
    let mut scope = viewer.begin().await?;
    let company = companies::find(&mut scope, id).await?;
    let target = match into.trim() {
        "" => None,
        into => companies::called(&mut scope, into).await?,
    };
    let content = match target.filter(|target| *target != id) {
        Some(target) => shown(companies::preview_merge(&mut scope, id, target).await?),
        None => ask(id, into.trim()),
    };
    let title = format!("Join {}", company.name);
    let heading = title.clone();
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title=heading back=(company.name, paths::company(id))/>
            <div class="stack">{content}</div>
        </Page>
    };
    Ok((title, view.into_any()))
}

/// No company was named, or none clearly.
fn ask(id: Uuid, into: &str) -> AnyView {
    let problem = (!into.is_empty())
        .then(|| format!("No other company here is called “{into}”, or several are."));
    let typed = into.to_owned();
    view! {
        <Form action=paths::merge_company(id) method=Method::Get>
            <TextField
                name="into"
                id="merge-into"
                label="Which company stays?"
                kind=InputKind::Search
                value=typed
                error=problem
                hint="Its name or its domain. Nothing is changed before you have seen both side by side."
                autocomplete="off"
                autofocus=true
            />
            <FormActions><Button kind=ButtonKind::Primary>"Compare"</Button></FormActions>
        </Form>
    }
    .into_any()
}

fn shown(preview: MergePreview) -> AnyView {
    let (from, into) = (preview.from, preview.into);
    let row = |label: &str, value: fn(&Company) -> String| CompareRow {
        label: label.to_owned(),
        left: value(&from),
        right: value(&into),
    };
    let rows = vec![
        row("Domain", |company| {
            company.domain.clone().unwrap_or_default()
        }),
        row("People", |company| {
            grouped(company.contact_count.unsigned_abs().into())
        }),
        row("Messages", |company| {
            grouped(company.interaction_count.unsigned_abs().into())
        }),
        row("Belongs to", |company| {
            company.parent.clone().unwrap_or_default()
        }),
    ];
    let tasks = counted(preview.tasks, "task", "tasks");
    let children = counted(preview.children, "company below it", "companies below it");
    let words = format!(
        "Everybody at {} will be at {}, with {tasks} and {children}. Its name and domain lead there from then on.",
        from.name, into.name
    );
    let (id, target) = (from.id.to_string(), into.id.to_string());
    let actions = move || {
        let (id, target) = (id.clone(), target.clone());
        view! {
            <Form action=MergeCompanies::PATH>
                <HiddenInput name="id" value=id/>
                <HiddenInput name="into" value=target/>
                <Button kind=ButtonKind::Primary>"Join the two"</Button>
            </Form>
        }
    };
    let (left, right) = (from.name, into.name);
    view! {
        <Compare
            label="The two companies"
            left=move || left.clone()
            right=move || right.clone()
            rows=rows
            evidence=vec![words]
            actions=actions
        />
    }
    .into_any()
}
