//! `kith extract`: what messages say, one JSON object a line. Needs neither database nor data
//! folder. Invariant: each message is either printed or counted with the reason why not.

use std::{
    collections::BTreeMap,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use mail::{
    extract::{self, Conversations, Extract},
    message::Address,
    signature,
    source::{Item, Source, SourceError},
};
use serde::Serialize;

/// A bare signature block is cut at this many bytes.
const BLOCK_LIMIT: u64 = 1024 * 1024;
/// Of the files that cannot be read this many are named.
const NAMED_FILES: usize = 20;

/// Prints the messages of mailboxes; `-` is standard input.
pub fn extract(files: &[PathBuf]) -> Result<()> {
    let mut printer = Printer::new(io::stdout().lock());
    let mut tally = Tally::default();
    match print_files(files, &mut printer, &mut tally).and_then(|()| printer.finish()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
        outcome => outcome?,
    }
    tally.report();
    if tally.lost_files > 0 {
        bail!("{} files could not be read", tally.lost_files);
    }
    Ok(())
}

/// Reads a bare signature block from standard input and prints whom it describes.
pub fn signature(from: Option<&str>, language: Option<&str>) -> Result<()> {
    let sender = from.map(Address::parse);
    if sender == Some(None) {
        bail!("--from holds no e-mail address");
    }
    let mut block = Vec::new();
    io::stdin().take(BLOCK_LIMIT).read_to_end(&mut block)?;
    let block = String::from_utf8_lossy(&block).replace("\r\n", "\n");
    let person = signature::read_in(&block, sender.flatten().as_ref(), language);
    println!("{}", serde_json::to_string(&person)?);
    Ok(())
}

fn print_files(
    files: &[PathBuf],
    printer: &mut Printer<impl Write>,
    tally: &mut Tally,
) -> io::Result<()> {
    for file in files {
        let name = file.display().to_string();
        match open(file) {
            Ok(source) => print_source(source, &name, printer, tally)?,
            Err(error) => tally.lose_file(&name, &error),
        }
    }
    Ok(())
}

fn open(file: &Path) -> Result<Source, SourceError> {
    if file == Path::new("-") {
        Source::stream(io::stdin())
    } else {
        Source::open(file)
    }
}

fn print_source(
    source: Source,
    name: &str,
    printer: &mut Printer<impl Write>,
    tally: &mut Tally,
) -> io::Result<()> {
    for item in source {
        let item = match item {
            Ok(item) => item,
            Err(error) => {
                tally.lose_file(name, &error);
                continue;
            }
        };
        tally.messages += 1;
        if item.message.oversized {
            tally.count("cut", "longer than 64 MB, its beginning was read");
        }
        match extract::read(&item.message) {
            Ok(record) => printer.push(name, &item, record)?,
            Err(reason) => tally.count(reason.code(), &reason.to_string()),
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    record: Extract,
    source: Place,
}

/// Where a message was found.
#[derive(Serialize)]
struct Place {
    file: String,
    /// The file inside the folder or archive.
    #[serde(skip_serializing_if = "String::is_empty")]
    container: String,
    offset: u64,
}

/// Writes the records, each when its conversation is known.
struct Printer<W: Write> {
    output: BufWriter<W>,
    conversations: Conversations<Place>,
}

impl<W: Write> Printer<W> {
    fn new(output: W) -> Self {
        Printer {
            output: BufWriter::with_capacity(64 * 1024, output),
            conversations: Conversations::default(),
        }
    }

    fn push(&mut self, file: &str, item: &Item, record: Extract) -> io::Result<()> {
        let place = Place {
            file: file.to_owned(),
            container: item.container.clone(),
            offset: item.message.offset,
        };
        self.conversations.push(record, place);
        while let Some((record, source)) = self.conversations.ready() {
            self.write(&Line { record, source })?;
        }
        Ok(())
    }

    fn write(&mut self, line: &Line) -> io::Result<()> {
        serde_json::to_writer(&mut self.output, line)?;
        self.output.write_all(b"\n")
    }

    fn finish(mut self) -> io::Result<()> {
        while let Some((record, source)) = self.conversations.flush() {
            self.write(&Line { record, source })?;
        }
        self.output.flush()
    }
}

/// What could not be read, by reason.
#[derive(Default)]
struct Tally {
    messages: usize,
    reasons: BTreeMap<String, (usize, String)>,
    lost_files: usize,
}

impl Tally {
    fn count(&mut self, code: &str, words: &str) {
        let entry = self.reasons.entry(code.to_owned());
        entry.or_insert_with(|| (0, words.to_owned())).0 += 1;
    }

    fn lose_file(&mut self, name: &str, error: &SourceError) {
        self.lost_files += 1;
        if self.lost_files <= NAMED_FILES {
            let words = error.to_string();
            let words = words.trim_start_matches(": ");
            eprintln!("kith: {name}: {} ({words})", error.code());
        }
    }

    fn report(&self) {
        for (code, (count, words)) in &self.reasons {
            eprintln!(
                "kith: {count} of {} messages: {code} ({words})",
                self.messages
            );
        }
    }
}
