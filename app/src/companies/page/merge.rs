//! What joining a company to another would do, before it is done.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use super::counted;
use crate::{
    companies::{self, Company, MergePreview, actions::MergeCompanies},
    context::{Scope, Viewer},
    error::{Error, Result},
    forms::form_state,
    merging::{
        Line,
        page::{Column, table},
    },
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Form, FormActions, HiddenInput, InputKind, LinkButton, Method, Notice,
        Page, PageHead, TextField, Tone,
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
        into => match into.parse() {
            Ok(id) => Some(id),
            Err(_) => companies::called(&mut scope, into).await?,
        },
    };
    let content = match target.filter(|target| *target != id) {
        Some(target) => both(&mut scope, id, target).await?,
        None => ask(id, into.trim()),
    };
    let title = format!("Join {}", company.name);
    let heading = title.clone();
    let view = view! {
        <Page>
            <PageHead title=heading back=(company.name, paths::company(id))/>
            <div class="stack">{content}</div>
        </Page>
    };
    Ok((title, view.into_any()))
}

async fn both(scope: &mut Scope, id: Uuid, target: Uuid) -> Result<AnyView> {
    let preview = companies::preview_merge(scope, id, target).await?;
    let state = form_state(MergeCompanies::PATH);
    let kept = state.value("kept").and_then(|kept| kept.parse().ok());
    let kept = kept.unwrap_or(target);
    let (sides, lines) = companies::sides_of(scope, &[id, target], Some(kept)).await?;
    Ok(shown(&preview, &sides, lines, kept))
}

/// No company was named, or none clearly.
fn ask(id: Uuid, into: &str) -> AnyView {
    let problem = (!into.is_empty())
        .then(|| format!("No other company here is called “{into}”, or several are."));
    let typed = into.to_owned();
    view! {
        <div class="max-w-140">
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
        </div>
    }
    .into_any()
}

fn shown(preview: &MergePreview, sides: &[Company], lines: Vec<Line>, kept: Uuid) -> AnyView {
    let tasks = counted(preview.tasks, "task", "tasks");
    let children = counted(preview.children, "company below it", "companies below it");
    let name = |at: usize| sides.get(at).map_or("", |side| side.name.as_str());
    let words = format!(
        "Everybody at {} will be at {}, with {tasks} and {children}, unless you keep the other one. All names and domains lead there from then on. Notes and other names stay, all of them, and the two can be parted again at any time.",
        name(0),
        name(1)
    );
    let is_circle = form_state(MergeCompanies::PATH).error("choose").is_some();
    let problem = is_circle.then(|| {
        view! {
            <Notice tone=Tone::Caution title="These values do not fit together" alert=true>
                "A company would be above itself. Choose another one in “Belongs to”."
            </Notice>
        }
    });
    let ids: Vec<String> = sides.iter().map(|side| side.id.to_string()).collect();
    let [id, into] = [0, 1].map(|at| ids.get(at).cloned().unwrap_or_default());
    let cancel = sides.first().map(|side| paths::company(side.id));
    let cancel = cancel.unwrap_or_else(|| paths::companies().to_owned());
    let table = table("The two companies", columns(sides), lines, Some(kept), None);
    view! {
        {problem}
        <Form action=MergeCompanies::PATH label="Join these companies">
            <HiddenInput name="id" value=id/>
            <HiddenInput name="into" value=into/>
            {table}
            <p class="muted" dir="auto">{words}</p>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary>"Join the two"</Button>
                <LinkButton kind=ButtonKind::Quiet href=cancel>"Cancel"</LinkButton>
            </div>
        </Form>
    }
    .into_any()
}

/// The heads of companies side by side.
pub fn columns(sides: &[Company]) -> Vec<Column> {
    let sides = sides.iter().map(|side| Column {
        id: side.id,
        name: side.name.clone(),
        photo: side.logo.clone(),
        href: paths::company(side.id),
    });
    sides.collect()
}
