//! Changes of all contacts of a large workspace at once: looked at, done, taken back.

use anyhow::Result;
use app::{
    bulk::{self, Asked, Selection},
    context::Viewer,
    jobs::Stop,
};
use uuid::Uuid;

use crate::{population, table::Table, timing::seconds, world::World};

const PEOPLE: i64 = 100_000;

pub async fn measure() -> Result<()> {
    let world = World::open().await?;
    let viewer = world.member("ada@kith.example", "Ada Berg").await?;
    population::add_people(&viewer, 1, PEOPLE + 1).await?;
    population::settle(&world.kith).await?;
    println!("100,000 contacts changed at once, seconds");
    let mut table = Table::new(["change", "preview", "ordered", "done", "undone", "aim"]);
    for (name, asked, aim) in cases() {
        let mut chosen = Vec::new();
        let preview = seconds(async {
            chosen = contacts(&viewer).await?;
            preview(&viewer, &asked, &chosen).await
        });
        let preview = preview.await?;
        let mut change = Uuid::nil();
        let ordered = seconds(async {
            change = order(&viewer, &asked).await?;
            Ok(())
        });
        let ordered = ordered.await?;
        let done = seconds(run(&world, &viewer, change, 1, false)).await?;
        let mut scope = viewer.begin().await?;
        let attempt = bulk::undo(&mut scope, change).await?.attempt;
        scope.commit().await?;
        let undone = seconds(run(&world, &viewer, change, attempt, true)).await?;
        let times = [preview, ordered, done, undone].map(|time| format!("{time:.1}"));
        let cells = [name.to_owned()].into_iter().chain(times);
        table.row(cells.chain([aim.to_owned()]).collect());
    }
    table.print();
    Ok(())
}

/// The aim is for the whole of a tag: ordered and done.
fn cases() -> [(&'static str, Asked, &'static str); 3] {
    let asked = |action: &str| Asked {
        action: action.to_owned(),
        ..Asked::default()
    };
    let tag = Asked {
        tag: "tea".to_owned(),
        ..asked("add_tag")
    };
    let title = Asked {
        field: "title".to_owned(),
        value: "Captain".to_owned(),
        ..asked("set")
    };
    [
        ("add a tag", tag, "10"),
        ("archive", asked("archive"), ""),
        ("set the title", title, ""),
    ]
}

async fn contacts(viewer: &Viewer) -> Result<Vec<Uuid>> {
    let mut scope = viewer.begin().await?;
    let everybody = Selection::List(Box::default());
    Ok(everybody.contacts(&mut scope).await?)
}

async fn preview(viewer: &Viewer, asked: &Asked, chosen: &[Uuid]) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let action = asked.read(&mut scope).await?;
    bulk::preview(&mut scope, &action, chosen).await?;
    Ok(())
}

async fn order(viewer: &Viewer, asked: &Asked) -> Result<Uuid> {
    let mut scope = viewer.begin().await?;
    let everybody = Selection::List(Box::default());
    let chosen = everybody.contacts(&mut scope).await?;
    let action = asked.read(&mut scope).await?;
    let id = bulk::start(&mut scope, &action, &chosen).await?;
    scope.commit().await?;
    Ok(id)
}

async fn run(world: &World, viewer: &Viewer, change: Uuid, attempt: i32, undo: bool) -> Result<()> {
    let workspace = viewer.workspace;
    bulk::run(&world.kith, workspace, change, attempt, undo, &Stop::new()).await
}
