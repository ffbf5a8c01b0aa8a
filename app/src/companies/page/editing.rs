//! What people say about a company on its page: notes, other names, the company above,
//! and that it is the same as another.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    companies::{
        Alias, Company,
        actions::{AddAlias, EditCompany, PartCompanies, RemoveAlias},
    },
    forms::form_state,
    markdown::to_html,
    routes::paths,
    ui::{
        Button, ButtonKind, ConflictNotice, Disclosure, Form, FormActions, HiddenInput, Icon,
        IconName, List, ListItem, Method, Section, TextAreaField, TextField,
    },
};

/// What is known besides the row.
pub struct Around {
    pub aliases: Vec<Alias>,
    pub below: Vec<(uuid::Uuid, String)>,
    /// Companies that were joined to this one.
    pub joined: Vec<(uuid::Uuid, String)>,
    pub may_edit: bool,
}

pub fn about(company: &Company, around: &Around) -> impl IntoView + use<> {
    let notes = (!company.notes.is_empty()).then(|| {
        let notes = to_html(&company.notes);
        view! { <Section title="Notes"><div class="prose" dir="auto" inner_html=notes></div></Section> }
    });
    let edit = around.may_edit.then(|| edit_form(company));
    let names = names(company, around);
    let family = family(company, around);
    let join = around.may_edit.then(|| join_form(company));
    view! { {notes} {family} {names} {edit} {join} }
}

fn family(company: &Company, around: &Around) -> Option<impl IntoView + use<>> {
    let above = company.parent_id.zip(company.parent.clone());
    let above = above.map(|(id, name)| {
        view! { <ListItem icon=IconName::ArrowUp href=paths::company(id)><span dir="auto">{name}</span></ListItem> }
    });
    let below = around.below.iter().map(|(id, name)| {
        let (href, name) = (paths::company(*id), name.clone());
        view! { <ListItem icon=IconName::ArrowDown href=href><span dir="auto">{name}</span></ListItem> }
    });
    let below = below.collect::<Vec<_>>();
    (above.is_some() || !below.is_empty()).then(|| {
        view! { <Section title="Group"><List label="Companies above and below">{above} {below}</List></Section> }
    })
}

fn names(company: &Company, around: &Around) -> Option<AnyView> {
    if !around.may_edit && around.aliases.is_empty() && around.joined.is_empty() {
        return None;
    }
    let id = company.id.to_string();
    let aliases = around.aliases.iter().map(|alias| {
        let (id, value) = (id.clone(), alias.value.clone());
        let shown = value.clone();
        let remove = around.may_edit.then(|| remove_form(id, value));
        view! { <li class="line"><span class="line-main" dir="auto">{shown}</span> <span class="line-end">{remove}</span></li> }
    });
    let aliases = aliases.collect::<Vec<_>>();
    let may_edit = around.may_edit;
    let joined = around.joined.iter().map(move |(id, name)| {
        let (id, name) = (id.to_string(), name.clone());
        let part = may_edit.then(|| view! {
            <Form action=PartCompanies::PATH inline=true>
                <HiddenInput name="id" value=id/>
                <Button kind=ButtonKind::Quiet small=true>"Part again"</Button>
            </Form>
        });
        view! { <li class="line"><span class="line-main" dir="auto">{name} <span class="muted">" joined"</span></span> <span class="line-end">{part}</span></li> }
    });
    let joined = joined.collect::<Vec<_>>();
    let add = may_edit.then(|| add_form(id.clone()));
    Some(
        view! {
            <Section title="Also called">
                <ul class="lines" aria-label="Other names and domains">{aliases} {joined}</ul>
                {add}
            </Section>
        }
        .into_any(),
    )
}

fn remove_form(id: String, value: String) -> impl IntoView {
    let label = format!("Remove {value}");
    view! {
        <form method="post" action=RemoveAlias::PATH>
            <HiddenInput name="id" value=id/>
            <HiddenInput name="value" value=value/>
            <button class="fact-edit" type="submit" aria-label=label.clone() title=label>
                <Icon name=IconName::Close/>
            </button>
        </form>
    }
}

fn add_form(id: String) -> impl IntoView {
    let state = form_state(AddAlias::PATH);
    view! {
        <Form action=AddAlias::PATH inline=true>
            <HiddenInput name="id" value=id/>
            <TextField
                name="value"
                id="alias"
                label="Another name or domain"
                value=state.value("value")
                error=state.error("value")
                autocomplete="off"
                required=true
            />
            <Button kind=ButtonKind::Plain small=true>"Add"</Button>
        </Form>
    }
}

fn edit_form(company: &Company) -> impl IntoView + use<> {
    let state = form_state(EditCompany::PATH);
    let errors = ["name", "notes", "parent"].map(|field| state.error(field));
    let is_conflict = state.is_conflict();
    let is_open = is_conflict || errors.iter().any(Option::is_some);
    let [name_error, notes_error, parent_error] = errors;
    let typed = |field: &str, now: &str| {
        let typed = state.value(field).filter(|_| is_open);
        typed.unwrap_or_else(|| now.to_owned())
    };
    let (name, notes) = (typed("name", &company.name), typed("notes", &company.notes));
    let parent = typed("parent", company.parent.as_deref().unwrap_or_default());
    let above = company.parent.clone().unwrap_or_default();
    let conflicts = is_conflict.then(|| {
        let fields = [
            ("Name", &company.name, &name),
            ("Belongs to", &above, &parent),
            ("Notes", &company.notes, &notes),
        ];
        let differing = fields
            .into_iter()
            .filter(|(_, now, mine)| now.trim() != mine.trim());
        differing
            .map(|(label, now, _)| {
                let href = paths::company(company.id);
                view! { <ConflictNotice label=label now=now.clone() href=href/> }
            })
            .collect::<Vec<_>>()
    });
    let seen = [
        ("seen_name", company.name.clone()),
        ("seen_notes", company.notes.clone()),
        ("seen_parent", above.clone()),
    ];
    let seen = seen.map(|(name, now)| view! { <HiddenInput name=name value=format!("={now}")/> });
    let seen = seen.into_iter().collect::<Vec<_>>();
    let save = if is_conflict {
        "Save mine"
    } else {
        "Save company"
    };
    let id = company.id.to_string();
    view! {
        <Disclosure summary="Change this company" open=is_open>
            <Form action=EditCompany::PATH>
                <HiddenInput name="id" value=id/>
                {seen}
                {conflicts}
                <TextField name="name" id="company-name" label="Name" value=name error=name_error required=true/>
                <TextField
                    name="parent"
                    id="company-parent"
                    label="Belongs to"
                    hint="The name or the domain of the company above it."
                    value=parent
                    error=parent_error
                    autocomplete="off"
                />
                <TextAreaField name="notes" id="company-notes" label="Notes" value=notes error=notes_error/>
                <FormActions><Button small=true>{save}</Button></FormActions>
            </Form>
        </Disclosure>
    }
}

fn join_form(company: &Company) -> impl IntoView + use<> {
    let action = paths::merge_company(company.id);
    view! {
        <Disclosure summary="The same as another company">
            <Form action=action method=Method::Get inline=true>
                <TextField
                    name="into"
                    id="merge-into"
                    label="Join it to"
                    hint="The name or the domain of the company that stays."
                    autocomplete="off"
                    required=true
                />
                <Button kind=ButtonKind::Plain small=true icon=IconName::Merge>"Preview"</Button>
            </Form>
        </Disclosure>
    }
}
