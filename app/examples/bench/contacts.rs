//! How long the list of contacts takes on the server as the workspace grows: every
//! order, filter and search, with the counts that stand around the list on its page.

use anyhow::{Context, Result, anyhow};
use app::{
    accounts,
    contacts::{
        self, Grouping, ListQuery,
        query::{Query, parse},
        types::{ContactFilter, ContactSort},
    },
    context::Viewer,
    imports, suggestions,
};

use crate::{page, population, table::Table, timing::Times, world::World};

const SIZES: [i64; 3] = [1_000, 10_000, 100_000];
const ROWS: i64 = 50;

pub async fn measure() -> Result<()> {
    let server = page::Server::bind().await?;
    let world = World::open_at(&server.base_url).await?;
    let viewer = world.member("ada@kith.example", "Ada Berg").await?;
    let mut columns = Vec::new();
    let mut first = 1;
    for size in SIZES {
        population::add_people(&viewer, first, size + 1).await?;
        first = size + 1;
        suggestions::refresh_workspace(&world.kith, viewer.workspace).await?;
        population::settle(&world.kith).await?;
        columns.push(measure_cases(&viewer, size).await?);
    }
    print(&columns);
    server.measure(&world.kith, &viewer.email).await
}

/// What people ask for in more than a word.
const QUERIES: [&str; 8] = [
    "company:acme score>3",
    "title:engineer last>90d",
    "place:berlin or company:film",
    "not has:phone is:strong",
    "last<30d received>5",
    "(name:maria or name:anna) created>2020",
    "never:contacted has:no-email",
    "birthday:next-30d",
];

struct Case {
    name: String,
    query: ListQuery,
}

async fn measure_cases(viewer: &Viewer, size: i64) -> Result<Vec<(String, Times)>> {
    let mut measured = Vec::new();
    for case in cases(viewer, size).await? {
        let times = Times::of(async || serve(viewer, &case.query).await).await?;
        measured.push((case.name, times));
    }
    Ok(measured)
}

/// What the page and the frame around it ask the database.
async fn serve(viewer: &Viewer, query: &ListQuery) -> Result<()> {
    let mut frame = viewer.begin().await?;
    suggestions::count_open(&mut frame).await?;
    imports::count_running(&mut frame).await?;
    accounts::workspaces_of(&viewer.kith, viewer.user).await?;
    drop(frame);
    let mut scope = viewer.begin().await?;
    match &query.group {
        Some(by) => drop(contacts::grouped(&mut scope, query, by).await?),
        None => drop(contacts::list(&mut scope, query).await?),
    }
    contacts::count(&mut scope, query).await?;
    Ok(())
}

async fn cases(viewer: &Viewer, size: i64) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for sort in ContactSort::ALL {
        let query = ListQuery {
            sort: sort.into(),
            limit: ROWS,
            ..ListQuery::default()
        };
        cases.push(case(format!("by {}, first page", sort.as_str()), &query));
        let deep = deep(viewer, &query, size * 3 / 5).await?;
        cases.push(case(format!("by {}, deep page", sort.as_str()), &deep));
    }
    for filter in ContactFilter::ALL {
        for sort in [ContactSort::Strength, ContactSort::Name] {
            let query = ListQuery {
                query: filter.into(),
                sort: sort.into(),
                limit: ROWS,
                ..ListQuery::default()
            };
            let name = format!("{}, by {}", filter.as_str(), sort.as_str());
            cases.push(case(name, &query));
        }
    }
    for by in [Grouping::Company, Grouping::Strength, Grouping::Priority] {
        for sort in [ContactSort::Strength, ContactSort::Name] {
            let query = ListQuery {
                sort: sort.into(),
                group: Some(by.clone()),
                limit: ROWS,
                ..ListQuery::default()
            };
            let deep = deep_in_groups(viewer, &query, &by, size * 3 / 5).await?;
            let name = format!("in groups by {by}, by {}", sort.as_str());
            cases.push(case(format!("{name}, first page"), &query));
            cases.push(case(format!("{name}, deep page"), &deep));
        }
    }
    for search in ["m", "ma", "mari", "zimmermann", "mar sch", "m s", "nobody"] {
        let query = ListQuery {
            query: Query::text(search),
            limit: ROWS,
            ..ListQuery::default()
        };
        cases.push(case(format!("search “{search}”"), &query));
    }
    for text in QUERIES {
        let query = ListQuery {
            query: parse(text).map_err(|problem| anyhow!("{text}: {problem}"))?,
            limit: ROWS,
            ..ListQuery::default()
        };
        cases.push(case(format!("query “{text}”"), &query));
    }
    Ok(cases)
}

fn case(name: String, query: &ListQuery) -> Case {
    Case {
        name,
        query: query.clone(),
    }
}

/// The page that follows so many contacts.
async fn deep(viewer: &Viewer, query: &ListQuery, skipped: i64) -> Result<ListQuery> {
    let far = ListQuery {
        limit: skipped,
        ..query.clone()
    };
    let mut scope = viewer.begin().await?;
    let next = contacts::list(&mut scope, &far).await?.next;
    Ok(ListQuery {
        after: Some(next.context("the list is long enough")?),
        ..query.clone()
    })
}

async fn deep_in_groups(
    viewer: &Viewer,
    query: &ListQuery,
    by: &Grouping,
    skipped: i64,
) -> Result<ListQuery> {
    let far = ListQuery {
        limit: skipped,
        ..query.clone()
    };
    let mut scope = viewer.begin().await?;
    let next = contacts::grouped(&mut scope, &far, by).await?.next;
    Ok(ListQuery {
        after: Some(next.context("the list is long enough")?),
        ..query.clone()
    })
}

fn print(columns: &[Vec<(String, Times)>]) {
    println!("Contact list, ms of server time: median / p99 (aim: median under 10, flat)");
    let mut table = Table::new(["contacts in the workspace", "1,000", "10,000", "100,000"]);
    let names = columns.first().into_iter().flatten();
    for (place, (name, _)) in names.enumerate() {
        let times = columns
            .iter()
            .filter_map(|column| column.get(place))
            .map(|(_, times)| format!("{:.1} / {:.1}", times.median(), times.p99()));
        table.row([name.clone()].into_iter().chain(times).collect());
    }
    table.print();
}
