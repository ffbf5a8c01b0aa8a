//! Comparing all contacts, on the page of the review: to try it out, to do it, how far it is,
//! and what it would do.

use std::collections::HashMap;

use axum::http::{HeaderName, HeaderValue};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use uuid::Uuid;

use crate::{
    context::Scope,
    error::Result,
    review::{
        Scan,
        actions::scans::{FindDoubles, StopScan},
        join_from, join_words, newest_scan,
    },
    routes::paths,
    ui::{
        Button, ButtonKind, Form, HiddenInput, List, ListItem, Notice, Progress, ProgressState,
        Section, Tone,
    },
};

pub async fn section(scope: &mut Scope, may_edit: bool, follows: bool) -> Result<AnyView> {
    let newest = newest_scan(scope).await?;
    let from = join_from(scope).await?;
    let names = match &newest {
        Some(scan) => {
            let (people, companies) = (scan.groups().concat(), scan.company_groups().concat());
            names_of(scope, &people, &companies).await?
        }
        None => HashMap::new(),
    };
    let is_under_way = newest.as_ref().is_some_and(Scan::is_under_way);
    if follows && is_under_way {
        come_again();
    }
    let outcome = newest.map(|scan| {
        if is_under_way {
            progress(&scan, may_edit)
        } else {
            outcome(&scan, &names)
        }
    });
    let detail = match from {
        Some(_) => format!(
            "Every night, and whenever you like. From {} on two contacts are joined by themselves.",
            join_words(from)
        ),
        None => {
            "Every night, and whenever you like. Nobody is joined without your answer.".to_owned()
        }
    };
    Ok(view! {
        <Section title="Compare all contacts" id="scan" detail=detail>
            {outcome}
            {(may_edit && !is_under_way).then(buttons)}
        </Section>
    }
    .into_any())
}

/// Asks the browser for the page again in a while, also without a script.
fn come_again() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(
            HeaderName::from_static("refresh"),
            HeaderValue::from_static("2"),
        );
    }
}

/// Ids are no other's, of whatever they are.
async fn names_of(
    scope: &mut Scope,
    contacts: &[Uuid],
    companies: &[Uuid],
) -> Result<HashMap<Uuid, String>> {
    let rows = sqlx::query!(
        r#"select id as "id!", name as "name!"
           from contacts
           where id = any($1) and deleted_at is null
           union all
           select id, name
           from companies
           where id = any($2) and deleted_at is null"#,
        contacts,
        companies,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

fn progress(scan: &Scan, may_edit: bool) -> AnyView {
    let total = u64::try_from(scan.total).ok().filter(|total| *total > 0);
    let state = ProgressState {
        stage: scan.words(),
        done: u64::try_from(scan.done).unwrap_or_default(),
        total,
        ..ProgressState::default()
    };
    let id = scan.id.to_string();
    let stop = may_edit.then(|| {
        view! {
            <Form action=StopScan::PATH inline=true label="Stop comparing">
                <HiddenInput name="id" value=id/>
                <Button>"Stop"</Button>
            </Form>
        }
    });
    view! { <Progress state=state/> {stop} }.into_any()
}

type Leads = fn(Uuid) -> String;

/// Of a dry run also whom it would join, as far as they are still here.
fn outcome(scan: &Scan, names: &HashMap<Uuid, String>) -> AnyView {
    let tone = match scan.state.as_str() {
        "done" => Tone::Info,
        "failed" => Tone::Critical,
        _ => Tone::Caution,
    };
    let words = scan.words();
    let (people, companies) = (scan.groups(), scan.company_groups());
    let people = people.iter().map(|group| (group, paths::contact as Leads));
    let companies = companies
        .iter()
        .map(|group| (group, paths::company as Leads));
    let groups: Vec<(String, String)> = people
        .chain(companies)
        .filter_map(|(group, leads)| called(group, names, leads))
        .collect();
    let lines: Vec<_> = groups
        .into_iter()
        .map(|(words, href)| {
            view! { <ListItem href=href><span dir="auto">{words}</span></ListItem> }
        })
        .collect();
    let list =
        (!lines.is_empty()).then(|| view! { <List label="Who would be joined">{lines}</List> });
    view! { <Notice tone=tone>{words}</Notice> {list} }.into_any()
}

/// The names of those who would be one, and where the one is that would be kept.
fn called(group: &[Uuid], names: &HashMap<Uuid, String>, leads: Leads) -> Option<(String, String)> {
    let called: Option<Vec<&str>> = group
        .iter()
        .map(|id| names.get(id).map(String::as_str))
        .collect();
    Some((called?.join(" · "), leads(*group.first()?)))
}

fn buttons() -> impl IntoView {
    view! {
        <div class="form-actions">
            <Form action=FindDoubles::PATH inline=true label="Try out comparing all contacts">
                <HiddenInput name="dry_run" value="true"/>
                <Button>"Try it out first"</Button>
            </Form>
            <Form action=FindDoubles::PATH inline=true label="Compare all contacts">
                <Button kind=ButtonKind::Quiet>"Compare all contacts now"</Button>
            </Form>
        </div>
    }
}
