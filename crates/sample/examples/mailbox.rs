//! Writes a mailbox to standard output and its counts to standard error:
//! `mailbox --messages 6000 --seed 1 --now 2026-03-01T12:00:00Z --me "Ada Berg <ada@kestrel.example>"`.

use std::collections::HashMap;
use std::error::Error;
use std::io::{self, BufWriter, Write};

use chrono::{DateTime, Utc};
use sample::{Me, Plan, demonstration, write_mbox};

fn main() -> Result<(), Box<dyn Error>> {
    let plan = plan(&options(std::env::args().skip(1))?)?;
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    let summary = write_mbox(&plan, &mut out)?;
    out.flush()?;
    eprintln!("{summary:#?}");
    Ok(())
}

fn options(arguments: impl Iterator<Item = String>) -> Result<HashMap<String, String>, String> {
    let mut found = HashMap::new();
    let mut arguments = arguments;
    while let Some(name) = arguments.next() {
        let key = name
            .strip_prefix("--")
            .ok_or_else(|| format!("unexpected {name}"))?;
        let value = arguments
            .next()
            .ok_or_else(|| format!("{name} needs a value"))?;
        found.insert(key.to_owned(), value);
    }
    Ok(found)
}

fn plan(options: &HashMap<String, String>) -> Result<Plan, Box<dyn Error>> {
    let now = options
        .get("now")
        .ok_or("--now is needed, such as 2026-03-01T12:00:00Z")?;
    let mut plan = demonstration(now.parse::<DateTime<Utc>>()?);
    for (key, value) in options {
        match key.as_str() {
            "now" => {}
            "messages" => plan.messages = value.parse()?,
            "people" => plan.people = value.parse()?,
            "seed" => plan.seed = value.parse()?,
            "years" => plan.years = value.parse()?,
            "me" => plan.me = me(value)?,
            other => return Err(format!("unknown option --{other}").into()),
        }
    }
    if !options.contains_key("people") {
        plan.people = (plan.messages / 20).max(1);
    }
    Ok(plan)
}

fn me(text: &str) -> Result<Me, String> {
    let (name, email) = text
        .split_once(" <")
        .ok_or("--me needs the form \"Name <address>\"")?;
    let email = email.trim_end_matches('>').to_owned();
    Ok(Me {
        name: name.to_owned(),
        email,
        other_emails: Vec::new(),
    })
}
