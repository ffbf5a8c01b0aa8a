//! `kith contacts list`, `kith contacts search` and `kith views list`.

pub(super) mod table;

use anyhow::{Result, anyhow, bail};
use app::{
    contacts::{
        self, Cursor, Grouping, ListOrder, ListQuery, Listed, Section,
        api::{ContactSummary, in_groups},
        query::{Problem, Query, parse, unmet},
    },
    context::{Scope, Viewer},
    error::Error,
    fields::{self, types::Subject},
    search::{self as everything, Hit, Piece},
    views::{self, View},
};
use serde_json::json;

use self::table::{Table, row};
use super::{
    account::{in_words, member},
    print, with_kith,
};
use crate::cli::{Global, ListArguments, SearchArguments, ViewsArguments, ViewsCommand};

pub async fn list(global: &Global, account: &str, wanted: ListArguments) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let mut scope = viewer.begin().await?;
        let query = asked(&mut scope, &viewer, &wanted).await?;
        match query.group.clone() {
            Some(grouping) => in_parts(global, &mut scope, &query, &grouping).await,
            None => plain(global, &mut scope, &query).await,
        }
    })
    .await
}

async fn asked(scope: &mut Scope, viewer: &Viewer, wanted: &ListArguments) -> Result<ListQuery> {
    let own = fields::fields(scope, Subject::Contact).await?;
    let sort: ListOrder = ListOrder::parse(&wanted.sort);
    if sort.to_string() != wanted.sort {
        bail!("--sort: choose strength, name, last, new, or field.KEY");
    }
    let group = match &wanted.group {
        Some(text) => {
            let group = Grouping::parse(text).filter(|group| group.is_there(&own));
            let unknown = || {
                anyhow!(
                    "--group: choose company, tag, strength, priority, or field.KEY of a field with one choice"
                )
            };
            Some(group.ok_or_else(unknown)?)
        }
        None => None,
    };
    let after = match &wanted.cursor {
        Some(text) => {
            let unread = || anyhow!("--cursor: is no next_cursor of a page");
            Some(Cursor::decode(text).ok_or_else(unread)?)
        }
        None => None,
    };
    let query = read(&wanted.query)?;
    if let Some(problem) = unmet(&wanted.query, &own) {
        return Err(unread(&wanted.query, &problem));
    }
    Ok(ListQuery {
        query,
        sort,
        group,
        after,
        limit: wanted.limit,
        zone: viewer.zone,
    })
}

fn read(text: &str) -> Result<Query> {
    parse(text).map_err(|problem| unread(text, &problem))
}

/// The query, with what cannot be read of it underlined.
pub(super) fn unread(text: &str, problem: &Problem) -> anyhow::Error {
    let before = " ".repeat(problem.at);
    let marks = "^".repeat(problem.length.max(1));
    anyhow!("{problem}\n  {text}\n  {before}{marks}")
}

pub(super) fn refused(error: Error) -> anyhow::Error {
    in_words(&error)
}

async fn plain(global: &Global, scope: &mut Scope, query: &ListQuery) -> Result<()> {
    let page = contacts::list(scope, query).await.map_err(refused)?;
    let mut table = Table::of_people();
    table.add(page.rows.iter().map(row));
    let next = page.next.map(|cursor| cursor.encode());
    let rows: Vec<ContactSummary> = page.rows.into_iter().map(ContactSummary::from).collect();
    let answer = json!({ "contacts": rows, "next_cursor": next });
    print(global, &answer, &words(table, next.is_some()));
    Ok(())
}

async fn in_parts(
    global: &Global,
    scope: &mut Scope,
    query: &ListQuery,
    grouping: &Grouping,
) -> Result<()> {
    let page = contacts::grouped(scope, query, grouping).await;
    let page = page.map_err(refused)?;
    let mut table = Table::of_people();
    for section in &page.sections {
        table.head(heading(section));
        table.add(section.people.iter().map(|person: &Listed| row(person)));
    }
    let (rows, groups, next) = in_groups(page);
    let answer = json!({ "contacts": rows, "groups": groups, "next_cursor": next });
    print(global, &answer, &words(table, next.is_some()));
    Ok(())
}

fn heading(section: &Section) -> String {
    let more = if section.count > Section::COUNTED {
        "+"
    } else {
        ""
    };
    let count = section.count.min(Section::COUNTED);
    format!("{} ({count}{more})", section.group.label)
}

fn words(table: Table, has_more: bool) -> String {
    if table.is_empty() {
        return "Nobody fits.".to_owned();
    }
    let more = if has_more {
        "\nThere are more: --limit shows them."
    } else {
        ""
    };
    format!("{table}{more}")
}

pub async fn search(global: &Global, account: &str, wanted: SearchArguments) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let mut scope = viewer.begin().await?;
        let text = wanted.words.join(" ");
        let found = everything::search(&mut scope, &text, wanted.limit).await;
        let found = found.map_err(refused)?;
        let lines: Vec<String> = found.contacts.iter().map(line).collect();
        let words = if lines.is_empty() {
            "Nobody is called so.".to_owned()
        } else {
            lines.join("\n")
        };
        let answer = json!({ "contacts": found.contacts, "similar": found.similar });
        print(global, &answer, &words);
        Ok(())
    })
    .await
}

fn line(hit: &Hit) -> String {
    let text =
        |pieces: &[Piece]| -> String { pieces.iter().map(|piece| piece.text.as_str()).collect() };
    format!("{}  {}  {}", hit.id, text(&hit.title), text(&hit.detail))
        .trim_end()
        .to_owned()
}

pub async fn views(global: &Global, arguments: ViewsArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let mut scope = viewer.begin().await?;
        let ViewsCommand::List = arguments.command;
        let found = views::views(&mut scope).await.map_err(refused)?;
        let lines: Vec<String> = found.iter().map(view_line).collect();
        let words = if lines.is_empty() {
            "No views are saved.".to_owned()
        } else {
            lines.join("\n")
        };
        print(global, &json!({ "views": found }), &words);
        Ok(())
    })
    .await
}

/// "01a1… shared   Close: score>5, by name, in groups by company, as a board"
fn view_line(view: &View) -> String {
    let whose = if view.is_shared { "shared" } else { "private" };
    let whom = match view.query.as_str() {
        "" => "everybody",
        query => query,
    };
    let group = view.group.as_ref();
    let group = group.map(|group| format!(", in groups by {group}"));
    format!(
        "{}  {whose:<7}  {}: {whom}, by {}{}, as {}",
        view.id,
        view.name,
        view.sort,
        group.unwrap_or_default(),
        view.layout,
    )
}
