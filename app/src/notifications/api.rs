//! A member's own news over REST, and how they want to be told.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    Choice, HoursInput, Kind, Notification, Wanted, choices, choose, choose_hours, hours_of,
    mark_all_read, mark_read, mark_unread, store, types::Ways,
};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer, listed},
    error::{Error, FieldCode},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct NotificationReport {
    id: Uuid,
    /// `suggestions`, `reminders`, `life_events`, `imports`, `review`, `failures` or `backups`
    kind: String,
    title: String,
    detail: String,
    /// A path of this Kith.
    link: String,
    created_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

impl From<Notification> for NotificationReport {
    fn from(one: Notification) -> Self {
        Self {
            id: one.id,
            kind: one.kind,
            title: one.title,
            detail: one.detail,
            link: one.link,
            created_at: one.created_at,
            read_at: one.read_at,
        }
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NotificationQuery {
    /// Only those that are not read.
    #[serde(default)]
    unread: bool,
    /// Only those of this kind.
    kind: Option<String>,
    /// `meta.next_cursor` of the page before.
    cursor: Option<Uuid>,
    /// 1 to 200, 50 where absent.
    limit: Option<i64>,
}

/// What you were told, the newest first
#[utoipa::path(
    get, path = "/notifications", tag = "notifications", params(NotificationQuery),
    responses((status = 200, body = Answer<Vec<NotificationReport>>)),
)]
pub async fn list_notifications(
    caller: Caller,
    ApiQuery(query): ApiQuery<NotificationQuery>,
) -> Outcome<Vec<NotificationReport>> {
    let kind = query
        .kind
        .as_deref()
        .map(|kind| Kind::parse(kind).ok_or_else(|| Error::invalid("kind", FieldCode::Unknown)));
    let wanted = Wanted {
        is_unread: query.unread,
        kind: kind.transpose()?,
        before: query.cursor,
    };
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let mut scope = caller.begin(Permission::Read).await?;
    let mut found = store::list(&mut scope, wanted, limit).await?;
    let has_more = found.len() as i64 > limit;
    found.truncate(limit as usize);
    let next = found
        .last()
        .filter(|_| has_more)
        .map(|one| one.id.to_string());
    listed(
        found.into_iter().map(NotificationReport::from).collect(),
        next,
    )
}

#[derive(Serialize, ToSchema)]
pub struct ReadReport {
    read: bool,
}

/// Mark as read
#[utoipa::path(
    post, path = "/notifications/{id}/read", tag = "notifications", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ReadReport>)),
)]
pub async fn read_notification(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ReadReport> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    mark_read(&mut scope, id).await?;
    scope.commit().await?;
    answer(ReadReport { read: true })
}

/// Mark as unread
#[utoipa::path(
    post, path = "/notifications/{id}/unread", tag = "notifications", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ReadReport>)),
)]
pub async fn reopen_notification(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<ReadReport> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    mark_unread(&mut scope, id).await?;
    scope.commit().await?;
    answer(ReadReport { read: false })
}

#[derive(Serialize, ToSchema)]
pub struct ReadAllReport {
    /// How many were unread.
    count: u64,
}

/// Mark all as read
#[utoipa::path(
    post, path = "/notifications/read", tag = "notifications",
    responses((status = 200, body = Answer<ReadAllReport>)),
)]
pub async fn read_all_notifications(caller: Caller) -> Outcome<ReadAllReport> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    let (count, _) = mark_all_read(&mut scope).await?;
    scope.commit().await?;
    answer(ReadAllReport { count })
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KindSetting {
    kind: String,
    in_app: bool,
    mail: bool,
    push: bool,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotificationSettings {
    /// Kinds that are absent stay as they are.
    kinds: Vec<KindSetting>,
    hours: HoursInput,
}

/// How you want to be told
#[utoipa::path(
    get, path = "/notification-settings", tag = "notifications",
    responses((status = 200, body = Answer<NotificationSettings>)),
)]
pub async fn get_notification_settings(caller: Caller) -> Outcome<NotificationSettings> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(settings_of(&mut scope).await?)
}

/// Choose how you want to be told
#[utoipa::path(
    put, path = "/notification-settings", tag = "notifications", request_body = NotificationSettings,
    responses((status = 200, body = Answer<NotificationSettings>)),
)]
pub async fn set_notification_settings(
    caller: Caller,
    ApiJson(input): ApiJson<NotificationSettings>,
) -> Outcome<NotificationSettings> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    let chosen = input.kinds.iter().map(|one| {
        let kind = Kind::parse(&one.kind);
        let ways = Ways {
            in_app: one.in_app,
            mail: one.mail,
            push: one.push,
        };
        kind.map(|kind| Choice { kind, ways })
            .ok_or_else(|| Error::invalid("kind", FieldCode::Unknown))
    });
    let chosen = chosen.collect::<Result<Vec<_>, _>>()?;
    choose(&mut scope, &chosen).await?;
    choose_hours(&mut scope, &input.hours).await?;
    let settings = settings_of(&mut scope).await?;
    scope.commit().await?;
    answer(settings)
}

/// How the one who acts is told.
pub async fn settings_of(
    scope: &mut crate::context::Scope,
) -> crate::error::Result<NotificationSettings> {
    let kinds = choices(scope).await?;
    let kinds = kinds.iter().map(|one| KindSetting {
        kind: one.kind.as_str().to_owned(),
        in_app: one.ways.in_app,
        mail: one.ways.mail,
        push: one.ways.push,
    });
    Ok(NotificationSettings {
        kinds: kinds.collect(),
        hours: hours_of(scope).await?.into(),
    })
}
