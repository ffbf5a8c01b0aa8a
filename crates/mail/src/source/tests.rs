use std::io::Write;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;

fn mbox(from: usize, to: usize) -> Vec<u8> {
    let message = |number: usize| {
        format!(
            "From a@b.de Wed Oct 12 10:00:00 2022\nFrom: a@b.de\nDate: Wed, 12 Oct 2022 10:00:00 +0000\nSubject: {number}\n\nbody {number}\n\n"
        )
    };
    (from..to).map(message).collect::<String>().into_bytes()
}

fn eml(number: usize) -> Vec<u8> {
    format!("Received: x\nFrom: a@b.de\nSubject: {number}\n\nbody\n").into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, &bytes[..]).unwrap();
    }
    builder.into_inner().unwrap()
}

use zip::CompressionMethod;

fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}

fn subjects(path: &Path) -> Vec<String> {
    let items: Vec<Item> = Source::open(path)
        .unwrap()
        .map(|item| item.unwrap())
        .collect();
    resuming_agrees(path, &items);
    items.iter().map(subject).collect()
}

fn subject(item: &Item) -> String {
    let text = String::from_utf8_lossy(&item.message.bytes).into_owned();
    text.split("Subject: ")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .to_owned()
}

fn resuming_agrees(path: &Path, items: &[Item]) {
    for (index, item) in items.iter().enumerate() {
        let rest: Vec<Item> = Source::resume(path, Some(item.cursor.clone()))
            .unwrap()
            .map(|item| item.unwrap())
            .collect();
        assert_eq!(rest, items[index + 1..], "resumed behind {index}");
    }
}

fn first_error(path: &Path) -> &'static str {
    match Source::open(path) {
        Ok(source) => source.filter_map(Result::err).next().unwrap().code(),
        Err(error) => error.code(),
    }
}

#[test]
fn single_files() {
    let folder = TempDir::new().unwrap();
    assert_eq!(
        subjects(&file(&folder, "a.mbox", &mbox(0, 3))),
        ["0", "1", "2"]
    );
    assert_eq!(
        subjects(&file(&folder, "a.mbox.gz", &gzip(&mbox(0, 3)))),
        ["0", "1", "2"]
    );
    assert_eq!(subjects(&file(&folder, "a.eml", &eml(7))), ["7"]);
    assert_eq!(subjects(&file(&folder, "a.eml.gz", &gzip(&eml(7)))), ["7"]);
    assert!(subjects(&file(&folder, "empty", b"")).is_empty());
    assert_eq!(
        first_error(&file(&folder, "a.pdf", b"%PDF-1.4 hello")),
        "not_mail"
    );
}

#[test]
fn folders_of_every_kind() {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in [
        ("box/cur/1:2,S", eml(1)),
        ("box/new/2", eml(2)),
        ("box/tmp/3", eml(3)),
        ("box/.Sent/cur/4", eml(4)),
        ("tb/Inbox", mbox(5, 7)),
        ("tb/Inbox.msf", b"// <!-- <mdb:mork -->".to_vec()),
        ("apple/Work.mbox/mbox", mbox(7, 8)),
        (
            "apple/8.emlx",
            [
                b"52        \n".to_vec(),
                eml(8),
                b"<?xml?><plist/>".to_vec(),
            ]
            .concat(),
        ),
    ] {
        file(&folder, name, &bytes);
    }
    assert_eq!(subjects(folder.path()), ["8", "7", "4", "1", "2", "5", "6"]);
}

