//! What the forms of tasks do.

#![expect(
    clippy::too_many_arguments,
    reason = "each field of a form is an argument"
)]

use leptos::prelude::*;
use uuid::Uuid;

use super::island::LiveReminder;
use crate::error::Error;

/// What was announced since then, in milliseconds, and still wants to be known.
#[server(input = leptos::server_fn::codec::GetUrl)]
pub async fn live_reminders(since: i64) -> Result<Vec<LiveReminder>, Error> {
    use crate::{context::viewer, forms::value_or_error};

    value_or_error(async {
        let mut scope = viewer()?.begin().await?;
        super::announced_since(&mut scope, since).await
    })
    .await
}

/// Writes a task down. `when` is what a person writes about the time; `from` is the page
/// to go back to.
#[server]
pub async fn add_task(
    title: String,
    #[server(default)] notes: String,
    #[server(default)] when: String,
    #[server(default)] assignee: String,
    #[server(default)] contacts: Vec<Uuid>,
    #[server(default)] companies: Vec<Uuid>,
    #[server(default)] about: String,
    #[server(default)] reminders: Vec<i32>,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::{TaskInput, page::added};
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditTasks)?;
        let mut scope = viewer.begin().await?;
        let input = TaskInput {
            title,
            notes,
            when,
            zone: String::new(),
            assignee: super::page::read_assignee(&assignee, viewer.user)?,
            contacts,
            companies,
            about,
            reminders,
        };
        let id = super::add_task(&mut scope, viewer.zone, input).await?;
        let text = added(&super::task(&mut scope, id).await?, &viewer);
        scope.commit().await?;
        let back = [("id", id.to_string()), ("from", from.clone())];
        Ok(Done::to(local_path(&from))
            .saying(text)
            .or_undo::<DeleteTask>(&back))
    })
    .await
}

#[server]
pub async fn edit_task(
    id: Uuid,
    title: String,
    #[server(default)] notes: String,
    #[server(default)] when: String,
    #[server(default)] zone: String,
    #[server(default)] assignee: String,
    #[server(default)] contacts: Vec<Uuid>,
    #[server(default)] companies: Vec<Uuid>,
    #[server(default)] about: String,
    #[server(default)] reminders: Vec<i32>,
    #[server(default)] version: Option<i32>,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::TaskInput;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditTasks)?;
        let mut scope = viewer.begin().await?;
        let input = TaskInput {
            title,
            notes,
            when,
            zone,
            assignee: super::page::read_assignee(&assignee, viewer.user)?,
            contacts,
            companies,
            about,
            reminders,
        };
        let before = super::edit_task(&mut scope, viewer.zone, id, input, version).await?;
        scope.commit().await?;
        let mut back = before.fields();
        back.extend([("id", id.to_string()), ("from", from.clone())]);
        Ok(Done::to(local_path(&from))
            .saying("Task saved.")
            .or_undo::<EditTask>(&back))
    })
    .await
}

#[server]
pub async fn complete_task(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use super::page::completed;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::EditTasks)?;
        let mut scope = viewer.begin().await?;
        let next = match super::complete_task(&mut scope, id).await? {
            Some(next) => Some(super::task(&mut scope, next).await?),
            None => None,
        };
        scope.commit().await?;
        let back = [("id", id.to_string()), ("from", from.clone())];
        Ok(Done::to(local_path(&from))
            .saying(completed(next.as_ref(), &viewer))
            .or_undo::<ReopenTask>(&back))
    })
    .await
}

#[server]
pub async fn reopen_task(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditTasks)?.begin().await?;
        super::reopen_task(&mut scope, id).await?;
        scope.commit().await?;
        let back = [("id", id.to_string()), ("from", from.clone())];
        Ok(Done::to(local_path(&from))
            .saying("To do again.")
            .or_undo::<CompleteTask>(&back))
    })
    .await
}

#[server]
pub async fn delete_task(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditTasks)?.begin().await?;
        super::delete_task(&mut scope, id).await?;
        scope.commit().await?;
        let back = [("id", id.to_string()), ("from", from.clone())];
        Ok(Done::to(local_path(&from))
            .saying("Task deleted.")
            .or_undo::<RestoreTask>(&back))
    })
    .await
}

#[server]
pub async fn restore_task(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditTasks)?.begin().await?;
        super::restore_task(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(local_path(&from)).saying("Task restored."))
    })
    .await
}

/// The reminders of a task were seen: they leave the list of what is due.
#[server]
pub async fn see_reminder(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditTasks)?.begin().await?;
        super::see_reminders(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(local_path(&from)))
    })
    .await
}

/// How many days ahead the member is told of birthdays.
#[server]
pub async fn set_birthday_lead(days: i32) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditTasks)?.begin().await?;
        let before = super::set_birthday_lead(&mut scope, days).await?;
        scope.commit().await?;
        Ok(Done::to(paths::settings_at("calendar"))
            .saying("Birthdays are set.")
            .or_undo::<SetBirthdayLead>(&[("days", before.to_string())]))
    })
    .await
}

/// Makes an address under which calendar programs read the member's tasks.
#[server]
pub async fn create_feed(shape: String) -> Result<(), Error> {
    use super::feed::{self, FeedShape};
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
        settings::show_once,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageKeys)?.begin().await?;
        let unknown = || Error::invalid("shape", FieldCode::Unknown);
        let shape = FeedShape::parse(&shape).ok_or_else(unknown)?;
        let secret = feed::create_feed(&mut scope, shape).await?;
        scope.commit().await?;
        show_once("calendar", &paths::calendar_feed(&secret)).await?;
        Ok(Done::to(paths::settings()))
    })
    .await
}

/// The same feed under a new address.
#[server]
pub async fn renew_feed(id: Uuid) -> Result<(), Error> {
    use super::feed;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        settings::show_once,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageKeys)?.begin().await?;
        let secret = feed::renew_feed(&mut scope, id).await?;
        scope.commit().await?;
        show_once("calendar", &paths::calendar_feed(&secret)).await?;
        Ok(Done::to(paths::settings()).saying("The old address does not work any more."))
    })
    .await
}

#[server]
pub async fn revoke_feed(id: Uuid) -> Result<(), Error> {
    use super::feed;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageKeys)?.begin().await?;
        feed::revoke_feed(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::settings_at("calendar"))
            .saying("Address revoked. Calendars that read it get nothing more."))
    })
    .await
}
