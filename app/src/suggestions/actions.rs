use leptos::prelude::*;
use uuid::Uuid;

use super::types::Patience;
use crate::error::Error;

/// Marks as done, dismisses, or snoozes for a number of days or to a day. `from` is the
/// page to go back to.
#[server]
pub async fn decide_suggestion(
    id: Uuid,
    decision: String,
    #[server(default)] days: Option<u32>,
    #[server(default)] until: String,
    #[server(default)] from: String,
) -> Result<(), Error> {
    use super::{Decision, decide};
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::DecideSuggestions)?;
        let mut scope = viewer.begin().await?;
        let days = chrono::Duration::days(i64::from(days.unwrap_or(14).clamp(1, 3650)));
        let (decision, text) = match decision.as_str() {
            "done" => (Decision::Done, "Marked as done."),
            "dismiss" => (Decision::Dismissed, "Dismissed."),
            "snooze" => (Decision::Snoozed(scope.now + days), "Snoozed."),
            "snooze_to" => (Decision::snoozed_to(&until, viewer.zone)?, "Snoozed."),
            _ => return Err(Error::invalid("decision", FieldCode::Unknown)),
        };
        decide(&mut scope, id, decision).await?;
        scope.commit().await?;
        let back = [("id", id.to_string()), ("from", from.clone())];
        Ok(Done::to(local_path(&from))
            .saying(text)
            .or_undo::<ReopenSuggestion>(&back))
    })
    .await
}

#[server]
pub async fn reopen_suggestion(id: Uuid, #[server(default)] from: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::local_path,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::DecideSuggestions)?
            .begin()
            .await?;
        let snoozed_until = super::reopen(&mut scope, id).await?;
        scope.commit().await?;
        let said = match snoozed_until {
            Some(_) => "Snoozed as it was before.",
            None => "Back in the list.",
        };
        Ok(Done::to(local_path(&from)).saying(said))
    })
    .await
}

/// How soon, how often and how many people are suggested in this workspace.
#[server]
pub async fn set_follow_ups(
    shortest_days: i32,
    longest_days: i32,
    patience: Patience,
    most_open: i32,
    #[server(default)] daily: Option<i32>,
    #[server(default)] active_share: Option<i32>,
    #[server(default)] lead_days: Option<i32>,
) -> Result<(), Error> {
    use super::FollowUps;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageWorkspace)?.begin().await?;
        let known = super::follow_ups(&mut scope).await?;
        let new = FollowUps {
            shortest_days,
            longest_days,
            patience,
            most_open,
            daily: daily.unwrap_or(known.daily),
            active_share: active_share.unwrap_or(known.active_share),
            lead_days: lead_days.unwrap_or(known.lead_days),
        };
        let before = super::set_follow_ups(&mut scope, new).await?;
        scope.commit().await?;
        let back = [
            ("shortest_days", before.shortest_days.to_string()),
            ("longest_days", before.longest_days.to_string()),
            ("patience", before.patience.as_str().to_owned()),
            ("most_open", before.most_open.to_string()),
            ("daily", before.daily.to_string()),
            ("active_share", before.active_share.to_string()),
            ("lead_days", before.lead_days.to_string()),
        ];
        Ok(Done::to(paths::settings_at("follow-ups"))
            .saying("Suggestions are set.")
            .or_undo::<SetFollowUps>(&back))
    })
    .await
}

/// Forgets what decisions taught, or learns again from all since a moment.
#[server]
pub async fn forget_learned(#[server(default)] since: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageWorkspace)?.begin().await?;
        let wanted = match since.as_str() {
            "" => Some(scope.now),
            "always" => None,
            moment => Some(
                moment
                    .parse()
                    .map_err(|_| Error::invalid("since", FieldCode::Unreadable))?,
            ),
        };
        let before = super::learn_since(&mut scope, wanted).await?;
        scope.commit().await?;
        let before = before.map_or("always".to_owned(), |at| at.to_rfc3339());
        Ok(Done::to(paths::settings_at("follow-ups"))
            .saying("What was learned is set.")
            .or_undo::<ForgetLearned>(&[("since", before)]))
    })
    .await
}

/// How often to be in touch with one contact: `how` is `rhythm`, `never`, or `every`
/// with a count of a unit of days.
#[server]
pub async fn keep_in_touch(
    id: Uuid,
    how: String,
    #[server(default)] count: Option<i32>,
    #[server(default)] unit: Option<i32>,
    #[server(default)] channel: Option<String>,
) -> Result<(), Error> {
    use super::{Wish, set_channel, set_wish, types::Preferred};
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let wish = match how.as_str() {
            "rhythm" => Wish::Rhythm,
            "never" => Wish::Never,
            "every" => Wish::EveryDays(count.unwrap_or(0).saturating_mul(unit.unwrap_or(1))),
            _ => return Err(Error::invalid("how", FieldCode::Unknown)),
        };
        let before = set_wish(&mut scope, id, wish).await?;
        let channel_before = match channel.as_deref() {
            None => super::channel_of(&mut scope, id).await?,
            Some("") => set_channel(&mut scope, id, None).await?,
            Some(channel) => {
                let channel = Preferred::parse(channel)
                    .ok_or_else(|| Error::invalid("channel", FieldCode::Unknown))?;
                set_channel(&mut scope, id, Some(channel)).await?
            }
        };
        scope.commit().await?;
        let (how, days) = (before.as_str().to_owned(), before.days());
        let back = [
            ("id", id.to_string()),
            ("how", how),
            (
                "count",
                days.map(|days| days.to_string()).unwrap_or_default(),
            ),
            ("unit", "1".to_owned()),
            (
                "channel",
                channel_before
                    .map(|channel| channel.as_str().to_owned())
                    .unwrap_or_default(),
            ),
        ];
        Ok(Done::to(paths::contact(id))
            .saying("Keeping in touch is set.")
            .or_undo::<KeepInTouch>(&back))
    })
    .await
}
