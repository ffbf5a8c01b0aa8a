//! Whether a file is an export of records, and of which format; all others are read as
//! mail. What a file holds decides, and its name only between tables and nothing.

use std::{fs::File, io::Read, path::Path};

use mail::source::Source;
use records::{Format, Input};

use super::reader::named;

/// What of a file is looked at to know it.
const HEAD: u64 = 64 * 1024;

/// The kind of an import.
pub fn kind_of(format: Format) -> &'static str {
    match format {
        Format::Delimited => "csv",
        Format::VCard => "vcard",
        Format::Ldif => "ldif",
        Format::ICalendar => "icalendar",
        Format::Telegram => "telegram",
        Format::WhatsApp => "whatsapp",
        Format::Monica => "monica",
    }
}

/// None where the file is mail, or nothing that is known.
pub fn recognise(path: &Path, file_name: &str) -> Option<Format> {
    let inputs = named(path, file_name).ok()?;
    match inputs.as_slice() {
        [only] if only.archive.is_empty() => of_file(path, file_name),
        members => of_archive(path, members),
    }
}

fn of_file(path: &Path, file_name: &str) -> Option<Format> {
    let mut head = Vec::new();
    File::open(path)
        .ok()?
        .take(HEAD)
        .read_to_end(&mut head)
        .ok()?;
    if head.starts_with(b"From ") {
        return None;
    }
    records::detect(&head, file_name)
}

/// An archive with any mail in it is a mailbox.
fn of_archive(path: &Path, members: &[Input]) -> Option<Format> {
    let formats: Vec<(&str, Format)> = members
        .iter()
        .filter_map(|member| Some((member.name.as_str(), member.format()?)))
        .collect();
    let (_, first) = formats.first()?;
    let is_record = |name: &str| formats.iter().any(|(known, _)| *known == name);
    let mut mail = Source::open(path).ok()?.flatten();
    let has_mail = mail.any(|item| !is_record(&item.container));
    (!has_mail).then_some(*first)
}
