//! Rates of reading and understanding generated mail, in MB/s and messages/s.
//! `cargo run --release -p mail --example throughput [MBOX]`

use std::io::{BufReader, Write};
use std::time::Instant;

use mail::{extract, mbox, message};

const MESSAGES: usize = 20_000;

fn main() -> std::io::Result<()> {
    let input = match std::env::args().nth(1) {
        Some(path) => std::fs::read(path)?,
        None => generated()?,
    };
    let megabytes = input.len() as f64 / 1e6;
    println!("{MESSAGES} messages, {megabytes:.1} MB");
    let raw: Vec<_> = timed("split", megabytes, || {
        mbox::Reader::new(BufReader::new(&input[..])).collect::<Result<_, _>>()
    })?;
    let parsed: Vec<_> = timed("parse", megabytes, || {
        raw.iter()
            .filter_map(|raw: &mbox::RawMessage| message::parse(&raw.bytes).ok())
            .collect()
    });
    let people: usize = timed("extract", megabytes, || {
        parsed
            .iter()
            .map(|message| extract::extract(message).people.len())
            .sum()
    });
    println!("{} parsed, {people} people", parsed.len());
    Ok(())
}

fn timed<T>(what: &str, megabytes: f64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{what:<8} {:>8.1} MB/s {:>10.0} messages/s",
        megabytes / seconds,
        MESSAGES as f64 / seconds
    );
    result
}

/// Mail of the kinds that mailboxes hold: replies, HTML, attachments, newsletters.
fn generated() -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let attachment =
        "JVBERi0xLjQKJcOkw7zDtsOfCjIgMCBvYmoKPDwvTGVuZ3RoIDMgMCBSL0ZpbHRlci9GbGF0ZURlY29kZT4+\n"
            .repeat(400);
    for number in 0..MESSAGES {
        writeln!(out, "From jane@acme.com Wed Oct 12 10:00:00 2022")?;
        writeln!(
            out,
            "Received: from a.example by b.example with ESMTPS id x{number}; Wed, 12 Oct 2022 10:00:00 +0200\nFrom: \"Doe, Jane\" <jane{number}@acme.com>\nTo: Joe Bloggs <joe@example.org>, =?utf-8?Q?J=C3=BCrgen?= <j@example.org>"
        )?;
        writeln!(
            out,
            "Date: Wed, 12 Oct 2022 10:00:00 +0200\nMessage-ID: <{number}@acme.com>\nReferences: <a@x> <b@x>\nSubject: Re: the offer {number}\nMIME-Version: 1.0"
        )?;
        let text = "Hi Joe,\n\nthank you for the offer. I have read it and it looks good to me,\nbut could we move the start to the second week of March?\n\nBest regards,\nJane Doe\nHead of Sales | Acme GmbH\nTel: +49 30 1234567 | www.acme.com\n\nOn Tue, Oct 11, 2022 at 9:00 AM Joe Bloggs <joe@example.org> wrote:\n> please find the offer attached.\n> It is valid until the end of the month.\n";
        match number % 8 {
            0 => writeln!(out, "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--b\nContent-Type: application/pdf; name=\"offer.pdf\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n{attachment}\n--b--\n")?,
            1 | 2 => writeln!(out, "Content-Type: text/html; charset=utf-8\n\n<html><body><p>{}</p></body></html>\n", text.replace('\n', "<br>\n"))?,
            3 => writeln!(out, "List-Unsubscribe: <mailto:u@acme.com>\nContent-Type: text/html\n\n{}\n", "<table><tr><td style=\"padding:0\"><a href=\"https://acme.com/x\">Read more about it</a></td></tr></table>".repeat(60))?,
            _ => writeln!(out, "Content-Type: text/plain; charset=utf-8\n\n{text}\n")?,
        }
    }
    Ok(out)
}
