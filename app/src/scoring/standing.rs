//! Where one tie stands: its parts, what proves them, and how it came to be so.

use uuid::Uuid;

use super::{
    course::{CoursePoint, course},
    evidence::Counts,
    rules::{ScoreParts, score},
    store::touches_of,
};
use crate::{context::Scope, error::Result};

#[derive(Clone, Debug)]
pub struct Standing {
    pub parts: ScoreParts,
    pub counts: Counts,
    /// The oldest first.
    pub course: Vec<CoursePoint>,
}

pub async fn standing(scope: &mut Scope, contact: Uuid) -> Result<Standing> {
    let mut touches = touches_of(scope, &[contact]).await?;
    let touches = touches.remove(&contact).unwrap_or_default();
    let counts = Counts::of(&touches, scope.now);
    Ok(Standing {
        parts: score(&counts.evidence, scope.now),
        course: course(&touches, scope.now),
        counts,
    })
}
