//! What was found, as files.

use std::io::Write;

use super::read::List;
use crate::error::Error;
use crate::full::Pair;
use crate::model::Model;
use crate::score::Score;

/// `id_a,id_b,probability`, in the order of the records; with a model also the evidence in words.
///
/// # Errors
/// If the file cannot be written.
pub fn write_pairs(
    list: &List,
    pairs: &[Pair],
    explained_by: Option<&Model>,
    out: impl Write,
) -> Result<(), Error> {
    let mut out = csv::Writer::from_writer(out);
    let columns = if explained_by.is_some() { 4 } else { 3 };
    let header = ["id_a", "id_b", "probability", "evidence"];
    write(&mut out, header.into_iter().take(columns))?;
    for pair in pairs {
        let probability = format!("{:.6}", pair.probability);
        let words =
            explained_by.map(|model| Score::of(&list.table, model, pair.one, pair.other).words());
        let words = words.unwrap_or_default();
        let fields = [list.id(pair.one), list.id(pair.other), &probability, &words];
        write(&mut out, fields.into_iter().take(columns))?;
    }
    Ok(out.flush()?)
}

/// `id,cluster`: one line a record; clusters are numbered from 1 in the order of their first
/// record. Of two files the third column says which, `a` or `b`.
///
/// # Errors
/// If the file cannot be written.
pub fn write_clusters(list: &List, clusters: &[u32], out: impl Write) -> Result<(), Error> {
    let mut out = csv::Writer::from_writer(out);
    let is_linked = list.border.is_some();
    let columns = if is_linked { 3 } else { 2 };
    write(
        &mut out,
        ["id", "cluster", "list"].into_iter().take(columns),
    )?;
    let mut numbers = vec![0_u32; clusters.len()];
    let mut last = 0;
    for (record, first) in clusters.iter().enumerate() {
        let number = &mut numbers[*first as usize];
        if *number == 0 {
            last += 1;
            *number = last;
        }
        let record = record as u32;
        let side = if list.border.is_some_and(|border| record >= border) {
            "b"
        } else {
            "a"
        };
        let number = number.to_string();
        write(
            &mut out,
            [list.id(record), &number, side].into_iter().take(columns),
        )?;
    }
    Ok(out.flush()?)
}

fn write<'a, W: Write>(
    out: &mut csv::Writer<W>,
    fields: impl IntoIterator<Item = &'a str>,
) -> Result<(), Error> {
    out.write_record(fields)
        .map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => Error::Io(error),
            other => Error::Io(std::io::Error::other(format!("{other:?}"))),
        })
}
