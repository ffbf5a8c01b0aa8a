//! Which column holds what: as told, or as recognised.

use super::infer::infer;
use crate::error::Error;
use crate::record::{ExtraKind, Kind};

/// The kinds that may be given to columns.
pub const KINDS: &str = "id, name, given_name, family_name, email, phone, handle, company, birthday, address, city, postal_code";

/// What the user said of the columns.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Kind and column; none where they are to be recognised
    columns: Vec<(Use, String)>,
    extras: Vec<(String, ExtraKind)>,
}

/// What a column is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Id,
    Value(Kind),
}

/// Uses by the place of the column in a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub uses: Vec<(usize, Use)>,
    pub extras: Vec<ExtraKind>,
}

impl Choice {
    /// Reads `KIND=COLUMN` and `NAME=exact|text|number|date`.
    ///
    /// # Errors
    /// If one is neither.
    pub fn parse(columns: &[String], extras: &[String]) -> Result<Self, Error> {
        let column = |text: &String| {
            let (kind, column) = text
                .split_once('=')
                .ok_or_else(|| Error::Column(text.clone()))?;
            let kind = use_of(kind.trim()).ok_or_else(|| Error::Column(text.clone()))?;
            Ok((kind, column.trim().to_owned()))
        };
        let extra = |text: &String| {
            let (name, kind) = text
                .rsplit_once('=')
                .ok_or_else(|| Error::Extra(text.clone()))?;
            let kind = extra_kind(kind.trim()).ok_or_else(|| Error::Extra(text.clone()))?;
            Ok((name.trim().to_owned(), kind))
        };
        Ok(Self {
            columns: columns.iter().map(column).collect::<Result<_, Error>>()?,
            extras: extras.iter().map(extra).collect::<Result<_, Error>>()?,
        })
    }

    /// The uses of a file's columns. `lines` are the first ones, to recognise columns by.
    pub(super) fn resolve(
        &self,
        header: &[String],
        lines: &[Vec<String>],
    ) -> Result<Columns, Error> {
        let mut columns = Columns::default();
        if self.columns.is_empty() {
            columns = infer(header, lines);
            columns
                .uses
                .retain(|(at, _)| !self.extras.iter().any(|(name, _)| is(&header[*at], name)));
        }
        for (kind, name) in &self.columns {
            columns.uses.push((place(header, name)?, *kind));
        }
        for (name, kind) in &self.extras {
            let number = columns.extras.len() as u8;
            columns
                .uses
                .push((place(header, name)?, Use::Value(Kind::Extra(number))));
            columns.extras.push(*kind);
        }
        if !columns.uses.iter().any(|(_, use_)| *use_ != Use::Id) {
            return Err(Error::NothingRecognised(header.join(", ")));
        }
        if !columns.uses.iter().any(|(_, use_)| *use_ == Use::Id) {
            let id = header.iter().position(|name| super::infer::is_id(name));
            columns.uses.extend(id.map(|at| (at, Use::Id)));
        }
        Ok(columns)
    }
}

fn place(header: &[String], wanted: &str) -> Result<usize, Error> {
    header
        .iter()
        .position(|name| is(name, wanted))
        .ok_or_else(|| Error::NoColumn {
            wanted: wanted.to_owned(),
            there: header.join(", "),
        })
}

fn is(name: &str, wanted: &str) -> bool {
    name.trim().eq_ignore_ascii_case(wanted.trim())
}

fn use_of(kind: &str) -> Option<Use> {
    let kind = match kind {
        "id" => return Some(Use::Id),
        "name" => Kind::Name,
        "given_name" => Kind::GivenName,
        "family_name" => Kind::FamilyName,
        "email" => Kind::Email,
        "phone" => Kind::Phone,
        "handle" => Kind::Handle,
        "company" => Kind::Company,
        "birthday" => Kind::Birthday,
        "address" => Kind::Address,
        "city" => Kind::City,
        "postal_code" => Kind::PostalCode,
        _ => return None,
    };
    Some(Use::Value(kind))
}

fn extra_kind(kind: &str) -> Option<ExtraKind> {
    match kind {
        "exact" => Some(ExtraKind::Exact),
        "text" => Some(ExtraKind::Text),
        "number" => Some(ExtraKind::Number),
        "date" => Some(ExtraKind::Date),
        _ => None,
    }
}
