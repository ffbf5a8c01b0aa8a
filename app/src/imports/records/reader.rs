//! From the file to batches of records, on two threads of their own, so that reading,
//! understanding and writing go on side by side. Memory is bounded by a few batches.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use mail::source::Cursor;
use records::{
    Fields, Format, Input, InputError, Item, Options, Record, Rejection, mapping::Mapping,
};
use tokio::{
    sync::mpsc,
    task::{JoinError, JoinHandle, spawn_blocking},
};

use super::{origin::Origin, said::Said};

/// How many records are written in one transaction.
const BATCH: usize = 1_000;
const BATCH_BYTES: u64 = 8 << 20;

/// What is to be read, and how.
#[derive(Clone)]
pub struct Plan {
    pub path: PathBuf,
    pub file_name: String,
    pub file_size: i64,
    pub options: Options,
    /// How the columns of each table are read, by its file.
    pub mappings: BTreeMap<String, Mapping>,
}

impl Plan {
    /// How one file is read. What was decided of an archive as a whole holds for each of
    /// its tables.
    pub fn options_of(&self, container: &str) -> Options {
        let mapping = self.mappings.get(container);
        Options {
            mapping: mapping.or_else(|| self.mappings.get("")).cloned(),
            ..self.options.clone()
        }
    }
}

/// One part of a file.
pub struct Piece {
    /// The file of the archive; empty where the import is one file.
    pub container: String,
    /// Counted from 1 within its file; none where the file is of no known format.
    pub number: Option<i64>,
    pub origin: Arc<Origin>,
    pub outcome: Result<Box<Record>, Rejected>,
}

/// Why a part became no record.
pub enum Rejected {
    Part(Rejection),
    /// The whole file is of no format that is known.
    File,
}

#[derive(Default)]
pub struct Batch {
    pub pieces: Vec<Piece>,
    /// What the contacts among them say.
    pub said: Vec<Option<Said>>,
    /// The cursor once this batch is written.
    pub end: Cursor,
    /// How much of the file was read by then.
    pub bytes: i64,
}

type Outcome = Result<Batch, InputError>;

/// The inputs of a file that lies under another name than it was given.
pub fn named(path: &Path, file_name: &str) -> Result<Vec<Input>, InputError> {
    let mut inputs = records::inputs(path)?;
    for input in inputs.iter_mut().filter(|input| input.archive.is_empty()) {
        file_name.clone_into(&mut input.name);
    }
    Ok(inputs)
}

/// How the columns of each table look, by its file. What cannot be read is passed over:
/// reading says why.
pub fn looks(plan: &Plan) -> Result<Vec<(String, Mapping)>, InputError> {
    let mut looks = Vec::new();
    for input in named(&plan.path, &plan.file_name)? {
        if input.format() != Some(Format::Delimited) {
            continue;
        }
        let Ok(records) = records::open(&input, &plan.options, None) else {
            continue;
        };
        let mapping = records.mapping().cloned();
        looks.extend(mapping.map(|mapping| (container(&input), mapping)));
    }
    Ok(looks)
}

/// The file of an import that a part of it stands in.
pub fn input_of(
    path: &Path,
    file_name: &str,
    container_name: &str,
) -> Result<Option<Input>, InputError> {
    let inputs = named(path, file_name)?.into_iter();
    Ok(inputs
        .into_iter()
        .find(|input| container(input) == container_name))
}

/// Reads from the cursor on. The channel closes at the end, and where a thread panics: the
/// handle tells which.
pub fn read(
    plan: Plan,
    cursor: Option<Cursor>,
) -> (mpsc::Receiver<Outcome>, JoinHandle<Result<(), JoinError>>) {
    let (sender, read) = mpsc::channel(1);
    let reading = spawn_blocking(move || {
        let mut reading = Reading {
            plan,
            sender: &sender,
            batch: Batch::default(),
            size: 0,
        };
        if let Err(Ended::Failed(error)) = reading.all(cursor) {
            // The other side is gone only when the run has ended.
            let _ = sender.blocking_send(Err(error));
        }
    });
    let (sender, understood) = mpsc::channel(1);
    let understanding = spawn_blocking(move || understand(read, &sender));
    let threads = tokio::spawn(async {
        reading.await?;
        understanding.await
    });
    (understood, threads)
}

