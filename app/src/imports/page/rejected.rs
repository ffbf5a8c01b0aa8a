//! What an import could not use: by reason, page by page, and as a file.

mod include;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use self::include::including;
use super::mend::mend;
use crate::{
    context::Viewer,
    error::{Error, Result},
    imports::{
        self, Import, Rejection, RejectionQuery,
        reasons::{reason_words, words_of_one},
    },
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Cell, Chip, Chips, Column, Drawing, EmptyState, IconName, LinkButton, Page, PageHead,
        Pager, Row, Section, Show, Table, Width, grouped,
    },
    workspaces::Permission,
};

const PAGE: i64 = 50;

#[component]
pub fn Rejected() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    let query = use_query_map().with_untracked(|query| RejectionQuery {
        table: None,
        outcome: None,
        reason: query.get("reason").filter(|reason| !reason.is_empty()),
        after: query
            .get("after")
            .and_then(|text| text.parse().ok())
            .unwrap_or_default(),
        limit: PAGE,
    });
    let broken = use_query_map().with_untracked(|query| query.get("mend"));
    let broken = broken.and_then(|text| text.parse().ok());
    signed_in(Place::Imports, move |viewer| {
        load(viewer, id, query, broken)
    })
}

async fn load(
    viewer: Viewer,
    id: Option<Uuid>,
    query: RejectionQuery,
    broken: Option<i64>,
) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let import = imports::import(&mut scope, id.ok_or(Error::NotFound)?).await?;
    let mut rows = imports::rejections(&mut scope, import.id, &query).await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let here = address(import.id, query.reason.as_deref());
    let next = rows.last().filter(|_| more).map(|last| {
        let mark = if here.contains('?') { '&' } else { '?' };
        format!("{here}{mark}after={}", last.id)
    });
    let previous = (query.after > 0).then_some(here);
    let back = (import.file_name.clone(), paths::import(import.id));
    let may_import = viewer.role.may(Permission::ImportFiles);
    let download = paths::rejections(import.id);
    let tables = imports::rejected_tables(&mut scope, import.id).await?;
    let broken = match broken {
        Some(broken) => Some(imports::broken_row(&viewer, import.id, broken).await?),
        None => None,
    };
    let mendable =
        import.kind == "csv" && import.state == "done" && viewer.role.may(Permission::ImportFiles);
    let content = if rows.is_empty() {
        nothing().into_any()
    } else {
        table(import.id, mendable, rows).into_any()
    };
    let view = view! {
        <Page width=Width::Reading>
            <PageHead
                title="Skipped and failed"
                detail=format!("{} that were not imported, and why", nouns(&import))
                back=back
                actions=move || view! {
                    <LinkButton icon=IconName::Download href=download.clone() attr:download="">"Download as CSV"</LinkButton>
                }
            />
            <div class="stack">
                {rows_of_tables(&import, tables)}
                {broken.map(|broken| mend(import.id, broken))}
                {filters(&import, query.reason.as_deref())}
                {may_import.then(|| including(&import, query.reason.as_deref()))}
                <Section title=nouns(&import)>
                    {content}
                    <Pager summary=String::new() previous=previous next=next/>
                </Section>
            </div>
        </Page>
    };
    Ok(("Skipped and failed".to_owned(), view.into_any()))
}

fn nouns(import: &Import) -> &'static str {
    match import.kind.as_str() {
        "mbox" => "Messages",
        "csv" => "Rows",
        _ => "Records",
    }
}

/// The rows as they stand in their table, to be mended in a spreadsheet and imported.
fn rows_of_tables(import: &Import, tables: Vec<String>) -> Option<AnyView> {
    if tables.is_empty() {
        return None;
    }
    let links = tables.into_iter().map(|table| {
        let href = paths::rejected_rows(import.id, &table);
        let name = Some(table).filter(|table| !table.is_empty());
        let name = name.unwrap_or_else(|| import.file_name.clone());
        view! { <LinkButton icon=IconName::Download href=href attr:download="">{format!("Rows of {name}")}</LinkButton> }
    });
    let links = links.collect::<Vec<_>>();
    Some(view! {
        <Section title="Mend them in a spreadsheet">
            <p class="field-hint">"Each table with its own columns, and why each row was not imported. Mended and imported, it is read like the table it comes from."</p>
            <div class="flex flex-wrap gap-2">{links}</div>
        </Section>
    }.into_any())
}

