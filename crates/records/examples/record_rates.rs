//! Records a second out of 100,000 rows, cards, meetings and messages, all in memory.
//! `cargo run --release -p records --example record_rates`

use std::time::Instant;

use chrono::{DateTime, Utc};
use records::{Input, Options, open};

const COUNT: usize = 100_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let options = Options {
        regions: vec!["DE".to_owned()],
        time_zone: chrono_tz::Europe::Berlin,
        window: (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC),
        mapping: None,
    };
    let header = "First Name,Last Name,E-mail Address,Mobile Phone,Company,Job Title,Business Street,Business City,Birthday,Notes\n";
    let files = [
        ("contacts.csv", text(header, row, "")),
        ("contacts.vcf", text("", card, "")),
        (
            "calendar.ics",
            text("BEGIN:VCALENDAR\n", meeting, "END:VCALENDAR\n"),
        ),
        ("WhatsApp Chat with Bo.txt", text("", line, "")),
    ];
    for (name, text) in files {
        let megabytes = text.len() as f64 / 1e6;
        let input = Input::memory(name, text.into_bytes());
        let started = Instant::now();
        let records = open(&input, &options, None)?;
        let read = records
            .flatten()
            .filter(|item| item.outcome.is_ok())
            .count();
        let seconds = started.elapsed().as_secs_f64();
        let (rate, speed) = (read as f64 / seconds, megabytes / seconds);
        println!("{name}: {read} records in {seconds:.2} s, {rate:.0} a second, {speed:.1} MB/s");
    }
    Ok(())
}

fn text(before: &str, part: fn(usize) -> String, after: &str) -> String {
    let parts: String = (0..COUNT).map(part).collect();
    format!("{before}{parts}{after}")
}

fn row(number: usize) -> String {
    let (month, day) = (number % 12 + 1, number % 28 + 1);
    format!(
        "Ada,Quill{number},ada{number}@quill{}.example,+49 170 {:07},Quill {} GmbH,Engineer,Kai {number},Hamburg,{month}/{day}/1980,\"Met at the fair,\nlikes tea\"\n",
        number % 900,
        number + 1_000_000,
        number % 900,
    )
}

fn card(number: usize) -> String {
    format!(
        "BEGIN:VCARD\nVERSION:3.0\nUID:{number}\nN:Quill{number};Ada;;;\nFN:Ada Quill{number}\nEMAIL;TYPE=WORK:ada{number}@quill.example\nTEL;TYPE=CELL:+49 170 {:07}\nORG:Quill GmbH\nBDAY:1980-02-03\nEND:VCARD\n",
        number + 1_000_000
    )
}

fn meeting(number: usize) -> String {
    let day = number % 28 + 1;
    format!(
        "BEGIN:VEVENT\nUID:{number}\nDTSTART;TZID=Europe/Berlin:202401{day:02}T090000\nDURATION:PT1H\nSUMMARY:Talk {number}\nORGANIZER;CN=Ada:mailto:ada@quill.example\nATTENDEE;CN=Bo;PARTSTAT=ACCEPTED:mailto:bo{number}@reed.example\nEND:VEVENT\n"
    )
}

fn line(number: usize) -> String {
    let (month, day) = (number % 12 + 1, number % 28 + 1);
    format!("[{day:02}.{month:02}.24, 09:00:00] Ada Quill: message {number}\n")
}
