//! Input that is made to hurt: refused with a reason, in bounded time and memory.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use flate2::{Compression, Crc, write::DeflateEncoder};
use records::{Input, InputError, Options, Reason, inputs, open};

const MEGABYTE: usize = 1024 * 1024;

fn options() -> Options {
    Options {
        regions: Vec::new(),
        time_zone: chrono_tz::UTC,
        window: (chrono::DateTime::UNIX_EPOCH, chrono::DateTime::UNIX_EPOCH),
        mapping: None,
    }
}

/// The reasons of a file, and how many records it gave.
fn outcome(input: &Input) -> (usize, Vec<Reason>) {
    let mut read = 0;
    let mut reasons = Vec::new();
    for item in open(input, &options(), None).unwrap() {
        match item.unwrap().outcome {
            Ok(_) => read += 1,
            Err(rejection) => reasons.push(rejection.reason),
        }
    }
    (read, reasons)
}

fn with_huge(name: &str, before: &str, after: &str) -> (usize, Vec<Reason>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let mut file = BufWriter::new(File::create(&path).unwrap());
    file.write_all(before.as_bytes()).unwrap();
    for _ in 0..100 {
        file.write_all(&vec![b'a'; MEGABYTE]).unwrap();
    }
    file.write_all(after.as_bytes()).unwrap();
    file.flush().unwrap();
    outcome(&inputs(&path).unwrap()[0])
}

#[test]
fn a_field_of_100_megabytes_is_refused_and_the_rest_is_read() {
    let huge = [
        (
            "x.csv",
            "Name,Email\nAda,ada@quill.example\nBo,\"",
            "\"\nCy,cy@quill.example\n",
        ),
        (
            "x.vcf",
            "BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:",
            "\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n",
        ),
        (
            "x.ldif",
            "dn: cn=A\ncn: A\n\ndn: cn=B\ncn: ",
            "\n\ndn: cn=C\ncn: C\n",
        ),
        (
            "x.ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20240101T000000Z\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:",
            "\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:20240101T000000Z\nEND:VEVENT\nEND:VCALENDAR\n",
        ),
        (
            "x.txt",
            "1.2.24, 18:01 - A: x\n1.2.24, 18:02 - A: ",
            "\n1.2.24, 18:03 - A: y\n",
        ),
        (
            "x.json",
            "{\"type\":\"personal_chat\",\"messages\":[{\"type\":\"message\",\"date_unixtime\":\"1672671845\",\"text\":\"a\"},{\"text\":\"",
            "\"},{\"type\":\"message\",\"date_unixtime\":\"1672671846\",\"text\":\"b\"}]}",
        ),
        (
            "monica.json",
            "{\"version\":\"1\",\"app_version\":\"4\",\"exported_by\":\"u\",\"account\":{\"data\":[{\"type\":\"contact\",\"values\":[{\"properties\":{\"first_name\":\"A\"}},{\"vcard\":\"",
            "\"},{\"properties\":{\"first_name\":\"B\"}}]}]}}",
        ),
    ];
    for (name, before, after) in huge {
        let (read, reasons) = with_huge(name, before, after);
        assert_eq!(read, 2, "{name}");
        assert!(
            matches!(reasons.as_slice(), [Reason::TooLarge { .. }]),
            "{name}: {reasons:?}"
        );
    }
}

#[test]
fn a_table_of_750_000_rows_is_read_in_one_go() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.csv");
    let mut file = BufWriter::new(File::create(&path).unwrap());
    writeln!(file, "Id,Nickname").unwrap();
    for number in 0..750_000 {
        writeln!(file, "{number},n").unwrap();
    }
    file.flush().unwrap();
    let input = &inputs(&path).unwrap()[0];
    let mut last = None;
    let mut count = 0;
    for item in open(input, &options(), None).unwrap() {
        let item = item.unwrap();
        count += usize::from(item.outcome.is_ok());
        last = (item.number == 749_000)
            .then(|| item.cursor.clone())
            .or(last);
    }
    assert_eq!(count, 750_000);
    assert_eq!(open(input, &options(), last).unwrap().count(), 1_000);
}

/// A zip archive with one deflated file, put together by hand so that it may lie.
fn zip(path: &Path, name: &str, size: usize) {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
    let mut crc = Crc::new();
    let block = vec![b'a'; MEGABYTE];
    for _ in 0..size / MEGABYTE {
        packer.write_all(&block).unwrap();
        crc.update(&block);
    }
    let packed = packer.finish().unwrap();
    let common = |out: &mut Vec<u8>| {
        out.extend([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
        out.extend(crc.sum().to_le_bytes());
        out.extend((packed.len() as u32).to_le_bytes());
        out.extend((size as u32).to_le_bytes());
        out.extend((name.len() as u16).to_le_bytes());
        out.extend([0, 0]);
    };
    let mut bytes = b"PK\x03\x04".to_vec();
    common(&mut bytes);
    bytes.extend(name.as_bytes());
    bytes.extend(&packed);
    let directory = bytes.len();
    bytes.extend(b"PK\x01\x02\x14\x00");
    common(&mut bytes);
    bytes.extend([0; 14]);
    bytes.extend(name.as_bytes());
    let length = bytes.len() - directory;
    bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    bytes.extend((length as u32).to_le_bytes());
    bytes.extend((directory as u32).to_le_bytes());
    bytes.extend([0, 0]);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_bomb_in_a_zip_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.zip");
    zip(&path, "x.csv", 400 * MEGABYTE);
    let input = &inputs(&path).unwrap()[0];
    let items = open(input, &options(), None).unwrap();
    let error = items.filter_map(Result::err).next().unwrap();
    assert_eq!(error.to_string(), "unpacks to far more than it holds");
}

#[test]
fn a_path_out_of_a_zip_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["../../x.csv", "/etc/x.csv", "a\\..\\..\\x.csv", "C:\\x.csv"] {
        let path = folder.path().join("x.zip");
        zip(&path, name, MEGABYTE);
        assert!(
            matches!(inputs(&path), Err(InputError::UnsafePath { .. })),
            "{name}"
        );
    }
}

#[test]
fn what_is_nothing_is_refused() {
    for bytes in [
        &b""[..],
        b"\0\0\0\0",
        b"%PDF-1.7",
        b"<html></html>",
        b"\x89PNG\r\n\x1a\n",
    ] {
        let input = Input::memory("x.csv", bytes);
        assert!(
            matches!(open(&input, &options(), None), Err(InputError::Unknown)),
            "{bytes:?}"
        );
    }
}

#[test]
fn a_hundred_thousand_columns_take_no_time() {
    let wide = vec!["Label"; 150_000].join(",");
    let text = format!("{wide}\n{wide}\nName,Email\n");
    let (read, reasons) = outcome(&Input::memory("x.csv", text.into_bytes()));
    assert_eq!(read, 0);
    assert!(
        reasons
            .iter()
            .all(|reason| matches!(reason, Reason::Ragged { .. } | Reason::Nobody))
    );
}

#[test]
fn a_long_event_that_always_recurs_is_given_piece_by_piece() {
    let note = "a".repeat(MEGABYTE);
    let event = format!("UID:a\nDTSTART:20240101T000000Z\nRRULE:FREQ=DAILY\nDESCRIPTION:{note}");
    let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n");
    let window = (
        chrono::DateTime::UNIX_EPOCH,
        chrono::DateTime::from_timestamp(4_000_000_000, 0).unwrap(),
    );
    let options = Options {
        window,
        ..options()
    };
    let input = Input::memory("x.ics", text.into_bytes());
    assert_eq!(open(&input, &options, None).unwrap().count(), 5_000);
}
