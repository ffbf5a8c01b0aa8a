//! Asks on the terminal which of the proposed addresses are the member's, and whether a
//! table is what it looks like.

use std::io::BufRead;

use anyhow::Result;
use app::{
    context::Viewer,
    error::Error,
    imports::{
        self, Table,
        types::{ImportReport, ProposedAddress},
    },
};
use serde_json::json;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub enum Answered {
    /// Or something that was no answer: the import still asks.
    Yes,
    Nobody,
}

pub async fn ask(
    viewer: &Viewer,
    report: &ImportReport,
    stop: &CancellationToken,
) -> Result<Answered> {
    eprintln!("Which addresses in {} are yours?", report.file_name);
    eprintln!("{}", proposals(&report.proposed_addresses));
    eprint!("Numbers or addresses, with spaces between them [1]: ");
    let line = tokio::select! {
        line = read_line() => line?,
        () = stop.cancelled() => return Ok(Answered::Yes),
    };
    let Some(line) = line else {
        eprintln!();
        return Ok(Answered::Nobody);
    };
    let chosen = chosen(&line, &report.proposed_addresses);
    let mut scope = viewer.begin().await?;
    match imports::answer_addresses(&mut scope, report.import_id, &chosen).await {
        Ok(()) => scope.commit().await?,
        Err(Error::Invalid(_)) => eprintln!("That is not an address."),
        Err(error) => return Err(error.into()),
    }
    Ok(Answered::Yes)
}

/// Shows how the columns of a table look; an empty line takes that.
pub async fn ask_columns(
    viewer: &Viewer,
    table: &Table,
    import: Uuid,
    stop: &CancellationToken,
) -> Result<Answered> {
    eprintln!("What do the columns {}hold?", of_table(table));
    for column in &table.mapping.columns {
        let field = json!(column.field);
        let field = field.as_str().unwrap_or("kept under its own name");
        eprintln!(
            "  {}: {field} ({})",
            column.header,
            column.samples.join(", ")
        );
    }
    eprint!("Enter imports it so, - leaves the table out: ");
    let line = tokio::select! {
        line = read_line() => line?,
        () = stop.cancelled() => return Ok(Answered::Yes),
    };
    let Some(line) = line else {
        eprintln!();
        return Ok(Answered::Nobody);
    };
    let file = Some(table.container.as_str());
    let mut scope = viewer.begin().await?;
    match line.trim() {
        "" => imports::answer_mapping(&mut scope, import, file, json!(table.mapping)).await?,
        "-" => imports::leave_table_out(&mut scope, import, file).await?,
        _ => eprintln!("That is neither."),
    }
    scope.commit().await?;
    Ok(Answered::Yes)
}

/// `of contacts.csv ` in an archive.
fn of_table(table: &Table) -> String {
    if table.container.is_empty() {
        String::new()
    } else {
        format!("of {} ", table.container)
    }
}

/// On a thread of its own, which the process may leave behind.
async fn read_line() -> Result<Option<String>> {
    let (told, heard) = oneshot::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        let read = std::io::stdin().lock().read_line(&mut line);
        // Nobody listens where the command was interrupted.
        let _ = told.send(read.map(|read| (read > 0).then_some(line)));
    });
    Ok(heard.await??)
}

/// One numbered line each.
pub fn proposals(proposed: &[ProposedAddress]) -> String {
    let lines = proposed.iter().enumerate().map(|(place, proposed)| {
        let (number, address) = (place + 1, &proposed.address);
        format!("  {number}  {address} ({})", proposed.words())
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Numbers name proposals; nothing at all means the first.
fn chosen(line: &str, proposed: &[ProposedAddress]) -> Vec<String> {
    let line = if line.trim().is_empty() { "1" } else { line };
    let words = line
        .split([' ', ',', ';', '\n', '\r'])
        .filter(|word| !word.is_empty());
    words
        .map(|word| {
            let place = word.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let named = place.and_then(|place| proposed.get(place));
            named.map_or_else(|| word.to_owned(), |found| found.address.clone())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_proposals_and_nothing_means_the_first() {
        let proposed = ["a@x.example", "b@x.example"].map(|address| ProposedAddress {
            address: address.to_owned(),
            ..ProposedAddress::default()
        });
        for (line, meant) in [
            ("\n", vec!["a@x.example"]),
            ("2\n", vec!["b@x.example"]),
            ("1, 2", vec!["a@x.example", "b@x.example"]),
            ("2 c@x.example", vec!["b@x.example", "c@x.example"]),
            ("0 3", vec!["0", "3"]),
        ] {
            assert_eq!(chosen(line, &proposed), meant, "{line}");
        }
    }
}
