//! The history of one company: what changed, who or which source said so, and the way back.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use crate::{
    companies::{self, CompanyChange, actions::RevertCompanyChange},
    contacts::page::origin_words,
    context::Viewer,
    error::{Error, Result},
    fields::{self, Field, Held, RECORD_KEY},
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Clock, Drawing, EmptyState, Form, HiddenInput, List, ListItem, Page,
        PageHead, Pager, Time, Width,
    },
    workspaces::Permission,
};

const SHOWN: i64 = 50;
/// Letters of a value that are shown.
const LONGEST: usize = 200;

#[component]
pub fn History() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    let before = use_query_map().with_untracked(|query| query.get("before"));
    let before = before.and_then(|text| text.parse().ok());
    signed_in(Place::Companies, move |viewer| load(viewer, id, before))
}

async fn load(viewer: Viewer, id: Option<Uuid>, before: Option<i64>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let company = companies::find(&mut scope, id.ok_or(Error::NotFound)?).await?;
    let mut rows = companies::changes(&mut scope, company.id, before, SHOWN).await?;
    let own = fields::all_fields(&mut scope).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let is_full = rows.len() as i64 > SHOWN;
    rows.truncate(SHOWN as usize);
    let place = paths::company_history(company.id);
    let last = rows.last().filter(|_| is_full);
    let next = last.map(|last| format!("{place}?before={}", last.id));
    let may_edit = viewer.role.may(Permission::EditContacts);
    let lines: Vec<_> = rows
        .iter()
        .map(|change| line(company.id, change, &own, clock, may_edit))
        .collect();
    let content = if lines.is_empty() {
        nothing().into_any()
    } else {
        view! { <List label="Changes">{lines}</List> }.into_any()
    };
    let summary = format!("{} changes", rows.len());
    let back = (company.name.clone(), paths::company(company.id));
    let newest = before.map(|_| place);
    let is_paged = newest.is_some() || next.is_some();
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title="History" back=back/>
            {content}
            {is_paged.then(|| view! { <Pager summary=summary previous=newest next=next/> })}
        </Page>
    };
    Ok((format!("History of {}", company.name), view.into_any()))
}

fn nothing() -> impl IntoView {
    view! {
        <EmptyState
            drawing=Drawing::Calendar
            title="Nothing has changed yet"
            detail="Every change of the company shows here, with its way back."
        />
    }
}

fn line(
    company: Uuid,
    change: &CompanyChange,
    own: &[Field],
    clock: Clock,
    may_edit: bool,
) -> AnyView {
    let (label, what) = (label(&change.field, own), what(change, own));
    let source = origin_words(Some(&change.origin));
    let who = change.actor.clone().map(|name| format!(" · {name}"));
    let at = change.at;
    let back = match change.old {
        Some(_) => "Bring back",
        None => "Take back",
    };
    let about = format!("{back}: {label}");
    let (company, id) = (company.to_string(), change.id.to_string());
    let end = move || {
        let (company, id, about) = (company.clone(), id.clone(), about.clone());
        may_edit.then(|| {
            view! {
                <Form action=RevertCompanyChange::PATH inline=true label=about>
                    <HiddenInput name="company" value=company/>
                    <HiddenInput name="change" value=id/>
                    <Button kind=ButtonKind::Quiet small=true>{back}</Button>
                </Form>
            }
        })
    };
    view! {
        <ListItem end=end>
            <div class="min-w-0">
                <div dir="auto"><strong>{label}</strong> " " {what}</div>
                <div class="muted">{source} {who} " · " <Time at=at clock=clock/></div>
            </div>
        </ListItem>
    }
    .into_any()
}

fn field<'a>(name: &str, own: &'a [Field]) -> Option<&'a Field> {
    let id = name.strip_prefix(RECORD_KEY)?;
    own.iter().find(|field| field.id.to_string() == id)
}

fn label(name: &str, own: &[Field]) -> String {
    match name {
        "name" => "Name".to_owned(),
        "notes" => "Notes".to_owned(),
        "parent" => "Belongs to".to_owned(),
        "aliases" => "Also called".to_owned(),
        other => field(other, own)
            .map_or("A field of one's own", |field| field.label.as_str())
            .to_owned(),
    }
}

/// `“Acme” became “Acme Ltd”`
fn what(change: &CompanyChange, own: &[Field]) -> String {
    let words = |value: Option<&serde_json::Value>| {
        let value = value?;
        let held = field(&change.field, own).and_then(|field| {
            Held {
                field: field.clone(),
                value: value.clone(),
                contact: None,
            }
            .words()
        });
        Some(shortened(
            &held.unwrap_or_else(|| companies::change_text(value)),
        ))
    };
    match (words(change.old.as_ref()), words(change.new.as_ref())) {
        (Some(old), Some(new)) => format!("“{old}” became “{new}”"),
        (None, Some(new)) => format!("“{new}”"),
        (Some(old), None) => format!("“{old}” was removed"),
        (None, None) => String::new(),
    }
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let start: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}
