use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// `from`, here and below, is the page of news to go back to.
#[server]
pub async fn read_notification(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        super::mark_read(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(super::page_of(&from))
            .saying("Marked as read.")
            .or_undo::<ReopenNotification>(&[("id", id.to_string()), ("from", from.clone())]))
    })
    .await
}

#[server]
pub async fn reopen_notification(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        super::mark_unread(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(super::page_of(&from)).saying("Marked as unread."))
    })
    .await
}

#[server]
pub async fn read_all_notifications(#[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        let (count, at) = super::mark_all_read(&mut scope).await?;
        scope.commit().await?;
        let at = at.timestamp_micros().to_string();
        Ok(Done::to(super::page_of(&from))
            .saying(format!("{count} marked as read."))
            .or_undo::<ReopenNotifications>(&[("at", at), ("from", from.clone())]))
    })
    .await
}

#[server]
pub async fn reopen_notifications(at: i64, #[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let at = chrono::DateTime::from_timestamp_micros(at)
            .ok_or_else(|| Error::invalid("at", FieldCode::Unreadable))?;
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        let count = super::read::unread_since(&mut scope, at).await?;
        scope.commit().await?;
        Ok(Done::to(super::page_of(&from)).saying(format!("{count} marked as unread.")))
    })
    .await
}

/// `ways` names what is ticked, each as `KIND.WAY`.
#[server]
pub async fn choose_notifications(#[server(default)] ways: Vec<String>) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        notifications::{Choice, Kind, types::Ways},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        let has = |kind: Kind, way: &str| {
            let name = format!("{}.{way}", kind.as_str());
            ways.contains(&name)
        };
        let chosen = Kind::ALL.map(|kind| Choice {
            kind,
            ways: Ways {
                in_app: has(kind, "in_app"),
                mail: has(kind, "mail"),
                push: has(kind, "push"),
            },
        });
        super::choose(&mut scope, &chosen).await?;
        scope.commit().await?;
        Ok(Done::to(paths::notification_settings()).saying("Saved."))
    })
    .await
}

#[server]
pub async fn choose_hours(
    #[server(default)] quiet_from: String,
    #[server(default)] quiet_until: String,
    digest: String,
    digest_hour: i16,
    digest_weekday: i16,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        notifications::HoursInput,
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        let input = HoursInput {
            quiet_from,
            quiet_until,
            digest,
            digest_hour,
            digest_weekday,
        };
        super::choose_hours(&mut scope, &input).await?;
        scope.commit().await?;
        Ok(Done::to(paths::notification_settings()).saying("Saved."))
    })
    .await
}

/// To the one who asks, at once: so that it can be said what is wrong.
#[server]
pub async fn request_test_mail() -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        notifications::mail,
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::ManageWorkspace)?;
        let said = match mail::send_test(&viewer).await {
            Ok(()) => format!("Sent to {}.", viewer.email),
            Err(problem) => problem.0,
        };
        Ok(Done::to(paths::notification_settings()).saying(said))
    })
    .await
}
