//! What a change would do, before it is done.

use uuid::Uuid;

use super::{Action, look::look};
use crate::{context::Scope, error::Result};

/// So many are looked at in one query.
const CHUNK: usize = 5_000;
const SAMPLES: usize = 5;

pub struct Preview {
    pub total: usize,
    pub changing: usize,
    /// Those who are so already.
    pub unchanged: usize,
    /// Those who cannot be changed.
    pub failing: usize,
    /// Some of those who would change.
    pub samples: Vec<Sample>,
}

pub struct Sample {
    pub id: Uuid,
    pub name: String,
    pub email: Option<String>,
}

pub async fn preview(scope: &mut Scope, action: &Action, contacts: &[Uuid]) -> Result<Preview> {
    let (mut unchanged, mut failing) = (0, 0);
    let mut changing = Vec::new();
    for chunk in contacts.chunks(CHUNK) {
        for look in look(scope, action, chunk).await? {
            match look.obstacle() {
                Some(_) => failing += 1,
                None if look.is_so => unchanged += 1,
                None => changing.push(look.contact),
            }
        }
    }
    let shown = &changing[..changing.len().min(SAMPLES)];
    Ok(Preview {
        total: contacts.len(),
        changing: changing.len(),
        unchanged,
        failing,
        samples: samples(scope, shown).await?,
    })
}

pub async fn samples(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Sample>> {
    Ok(sqlx::query_as!(
        Sample,
        "select id, name, email from contacts where id = any($1) order by name_folded, id",
        contacts,
    )
    .fetch_all(scope.db())
    .await?)
}
