//! The parts of a file that became no record, each with its place, why, and as it
//! stands.

use records::{Fields, Record};

use super::reader::{Piece, Rejected};
use crate::{context::Scope, error::Result, imports::store::Import};

pub struct Rejection<'a> {
    piece: &'a Piece,
    pub outcome: &'static str,
    pub reason: &'static str,
    detail: String,
    raw: &'a str,
    place: Option<i64>,
}

impl<'a> Rejection<'a> {
    pub fn of(piece: &'a Piece, rejected: &'a Rejected) -> Self {
        match rejected {
            Rejected::File => Self {
                piece,
                outcome: "skipped",
                reason: "unknown_format",
                detail: String::new(),
                raw: "",
                place: None,
            },
            Rejected::Part(part) => Self {
                piece,
                outcome: if part.reason.is_skip() {
                    "skipped"
                } else {
                    "failed"
                },
                reason: part.reason.code(),
                detail: part.reason.to_string(),
                raw: &part.raw,
                place: i64::try_from(part.offset).ok(),
            },
        }
    }

    /// A record that was understood and is left out.
    pub fn left_out(piece: &'a Piece, record: &Record, reason: &'static str) -> Self {
        let title = match &record.fields {
            Fields::Meeting(meeting) => meeting.title.clone(),
            _ => None,
        };
        Self {
            piece,
            outcome: "skipped",
            reason,
            detail: title.unwrap_or_default(),
            raw: "",
            place: piece.number,
        }
    }
}

pub async fn store_rejections(
    scope: &mut Scope,
    import: &Import,
    rejections: &[Rejection<'_>],
) -> Result<()> {
    if rejections.is_empty() {
        return Ok(());
    }
    let text = |tell: fn(&Rejection<'_>) -> String| -> Vec<String> {
        let each = rejections.iter().map(tell);
        each.map(|text| text.replace('\0', "")).collect()
    };
    let places: Vec<Option<i64>> = rejections.iter().map(|row| row.place).collect();
    let numbers: Vec<Option<i64>> = rejections.iter().map(|row| row.piece.number).collect();
    let outcomes: Vec<&str> = rejections.iter().map(|row| row.outcome).collect();
    let reasons: Vec<&str> = rejections.iter().map(|row| row.reason).collect();
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into import_rejections
           (import_id, workspace_id, container, place, outcome, reason, subject, number, detail, raw)
         select $1, $2, container, place, outcome, reason, left(coalesce(nullif(raw, ''), detail), 200), number, detail, raw
         from unnest(
           $3::text[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[]
         ) with ordinality as new (container, place, outcome, reason, number, detail, raw, position)
         order by position
         on conflict do nothing",
        import.id,
        workspace,
        &text(|row| row.piece.container.clone()),
        &places as &[Option<i64>],
        &outcomes as &[&str],
        &reasons as &[&str],
        &numbers as &[Option<i64>],
        &text(|row| row.detail.clone()),
        &text(|row| row.raw.to_owned()),
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
