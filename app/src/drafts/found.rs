//! What somebody recorded as sent may come by an import as well, before or after. Invariant:
//! one of the two stands, so that nothing counts twice. The recorded message gives way to the
//! imported one, and comes back where the import is undone.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::likeness::{Text, likeness};
use crate::{
    context::Scope,
    error::Result,
    events::{EventKind, record},
};

/// A message that was recorded, and one that was imported, of the same kind, to the same
/// person, within three days.
struct Pair {
    draft: Uuid,
    contact: Uuid,
    recorded: Uuid,
    imported: Uuid,
    recorded_at: DateTime<Utc>,
    imported_at: DateTime<Utc>,
    recorded_subject: String,
    recorded_body: String,
    imported_subject: String,
    imported_body: String,
}

impl Pair {
    fn likeness(&self) -> Option<f64> {
        let recorded = Text::new(&self.recorded_subject, &self.recorded_body);
        let own = mail::body::own_text(&self.imported_body);
        likeness(&recorded, &Text::new(&self.imported_subject, &own))
    }
}

/// Brings in order what stands twice, or no longer at all. The contacts whose timeline is
/// another now are to be counted again.
pub async fn settle_recorded(scope: &mut Scope) -> Result<Vec<Uuid>> {
    let mut concerned = bring_back(scope).await?;
    let pairs = pairs(scope).await?;
    for pair in best(pairs) {
        give_way(scope, &pair).await?;
        concerned.push(pair.contact);
    }
    concerned.sort_unstable();
    concerned.dedup();
    Ok(concerned)
}

/// The imported message went with its import: the recorded one stands again.
async fn bring_back(scope: &mut Scope) -> Result<Vec<Uuid>> {
    let back = sqlx::query_scalar!(
        r#"with back as (
             update generated_texts set sent_as = recorded_as, recorded_as = null
             where workspace_id = acting_workspace()
               and recorded_as is not null
               and sent_as is null
               and sent_at is not null
             returning sent_as, contact_id
           ),
           stands as (
             update interactions i set deleted_at = null
             from back
             where i.id = back.sent_as
           )
           select standing_contact(contact_id) as "contact!" from back"#,
    );
    Ok(back.fetch_all(scope.db()).await?)
}

async fn pairs(scope: &mut Scope) -> Result<Vec<Pair>> {
    Ok(sqlx::query_as!(
        Pair,
        r#"select distinct on (g.id, found.id)
             g.id as draft,
             theirs.contact_id as contact,
             r.id as recorded,
             found.id as imported,
             r.occurred_at as recorded_at,
             found.occurred_at as imported_at,
             r.subject as recorded_subject,
             left(r.body, 20000) as "recorded_body!",
             found.subject as imported_subject,
             left(found.body, 20000) as "imported_body!"
           from generated_texts g
           join interactions r on r.id = g.sent_as and r.origin = 'draft' and r.deleted_at is null
           join participants rp on rp.interaction_id = r.id and rp.role = 'to'
           join identity_links theirs on theirs.source_record_id = rp.source_record_id
           join identity_links also on also.contact_id = theirs.contact_id
           join participants p
             on p.source_record_id = also.source_record_id
             and p.role = 'to'
             and p.occurred_at between r.occurred_at - interval '3 days' and r.occurred_at + interval '3 days'
           join interactions found
             on found.id = p.interaction_id
             and found.kind = r.kind
             and found.direction = 'out'
             and found.origin not in ('draft', 'log')
             and found.deleted_at is null
           where g.workspace_id = acting_workspace()
             and g.sent_as is not null
             and not exists (select from generated_texts other where other.sent_as = found.id)
           order by g.id, found.id"#,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Each of both sides once, the likest first, and of those alike the nearest in time.
fn best(pairs: Vec<Pair>) -> Vec<Pair> {
    let likeness = |pair: Pair| Some((pair.likeness()?, pair));
    let mut alike: Vec<(f64, Pair)> = pairs.into_iter().filter_map(likeness).collect();
    let apart = |pair: &Pair| (pair.recorded_at - pair.imported_at).abs();
    alike.sort_by(|(a, one), (b, other)| {
        b.total_cmp(a)
            .then(apart(one).cmp(&apart(other)))
            .then(one.draft.cmp(&other.draft))
            .then(one.imported.cmp(&other.imported))
    });
    let mut kept: Vec<Pair> = Vec::new();
    for (_, pair) in alike {
        let is_taken = |one: &Pair| one.draft == pair.draft || one.imported == pair.imported;
        if !kept.iter().any(is_taken) {
            kept.push(pair);
        }
    }
    kept
}

async fn give_way(scope: &mut Scope, pair: &Pair) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update interactions set deleted_at = $2 where id = $1",
        pair.recorded,
        now,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "update generated_texts set sent_as = $2, recorded_as = $3 where id = $1",
        pair.draft,
        pair.imported,
        pair.recorded,
    )
    .execute(scope.db())
    .await?;
    let data =
        json!({ "draft": pair.draft, "recorded": pair.recorded, "interaction": pair.imported });
    record(scope, EventKind::DraftFound, pair.contact, data).await
}