#[test]
fn archives_as_they_come() {
    let folder = TempDir::new().unwrap();
    let files = [
        ("Takeout/archive_browser.html", b"<html>".to_vec()),
        ("Takeout/Mail/All mail.mbox", mbox(0, 4)),
        ("Takeout/Mail/old.mbox.gz", gzip(&mbox(4, 6))),
        ("Takeout/Mail/one.eml", eml(9)),
    ];
    let expected = ["0", "1", "2", "3", "4", "5", "9"];
    assert_eq!(subjects(&file(&folder, "t.zip", &zip(&files))), expected);
    assert_eq!(subjects(&file(&folder, "t.tar", &tar(&files))), expected);
    assert_eq!(
        subjects(&file(&folder, "t.tgz", &gzip(&tar(&files)))),
        expected
    );
    let long = format!("{}/a.mbox", "deep".repeat(60));
    assert_eq!(
        subjects(&file(&folder, "long.tar", &tar(&[(&long, mbox(0, 1))]))),
        ["0"]
    );
}

#[test]
fn harmful_archives_are_refused() {
    let folder = TempDir::new().unwrap();
    let climbing = zip(&[("../../etc/a.mbox", mbox(0, 1))]);
    assert_eq!(
        first_error(&file(&folder, "climb.zip", &climbing)),
        "unsafe_path"
    );
    let bomb = zip(&[("a.mbox", [mbox(0, 1), vec![b'a'; 300 << 20]].concat())]);
    assert_eq!(
        first_error(&file(&folder, "bomb.zip", &bomb)),
        "archive_bomb"
    );
}

#[test]
fn damaged_files_are_told_and_the_rest_is_read() {
    let folder = TempDir::new().unwrap();
    let whole = gzip(&mbox(0, 2000));
    file(&folder, "a.mbox.gz", &whole[..whole.len() / 2]);
    file(&folder, "b.mbox", &mbox(1, 2));
    let (good, bad): (Vec<_>, Vec<_>) = Source::open(folder.path())
        .unwrap()
        .partition(Result::is_ok);
    assert!(good.len() > 100 && bad.len() == 1);
    let mut zipped = zip(&[("a.mbox", mbox(0, 5)), ("b.eml", eml(6))]);
    zipped[60] ^= 0x55;
    let source = Source::open(&file(&folder, "c.zip", &zipped)).unwrap();
    let last = source.filter_map(Result::ok).last().unwrap();
    assert_eq!(subject(&last), "6");
}

#[test]
fn a_lost_cursor_is_told() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "t.zip", &zip(&[("a.mbox", mbox(0, 2))]));
    let cursor = Cursor {
        container: "gone.mbox".into(),
        offset: 0,
    };
    let found: Vec<_> = Source::resume(&path, Some(cursor)).unwrap().collect();
    assert!(matches!(
        found.as_slice(),
        [Err(SourceError::CursorLost { .. })]
    ));
}

#[test]
fn the_position_grows_to_the_size_of_the_packed_file() {
    let folder = TempDir::new().unwrap();
    let noise = |seed: u64| {
        let mut text = mbox(0, 1);
        let mut state = seed;
        for _ in 0..40_000 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            text.extend_from_slice(format!("{:x}\n", state >> 33).as_bytes());
        }
        text.extend_from_slice(b"\n");
        text
    };
    let files: Vec<(&str, Vec<u8>)> = vec![("a.mbox", noise(1)), ("b.mbox", noise(2))];
    for (name, bytes) in [
        ("one.mbox", [noise(1), noise(2)].concat()),
        ("one.mbox.gz", gzip(&[noise(1), noise(2)].concat())),
        ("all.zip", zip(&files)),
        ("all.tar", tar(&files)),
        ("all.tgz", gzip(&tar(&files))),
    ] {
        let path = file(&folder, name, &bytes);
        let mut source = Source::open(&path).unwrap();
        let size = bytes.len() as u64;
        assert!(source.position() <= size, "{name}");
        assert!(source.next().unwrap().is_ok());
        let first = source.position();
        assert!(first > 0 && first < size, "{name}: {first} of {size}");
        assert!(source.by_ref().all(|item| item.is_ok()), "{name}");
        let rest = size - source.position();
        assert!(rest < 1_000, "{name}: {rest} bytes were never read");
    }
}