/// Passes on what was read with what the contacts in it say.
fn understand(mut read: mpsc::Receiver<Outcome>, sender: &mpsc::Sender<Outcome>) {
    while let Some(mut outcome) = read.blocking_recv() {
        if let Ok(batch) = &mut outcome {
            batch.said = batch.pieces.iter().map(said).collect();
        }
        if sender.blocking_send(outcome).is_err() {
            return;
        }
    }
}

fn said(piece: &Piece) -> Option<Said> {
    let record = piece.outcome.as_ref().ok()?;
    match &record.fields {
        Fields::Contact(contact) => Some(Said::of(record, contact)),
        _ => None,
    }
}

struct Reading<'a> {
    plan: Plan,
    sender: &'a mpsc::Sender<Outcome>,
    batch: Batch,
    /// Bytes of raw records in the batch.
    size: u64,
}

enum Ended {
    /// Nobody listens any more.
    Alone,
    Failed(InputError),
}

impl From<InputError> for Ended {
    fn from(error: InputError) -> Self {
        Self::Failed(error)
    }
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Where in all that there is to be read a file stands.
struct Place<'a> {
    input: &'a Input,
    container: String,
    at: usize,
    of: usize,
}

impl Reading<'_> {
    fn all(&mut self, cursor: Option<Cursor>) -> Result<(), Ended> {
        let inputs = named(&self.plan.path, &self.plan.file_name)?;
        let mut resume = cursor;
        for (at, input) in inputs.iter().enumerate() {
            let container = container(input);
            let offset = match &resume {
                Some(cursor) if cursor.container != container => continue,
                Some(cursor) => Some(cursor.offset),
                None => None,
            };
            resume = None;
            let place = Place {
                input,
                container,
                at,
                of: inputs.len(),
            };
            if offset != Some(u64::MAX >> 1) {
                self.file(&place, offset)?;
            }
        }
        self.send()
    }

    fn file(&mut self, place: &Place<'_>, offset: Option<u64>) -> Result<(), Ended> {
        let cursor = offset.map(|offset| records::Cursor { offset, part: 0 });
        let options = self.plan.options_of(&place.container);
        let records = match records::open(place.input, &options, cursor) {
            Ok(records) => records,
            Err(InputError::Unknown) if place.of > 1 => return self.unknown(place),
            Err(error) => return Err(error.into()),
        };
        let origin = Arc::new(Origin::of(records.format(), records.mapping()));
        let mut last = offset.unwrap_or_default();
        for item in records {
            let item = item?;
            self.size += (item.cursor.offset.saturating_sub(last)).min(BATCH_BYTES);
            last = item.cursor.offset;
            self.take(place, &origin, item)?;
        }
        Ok(())
    }

    /// A batch ends where a part has been given out whole: a meeting that recurs is one.
    fn take(&mut self, place: &Place<'_>, origin: &Arc<Origin>, item: Item) -> Result<(), Ended> {
        let Item {
            cursor,
            number,
            outcome,
        } = item;
        self.batch.pieces.push(Piece {
            container: place.container.clone(),
            number: i64::try_from(number).ok(),
            origin: Arc::clone(origin),
            outcome: outcome.map(Box::new).map_err(Rejected::Part),
        });
        if cursor.part > 0 {
            return Ok(());
        }
        self.stand(place, cursor.offset);
        if self.batch.pieces.len() >= BATCH || self.size > BATCH_BYTES {
            self.send()?;
        }
        Ok(())
    }

    fn unknown(&mut self, place: &Place<'_>) -> Result<(), Ended> {
        self.batch.pieces.push(Piece {
            container: place.container.clone(),
            number: None,
            origin: Arc::default(),
            outcome: Err(Rejected::File),
        });
        self.stand(place, u64::MAX >> 1);
        Ok(())
    }

    fn stand(&mut self, place: &Place<'_>, offset: u64) {
        let size = self.plan.file_size;
        let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        self.batch.bytes = if place.of == 1 {
            i64::try_from(offset).unwrap_or(i64::MAX).min(size)
        } else {
            size / whole(place.of) * whole(place.at + 1)
        };
        self.batch.end = Cursor {
            container: place.container.clone(),
            offset,
        };
    }

    fn send(&mut self) -> Result<(), Ended> {
        self.size = 0;
        let batch = std::mem::take(&mut self.batch);
        if batch.pieces.is_empty() {
            return Ok(());
        }
        self.sender
            .blocking_send(Ok(batch))
            .map_err(|_| Ended::Alone)
    }
}

pub fn container(input: &Input) -> String {
    if input.archive.is_empty() {
        String::new()
    } else {
        input.name.replace('\0', "")
    }
}