fn address(import: Uuid, reason: Option<&str>) -> String {
    match reason {
        Some(reason) => format!(
            "{}?reason={}",
            paths::rejected(import),
            paths::encode(reason)
        ),
        None => paths::rejected(import),
    }
}

fn filters(import: &Import, chosen: Option<&str>) -> AnyView {
    let report = import.report();
    let counts = report.skipped.iter().chain(&report.failed);
    let chips = counts.map(|(reason, count)| {
        let label = format!(
            "{} {}",
            grouped(u64::try_from(*count).unwrap_or_default()),
            reason_words(reason)
        );
        let href = address(import.id, Some(reason));
        let active = chosen == Some(reason.as_str());
        view! { <Chip label=label href=href active=active/> }
    });
    let chips = chips.collect::<Vec<_>>();
    let (all, shows_all) = (address(import.id, None), chosen.is_none());
    view! {
        <Chips label="Reason">
            <Chip label="All" href=all active=shows_all/>
            {chips}
        </Chips>
    }
    .into_any()
}

fn nothing() -> impl IntoView {
    view! {
        <EmptyState
            drawing=Drawing::Mailbox
            title="Nothing here"
            detail="Every message of this kind was imported."
        />
    }
}

fn table(import: Uuid, mendable: bool, rows: Vec<Rejection>) -> impl IntoView {
    let columns = vec![
        Column::new("Message"),
        Column::new("Reason"),
        Column::new("From").show(Show::Medium),
        Column::new("Place").show(Show::Wide),
    ];
    let rows = rows
        .into_iter()
        .map(|rejection| row(import, mendable, rejection));
    let rows = rows.collect::<Vec<_>>();
    view! { <Table caption="Skipped and failed" columns=columns>{rows}</Table> }
}

fn row(import: Uuid, mendable: bool, rejection: Rejection) -> impl IntoView {
    let mendable = mendable && rejection.outcome == "failed" && rejection.number.is_some();
    let has_text = rejection.raw.as_ref().is_some_and(|raw| !raw.is_empty());
    let mend = (mendable && has_text).then(|| {
        let href = format!("{}?mend={}", paths::rejected(import), rejection.id);
        view! { " · " <a class="link" href=href>"Mend"</a> }
    });
    let subject = rejection.subject.filter(|subject| !subject.is_empty());
    let is_file = rejection.place.is_none();
    let title = subject.unwrap_or_else(|| {
        let nameless = if is_file {
            "A whole file"
        } else {
            "Without a subject"
        };
        nameless.to_owned()
    });
    let record = rejection.number.map(i64::unsigned_abs);
    let record = record.map(|number| format!("record {}", grouped(number)));
    let place = match (rejection.container.as_str(), rejection.place) {
        ("", _) if record.is_some() => record.unwrap_or_default(),
        (file, _) if record.is_some() => format!("{file}, {}", record.unwrap_or_default()),
        ("", Some(place)) => format!("byte {}", grouped(place.unsigned_abs())),
        (file, Some(place)) => format!("{file}, byte {}", grouped(place.unsigned_abs())),
        (file, None) => file.to_owned(),
    };
    let told = rejection
        .detail
        .filter(|detail| !detail.is_empty() && rejection.outcome == "failed");
    let reason = told.unwrap_or_else(|| words_of_one(&rejection.reason).to_owned());
    view! {
        <Row>
            <Cell main=true><span class="clip" dir="auto">{title}</span></Cell>
            <Cell>{reason}{mend}</Cell>
            <Cell show=Show::Medium><span class="clip" dir="auto">{rejection.sender.unwrap_or_default()}</span></Cell>
            <Cell show=Show::Wide><span class="clip muted numeric">{place}</span></Cell>
        </Row>
    }
}
