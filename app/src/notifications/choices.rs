//! How and when a member wants to be told.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    hours::Hours,
    types::{Kind, Ways},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, FieldErrors, Result},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Digest {
    Off,
    Daily,
    Weekly,
}

impl Digest {
    pub const ALL: [Self; 3] = [Self::Off, Self::Daily, Self::Weekly];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// How one is told of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub kind: Kind,
    pub ways: Ways,
}

/// Of every kind, what the member chose, or what is usual.
pub async fn choices(scope: &mut Scope) -> Result<Vec<Choice>> {
    let actor = scope.actor;
    let rows = sqlx::query!(
        "select kind, in_app, mail, push
         from notification_choices
         where workspace_id = acting_workspace() and user_id = $1",
        actor,
    )
    .fetch_all(scope.db())
    .await?;
    let of = |kind: Kind| {
        let row = rows.iter().find(|row| row.kind == kind.as_str());
        let ways = row.map(|row| Ways {
            in_app: row.in_app,
            mail: row.mail,
            push: row.push,
        });
        Choice {
            kind,
            ways: ways.unwrap_or(kind.usual()),
        }
    };
    Ok(Kind::ALL.map(of).to_vec())
}

/// Of all these kinds at once.
pub async fn choose(scope: &mut Scope, chosen: &[Choice]) -> Result<()> {
    let actor = scope.actor;
    let workspace = scope.workspace;
    let kinds: Vec<&str> = chosen.iter().map(|one| one.kind.as_str()).collect();
    let in_app: Vec<bool> = chosen.iter().map(|one| one.ways.in_app).collect();
    let mail: Vec<bool> = chosen.iter().map(|one| one.ways.mail).collect();
    let push: Vec<bool> = chosen.iter().map(|one| one.ways.push).collect();
    sqlx::query!(
        "insert into notification_choices (workspace_id, user_id, kind, in_app, mail, push)
         select $1, $2, kind, in_app, mail, push
         from unnest($3::text[], $4::boolean[], $5::boolean[], $6::boolean[])
           as chosen (kind, in_app, mail, push)
         on conflict (workspace_id, user_id, kind) do update set
           in_app = excluded.in_app,
           mail = excluded.mail,
           push = excluded.push",
        workspace,
        actor,
        &kinds as &[&str],
        &in_app,
        &mail,
        &push,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Of the one who acts.
pub async fn hours_of(scope: &mut Scope) -> Result<Hours> {
    let actor = scope.actor;
    let row = sqlx::query!(
        r#"select
             u.zone,
             h.quiet_from as "quiet_from?",
             h.quiet_until as "quiet_until?",
             h.digest as "digest?",
             h.digest_hour as "digest_hour?",
             h.digest_weekday as "digest_weekday?"
           from users u
           left join notification_hours h
             on h.workspace_id = acting_workspace() and h.user_id = u.id
           where u.id = $1"#,
        actor,
    )
    .fetch_one(scope.db())
    .await?;
    Ok(Hours::chosen(
        &row.zone,
        row.quiet_from.zip(row.quiet_until),
        row.digest.as_deref(),
        (row.digest_hour, row.digest_weekday),
    ))
}

/// As a form or a program says it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursInput {
    /// Such as `22:00`; empty, no hours are quiet.
    #[serde(default)]
    pub quiet_from: String,
    #[serde(default)]
    pub quiet_until: String,
    /// `off`, `daily` or `weekly`
    pub digest: String,
    /// 0 to 23
    pub digest_hour: i16,
    /// Of a weekly one: 1 for Monday to 7.
    #[serde(default = "monday")]
    pub digest_weekday: i16,
}

fn monday() -> i16 {
    1
}

impl From<Hours> for HoursInput {
    fn from(hours: Hours) -> Self {
        let text = |time: NaiveTime| time.format("%H:%M").to_string();
        let (from, until) = hours.quiet.unzip();
        Self {
            quiet_from: from.map(text).unwrap_or_default(),
            quiet_until: until.map(text).unwrap_or_default(),
            digest: hours.digest.as_str().to_owned(),
            digest_hour: i16::try_from(hours.digest_hour).unwrap_or(7),
            digest_weekday: i16::try_from(hours.digest_weekday).unwrap_or(1),
        }
    }
}

pub async fn choose_hours(scope: &mut Scope, input: &HoursInput) -> Result<()> {
    let mut errors = FieldErrors::default();
    let mut time = |field: &str, text: &str| -> Option<NaiveTime> {
        let text = text.trim();
        let read = ["%H:%M", "%H:%M:%S"]
            .iter()
            .find_map(|format| NaiveTime::parse_from_str(text, format).ok());
        if read.is_none() && !text.is_empty() {
            errors.add(field, FieldCode::NoSuchDay);
        }
        read
    };
    let from = time("quiet_from", &input.quiet_from);
    let until = time("quiet_until", &input.quiet_until);
    if from.is_some() != until.is_some() && errors.0.is_empty() {
        let missing = if from.is_some() {
            "quiet_until"
        } else {
            "quiet_from"
        };
        errors.add(missing, FieldCode::Required);
    }
    if Digest::parse(&input.digest).is_none() {
        errors.add("digest", FieldCode::Unknown);
    }
    if !(0..24).contains(&input.digest_hour) {
        errors.add("digest_hour", FieldCode::OutOfRange);
    }
    if !(1..=7).contains(&input.digest_weekday) {
        errors.add("digest_weekday", FieldCode::OutOfRange);
    }
    errors.into_result()?;
    let (workspace, actor) = (scope.workspace, scope.actor);
    sqlx::query!(
        "insert into notification_hours
           (workspace_id, user_id, quiet_from, quiet_until, digest, digest_hour, digest_weekday)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (workspace_id, user_id) do update set
           quiet_from = excluded.quiet_from,
           quiet_until = excluded.quiet_until,
           digest = excluded.digest,
           digest_hour = excluded.digest_hour,
           digest_weekday = excluded.digest_weekday",
        workspace,
        actor,
        from,
        until,
        input.digest,
        input.digest_hour,
        input.digest_weekday,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// No more mail of this kind, or no digest any more, for a member of the workspace.
pub async fn stop_mail(scope: &mut Scope, user: Uuid, what: &str) -> Result<()> {
    let workspace = scope.workspace;
    if what == "digest" {
        sqlx::query!(
            "insert into notification_hours (workspace_id, user_id, digest)
             select workspace_id, user_id, 'off'
             from memberships
             where workspace_id = $1 and user_id = $2
             on conflict (workspace_id, user_id) do update set digest = 'off'",
            workspace,
            user,
        )
        .execute(scope.db())
        .await?;
        return Ok(());
    }
    let kind = Kind::parse(what).ok_or(Error::NotFound)?;
    let usual = kind.usual();
    sqlx::query!(
        "insert into notification_choices (workspace_id, user_id, kind, in_app, mail, push)
         select workspace_id, user_id, $3, $4, false, $5
         from memberships
         where workspace_id = $1 and user_id = $2
         on conflict (workspace_id, user_id, kind) do update set mail = false",
        workspace,
        user,
        kind.as_str(),
        usual.in_app,
        usual.push,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
