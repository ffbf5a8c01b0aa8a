//! What there is to tell, in words, where the work that brings it about is done.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{
    tell::{News, Whom, tell},
    types::Kind,
};
use crate::{
    accounts,
    context::{Kith, Scope},
    error::Result,
    imports::Import,
    life_events::{self, LifeEvent},
    review,
    routes::paths,
    suggestions,
    ui::grouped,
    workspaces,
};

/// Once a day of the workspace, where somebody is to be written to.
pub async fn tell_of_suggestions(kith: &Kith, workspace: Uuid) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let open = suggestions::count_open(&mut scope).await?;
    if open > 0 {
        let first = suggestions::open(&mut scope, "open", None, 3).await?;
        let names: Vec<&str> = first.iter().take(3).map(|one| one.name.as_str()).collect();
        let title = match open {
            1 => "One person to write to".to_owned(),
            many => format!("{many} people to write to"),
        };
        let news = News {
            kind: Kind::Suggestions,
            key: format!("suggestions:{}", today(&mut scope).await?),
            title,
            detail: list(&names, open),
            link: paths::suggestions().to_owned(),
        };
        tell(&mut scope, kith, Whom::Members, &news).await?;
    }
    scope.commit().await
}

/// Once a day of the workspace, where pairs came since it was told last.
pub async fn tell_of_review(kith: &Kith, workspace: Uuid) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let told = sqlx::query_scalar!(
        "select max(created_at) from notifications
         where workspace_id = acting_workspace() and kind = $1",
        Kind::Review.as_str(),
    )
    .fetch_one(scope.db())
    .await?;
    let new = review::count_since(&mut scope, told.unwrap_or(DateTime::UNIX_EPOCH)).await?;
    let waiting = review::counts(&mut scope).await?.all();
    if new > 0 {
        let news = News {
            kind: Kind::Review,
            key: format!("review:{}", today(&mut scope).await?),
            title: match new {
                1 => "One more pair may be one person".to_owned(),
                many => format!("{many} more pairs may be one person"),
            },
            detail: format!("{waiting} wait for an answer."),
            link: paths::review().to_owned(),
        };
        tell(&mut scope, kith, Whom::Members, &news).await?;
    }
    scope.commit().await
}

/// What happened longer ago is no news.
const HAPPENED_WITHIN_DAYS: i64 = 45;
const NAMED: i64 = 3;

/// What was found to have happened since it was told last: once, however many there are.
pub async fn tell_of_life_events(kith: &Kith, workspace: Uuid) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let since = scope.now.date_naive() - Duration::days(HAPPENED_WITHIN_DAYS);
    let (count, first) = life_events::take_untold(&mut scope, since, NAMED).await?;
    if let Some(newest) = first.first() {
        let news = happened(count, newest, &first);
        tell(&mut scope, kith, Whom::Members, &news).await?;
    }
    scope.commit().await
}

/// What was read from a signature or a mail may be wrong: a person says so.
fn happened(count: i64, newest: &LifeEvent, first: &[LifeEvent]) -> News {
    let kind = Kind::LifeEvents;
    if count == 1 {
        let (contact, kind_of, day) = (newest.contact_id, &newest.kind, newest.happened_on);
        return News {
            kind,
            key: format!("life_event:{contact}:{kind_of}:{day}"),
            title: format!("{}: {}", newest.name, newest.summary),
            detail: format!(
                "As {} says. Say whether that is so, and write a word.",
                newest.source().label()
            ),
            link: paths::contact(contact),
        };
    }
    let mut names: Vec<&str> = first.iter().map(|one| one.name.as_str()).collect();
    names.dedup();
    News {
        kind,
        key: format!("life_events:{}", newest.id),
        title: format!("{count} things happened in people's lives"),
        detail: format!(
            "{}. Say which are so, and write a word.",
            list(&names, count)
        ),
        link: paths::life_events(Some("open")),
    }
}

/// An import is over: whoever began it is told, or all who work here.
pub async fn tell_of_import(scope: &mut Scope, kith: &Kith, import: &Import) -> Result<()> {
    let (id, attempt, file) = (import.id, import.attempt, &import.file_name);
    let failed = import.state == "failed";
    let (title, detail) = match (failed, import.was_being_undone()) {
        (false, _) => (format!("{file} is imported"), brought(import)),
        (true, false) => (
            format!("{file} could not be imported"),
            "Open the import: it says why. “Go on” takes it up where it stopped.".to_owned(),
        ),
        (true, true) => (
            format!("The undoing of {file} stopped"),
            "Some of what it brought is still there. Open the import and press “Go on”.".to_owned(),
        ),
    };
    let news = News {
        kind: Kind::Imports,
        key: format!("import:{id}:{attempt}:{failed}"),
        title,
        detail,
        link: paths::import(id),
    };
    let whom = import.user_id.map_or(Whom::Members, Whom::One);
    tell(scope, kith, whom, &news).await
}

/// What an import brought, in figures.
fn brought(import: &Import) -> String {
    let some = |number: i32, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!(
            "{} {many}",
            grouped(u64::from(number.unsigned_abs()))
        )),
    };
    let stored = match import.is_records() {
        true => some(import.stored, "record", "records"),
        false => some(import.stored, "message", "messages"),
    };
    let people = [
        some(import.contacts_created, "new contact", "new contacts"),
        some(
            import.contacts_updated,
            "contact changed",
            "contacts changed",
        ),
    ];
    let said: Vec<String> = stored
        .into_iter()
        .chain(people.into_iter().flatten())
        .collect();
    match (said.as_slice(), import.known) {
        ([], 0) => "Nothing in it could be used.".to_owned(),
        ([], _) => "All of it was here already.".to_owned(),
        (said, _) => format!("{}.", said.join(", ")),
    }
}

/// The owners of a workspace; without one, the operator in the first workspace of theirs.
pub(super) async fn tell_who_looks_after(
    kith: &Kith,
    workspace: Option<Uuid>,
    news: &News,
) -> Result<()> {
    let (workspace, whom) = match workspace {
        Some(workspace) => (workspace, Whom::Owners),
        None => match operator(kith).await? {
            Some((workspace, user)) => (workspace, Whom::One(user)),
            None => return Ok(()),
        },
    };
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    tell(&mut scope, kith, whom, news).await?;
    scope.commit().await
}

async fn operator(kith: &Kith) -> Result<Option<(Uuid, Uuid)>> {
    let user =
        sqlx::query_scalar!("select id from users where operator order by created_at, id limit 1",)
            .fetch_optional(&kith.pool)
            .await?;
    let Some(user) = user else { return Ok(None) };
    let workspaces = accounts::workspaces_of(kith, user).await?;
    Ok(workspaces.first().map(|workspace| (workspace.id, user)))
}

/// The day of the workspace.
async fn today(scope: &mut Scope) -> Result<String> {
    let zone = workspaces::morning(scope).await?.zone;
    let now: DateTime<Utc> = scope.now;
    Ok(now.with_timezone(&zone).format("%F").to_string())
}

/// "Bo Lind, Cy Moss and 3 more".
fn list(names: &[&str], all: i64) -> String {
    let more = all - i64::try_from(names.len()).unwrap_or_default();
    match more {
        1.. => format!("{} and {more} more", names.join(", ")),
        _ => names.join(", "),
    }
}
