//! Where the days of a workspace begin and end, and when its suggestions are made. Until
//! somebody chooses, it goes by the clocks of its first owner.

use chrono::NaiveTime;
use chrono_tz::Tz;
use serde_json::json;

use crate::{
    context::{Scope, Viewer},
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    jobs::schedule::plan_anew,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Morning {
    pub zone: Tz,
    /// Nobody chose a zone: it is that of the first owner.
    pub follows_owner: bool,
    pub at: NaiveTime,
}

pub async fn morning(scope: &mut Scope) -> Result<Morning> {
    let workspace = scope.workspace;
    let row = sqlx::query!(
        r#"select zone, zone_of is not null as "follows!", morning from workspaces where id = $1"#,
        workspace,
    )
    .fetch_one(scope.db())
    .await?;
    Ok(Morning {
        zone: row.zone.parse().unwrap_or(Tz::UTC),
        follows_owner: row.follows,
        at: row.morning,
    })
}

/// Chooses the time, and the zone; without a zone it follows the one who chooses.
pub async fn choose_morning(
    scope: &mut Scope,
    viewer: &Viewer,
    zone: &str,
    at: &str,
) -> Result<Morning> {
    let chosen = match zone.trim() {
        "" => None,
        zone => Some(
            zone.parse::<Tz>()
                .map_err(|_| Error::invalid("zone", FieldCode::UnknownZone))?,
        ),
    };
    let at = ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(at.trim(), format).ok())
        .ok_or_else(|| Error::invalid("morning", FieldCode::NoSuchDay))?;
    let workspace = scope.workspace;
    sqlx::query!(
        "update workspaces set zone = $2, zone_of = $3, morning = $4 where id = $1",
        workspace,
        chosen.unwrap_or(viewer.zone).name(),
        chosen.is_none().then_some(viewer.user),
        at,
    )
    .execute(scope.db())
    .await?;
    plan_anew(scope, viewer).await?;
    record(scope, EventKind::MorningChosen, workspace, json!({})).await?;
    morning(scope).await
}
