//! Two people who change the same way to reach somebody, or the same position: the second
//! is told what stands there.

use uuid::Uuid;

use super::{
    edit::is_unseen, employments::employments, facts::points, store::contact, types::PointKind,
};
use crate::{
    context::Scope,
    error::{Error, Result},
};

/// `Conflict` where the value is gone, or is called other than `seen` and `wanted`.
pub async fn refuse_unseen_point(
    scope: &mut Scope,
    id: Uuid,
    kind: PointKind,
    value: &str,
    seen: Option<&str>,
    wanted: &str,
) -> Result<()> {
    contact(scope, id).await?;
    let all = points(scope, id).await?;
    let found = all
        .into_iter()
        .find(|point| point.kind == kind.as_str() && point.value == value)
        .ok_or(Error::Conflict)?;
    let now = found.label.unwrap_or_default().to_lowercase();
    let seen = seen.map(str::to_lowercase);
    if is_unseen(seen.as_deref(), &now, &wanted.to_lowercase()) {
        return Err(Error::Conflict);
    }
    Ok(())
}

/// `Conflict` where the position is gone, or says other than `seen`.
pub async fn refuse_unseen_employment(
    scope: &mut Scope,
    id: Uuid,
    key: &str,
    seen: Option<&str>,
) -> Result<()> {
    contact(scope, id).await?;
    let all = employments(scope, id).await?;
    let found = all.into_iter().find(|one| one.key == key);
    let now = found.ok_or(Error::Conflict)?.as_seen();
    if is_unseen(seen, &now, "") {
        return Err(Error::Conflict);
    }
    Ok(())
}
