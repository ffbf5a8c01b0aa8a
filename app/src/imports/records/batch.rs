//! One batch of records into the database, in one transaction with the cursor: after a
//! kill the import goes on behind the last whole batch.

use std::collections::{BTreeMap, HashSet};

use mail::source::Cursor;
use records::{Fields, Record};
use uuid::Uuid;

use super::{
    contacts::{Statement, Statements, store_contacts},
    happened::{Happened, People, meeting, message},
    meetings::{Saying, say_meetings},
    own_fields::OwnFields,
    reader::{Batch, Piece},
    rejections::{Rejection, store_rejections},
    said::Said,
    timeline::store_happened,
};
use crate::{
    context::{Scope, Turn},
    error::Result,
    events::announce,
    imports::{
        batch::{Counted, advance},
        store::Import,
    },
};

/// Writes the batch and moves the cursor. `Conflict` where the import no longer runs, or
/// another run of it went ahead.
pub async fn store_records(
    scope: &mut Scope,
    import: &mut Import,
    people: &People,
    batch: Batch,
    seconds: f64,
) -> Result<()> {
    scope.alone(Turn::Mail).await?;
    let written = write(scope, import, people, batch).await?;
    written.settle(scope, import, seconds).await
}

/// Whether two batches may be written at the same time: neither can wait for a row of the
/// other. Choices that files offer are rows of all batches.
pub async fn may_go_together(scope: &mut Scope, one: &Batch, other: &Batch) -> Result<bool> {
    Ok(are_apart(one, other) && !OwnFields::offer_any(scope).await?)
}

/// Contacts without photos, none of whom stands in both.
fn are_apart(one: &Batch, other: &Batch) -> bool {
    let keys = |batch: &Batch| -> Option<HashSet<(&'static str, String)>> {
        let pieces = batch.pieces.iter();
        let records = pieces.filter_map(|piece| Some((piece, piece.outcome.as_ref().ok()?)));
        let keys = records.map(|(piece, record)| match &record.fields {
            Fields::Contact(contact) if contact.photo.is_none() => Some((
                piece.origin.name,
                piece.origin.external_id(&record.external_id),
            )),
            _ => None,
        });
        keys.collect()
    };
    match (keys(one), keys(other)) {
        (Some(one), Some(other)) => one.is_disjoint(&other),
        _ => false,
    }
}

/// A batch that is written, while the cursor stands before it.
pub struct Written {
    counted: Counted,
    end: Cursor,
    bytes: i64,
}

impl Written {
    pub async fn settle(self, scope: &mut Scope, import: &mut Import, seconds: f64) -> Result<()> {
        advance(scope, import, &self.counted, &self.end, self.bytes, seconds).await?;
        announce(scope, "import.progress", import.id).await
    }
}

/// Writes the batch, for whoever has the turn.
pub async fn write(
    scope: &mut Scope,
    import: &Import,
    people: &People,
    mut batch: Batch,
) -> Result<Written> {
    let own = own_fields(scope, import.id, &batch.pieces).await?;
    let said = std::mem::take(&mut batch.said);
    let mut sorted = Sorted::default();
    for (piece, said) in batch.pieces.iter().zip(said) {
        match &piece.outcome {
            Ok(record) => sorted.take(
                import,
                (people, &own),
                scope.workspace,
                (piece, said),
                record,
            ),
            Err(rejected) => sorted.rejections.push(Rejection::of(piece, rejected)),
        }
    }
    sorted.statements.take_photos(scope).await?;
    let contacts = store_contacts(scope, import.id, &sorted.statements).await?;
    let messages = store_happened(scope, import, &sorted.messages).await?;
    let meetings = say_meetings(scope, import, std::mem::take(&mut sorted.sayings)).await?;
    let stored = contacts.new + messages + meetings;
    store_rejections(scope, import, &sorted.rejections).await?;
    let all = sorted.statements.len() + sorted.messages.len() + sorted.meetings;
    let counted = Counted {
        listed: batch.pieces.len(),
        stored,
        known: all + sorted.repeated - stored,
        skipped: sorted.tally("skipped"),
        failed: sorted.tally("failed"),
    };
    Ok(Written {
        counted,
        end: batch.end.clone(),
        bytes: batch.bytes,
    })
}

async fn own_fields(scope: &mut Scope, import: Uuid, pieces: &[Piece]) -> Result<OwnFields> {
    let contacts = pieces.iter().filter_map(|piece| match &piece.outcome {
        Ok(record) => match &record.fields {
            Fields::Contact(contact) => Some(contact.as_ref()),
            _ => None,
        },
        Err(_) => None,
    });
    OwnFields::of(scope, import, &contacts.collect::<Vec<_>>()).await
}

/// The pieces of a batch by what becomes of them.
#[derive(Default)]
struct Sorted<'a> {
    statements: Statements,
    messages: BTreeMap<(String, String), Happened>,
    sayings: Vec<Saying>,
    /// How many of them took place with others.
    meetings: usize,
    /// What stands in the batch more than once.
    repeated: usize,
    rejections: Vec<Rejection<'a>>,
}

impl<'a> Sorted<'a> {
    fn take(
        &mut self,
        import: &Import,
        (people, own): (&People, &OwnFields),
        workspace: Uuid,
        (piece, said): (&'a Piece, Option<Said>),
        record: &'a Record,
    ) {
        match &record.fields {
            Fields::Contact(contact) => {
                let own = own.read(&piece.container, contact);
                let said = said.unwrap_or_else(|| Said::of(record, contact));
                let statement = Statement::of(import, &piece.origin, record, contact, said, own);
                self.repeated += usize::from(!self.statements.add(statement));
            }
            Fields::Meeting(found) => {
                let happened = meeting(people, workspace, &piece.origin, record, found);
                match &happened {
                    Ok(_) => self.meetings += 1,
                    Err(reason) => {
                        let left_out = Rejection::left_out(piece, record, reason);
                        self.rejections.push(left_out);
                    }
                }
                let saying = Saying::of(import, piece, record, found, happened.ok());
                self.sayings.push(saying);
            }
            Fields::Message(found) => self.add(message(people, workspace, record, found)),
        }
    }

    fn add(&mut self, happened: Happened) {
        let key = (happened.origin.clone(), happened.external.clone());
        self.repeated += usize::from(self.messages.insert(key, happened).is_some());
    }

    fn tally(&self, outcome: &str) -> BTreeMap<String, i32> {
        let mut counts = BTreeMap::new();
        for rejection in self.rejections.iter().filter(|row| row.outcome == outcome) {
            *counts.entry(rejection.reason.to_owned()).or_default() += 1;
        }
        counts
    }
}
