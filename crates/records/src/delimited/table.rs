//! The rows of a table become records by the mapping of its columns.

use std::io::{self, BufRead};

use super::{Dialect, Rows, cells, sniff};
use crate::charset;
use crate::mapping::{self, Mapping};
use crate::outcome::Reason;
use crate::reader::{Options, Parts};
use crate::unit::{Outcome, Unit};

/// Rows that the guess looks at.
const LOOKED_AT: usize = 200;

pub(crate) struct Table<R> {
    rows: Rows<R>,
    dialect: Dialect,
    mapping: Mapping,
    regions: Vec<String>,
    before: usize,
}

impl<R: BufRead> Table<R> {
    /// `head` is the beginning of `input`.
    pub(crate) fn open(input: R, head: &[u8], options: &Options) -> io::Result<Self> {
        let dialect = sniff(head);
        let guessed = mapping::guess(&dialect, &first_rows(head, &dialect)?);
        let mapping = match &options.mapping {
            Some(decided) => guessed.corrected_by(decided),
            None => guessed,
        };
        Ok(Table {
            rows: Rows::new(input, &dialect),
            before: dialect.rows_before(),
            regions: options.regions.clone(),
            dialect,
            mapping,
        })
    }

    pub(crate) fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// As many cells as the header has; missing or empty ones at the end are no fault, but a single
    /// one is the rest of a broken row.
    fn cells(&self, unit: &Unit) -> Result<(Vec<String>, Option<String>), Reason> {
        let text = charset::text(&unit.bytes, self.dialect.legacy());
        let mut cells = cells(&text, self.dialect.delimiter);
        let (found, expected) = (cells.len(), self.dialect.header.len());
        if found > expected && cells[expected..].iter().any(|cell| !cell.trim().is_empty()) {
            return Err(Reason::Ragged { expected, found });
        }
        if found == 1 && expected > 2 {
            return Err(Reason::Ragged { expected, found });
        }
        let remark = (found < expected)
            .then(|| format!("{found} of {expected} cells; the others are empty"));
        cells.resize(expected, String::new());
        Ok((cells, remark))
    }
}

fn first_rows(head: &[u8], dialect: &Dialect) -> io::Result<Vec<Vec<String>>> {
    let mut rows = Rows::new(head, dialect);
    let mut found = Vec::new();
    let most = dialect.rows_before() + LOOKED_AT;
    while let Some(unit) = rows.next()? {
        let text = charset::text(&unit.bytes, dialect.legacy());
        if unit.fault.is_none() {
            found.push(cells(&text, dialect.delimiter));
        }
        if found.len() == most {
            break;
        }
    }
    Ok(found.split_off(dialect.rows_before().min(found.len())))
}

impl<R: BufRead + Send> Parts for Table<R> {
    fn next(&mut self) -> io::Result<Option<Unit>> {
        while self.before > 0 {
            self.before -= 1;
            self.rows.next()?;
        }
        self.rows.next()
    }

    fn read(&mut self, unit: &Unit, _at: u32) -> Outcome {
        if self.mapping.rows == mapping::Rows::Nothing {
            return Err(Reason::LeftOut);
        }
        let (cells, remark) = self.cells(unit)?;
        let mut record = mapping::row(&self.mapping, &cells, &self.regions)?;
        record.remarks.extend(remark);
        Ok(record)
    }
}
