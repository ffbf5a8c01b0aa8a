//! Who waits to be compared, and as what each was compared last.

use matching::Record;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{context::Scope, error::Result, review::known::known};

/// A contact that waits, as it is known now.
pub(in crate::review) struct Mark {
    pub contact: Uuid,
    mark: i64,
    digest: Option<i64>,
    /// Whether anything is different that contacts are compared by.
    pub is_changed: bool,
}

pub(super) async fn leave(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "insert into contact_comparisons (contact_id, workspace_id)
         select id, workspace_id from contacts where id = any($1) order by id
         on conflict (contact_id) do update set
           waits = true,
           mark = contact_comparisons.mark + 1",
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// As [`leave`], of contacts that are new.
pub(super) async fn leave_new(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into contact_comparisons (contact_id, workspace_id)
         select id, $1 from unnest($2::uuid[]) as id",
        workspace,
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

pub(super) async fn drop_digest(scope: &mut Scope, contact: Uuid) -> Result<()> {
    sqlx::query!(
        "update contact_comparisons set digest = null where contact_id = $1",
        contact,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Whether contacts come and go by files at this moment.
pub(super) async fn is_importing(scope: &mut Scope) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (
             select from imports
             where workspace_id = acting_workspace() and state in ('running', 'undoing')
           ) as "is_importing!""#,
    )
    .fetch_one(scope.db())
    .await?)
}

/// Whether anybody waits.
pub(super) async fn is_any(scope: &mut Scope) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (
             select from contact_comparisons where workspace_id = acting_workspace() and waits
           ) as "is_any!""#,
    )
    .fetch_one(scope.db())
    .await?)
}

/// Those who wait. Who is not here any more has nothing that could be compared.
pub(in crate::review) async fn marks(scope: &mut Scope) -> Result<Vec<Mark>> {
    let rows = sqlx::query!(
        "select contact_id, mark, digest
         from contact_comparisons
         where workspace_id = acting_workspace() and waits
         order by contact_id",
    )
    .fetch_all(scope.db())
    .await?;
    let contacts: Vec<Uuid> = rows.iter().map(|row| row.contact_id).collect();
    let known = known(scope, Some(&contacts)).await?;
    let mut known = known.into_iter().peekable();
    let marks = rows.into_iter().map(|row| {
        let record = known.next_if(|one| one.id == row.contact_id);
        let digest = record.map(|one| digest(&one.record));
        Mark {
            contact: row.contact_id,
            mark: row.mark,
            digest,
            is_changed: digest.is_some() && digest != row.digest,
        }
    });
    Ok(marks.collect())
}

/// These were compared as they were known when they were read; who was marked again since
/// waits on.
pub(in crate::review) async fn forget(scope: &mut Scope, marks: &[Mark]) -> Result<()> {
    let contacts: Vec<Uuid> = marks.iter().map(|mark| mark.contact).collect();
    let numbers: Vec<i64> = marks.iter().map(|mark| mark.mark).collect();
    let digests: Vec<Option<i64>> = marks.iter().map(|mark| mark.digest).collect();
    sqlx::query!(
        "update contact_comparisons c set waits = false, digest = seen.digest
         from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as seen (contact, mark, digest)
         where c.contact_id = seen.contact and c.mark = seen.mark",
        &contacts,
        &numbers,
        &digests as &[Option<i64>],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

fn digest(record: &Record) -> i64 {
    let mut digest = Sha256::new();
    for (kind, value) in record.values() {
        digest.update(format!("{kind:?} {value}\n"));
    }
    let bytes = digest.finalize();
    bytes[..8]
        .iter()
        .fold(0, |all, byte| all << 8 | i64::from(*byte))
}
