//! Contacts that leave: the selection of the list as one vCard file or one table, made
//! while it is sent, so that it may be of any length.

mod person;
mod said;
mod serve;

use futures::{Stream, StreamExt, stream};
use records::{
    delimited::{contact_row, contacts_header},
    vcard::{CardVersion, card},
};
use uuid::Uuid;

pub use person::{Person, people};
pub use serve::{download_card, download_contacts, file_response};

use super::list::{Cursor, ListQuery, list};
use crate::{
    context::{Scope, Viewer},
    error::Result,
};

/// How many contacts are read at once.
const PAGE: i64 = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Vcard,
    Csv,
}

impl ExportFormat {
    pub const ALL: [Self; 2] = [Self::Vcard, Self::Csv];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vcard => "vcard",
            Self::Csv => "csv",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == text)
    }

    pub fn file_name(self) -> &'static str {
        match self {
            Self::Vcard => "contacts.vcf",
            Self::Csv => "contacts.csv",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Vcard => "text/vcard; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// What stands before the first contact. Spreadsheets know UTF-8 by its mark alone.
    pub fn head(self) -> String {
        match self {
            Self::Vcard => String::new(),
            Self::Csv => format!("\u{feff}{}", contacts_header()),
        }
    }

    pub fn write(self, person: &Person) -> String {
        match self {
            Self::Vcard => card(
                &person.contact,
                &person.id.urn().to_string(),
                CardVersion::V4,
                &[],
            ),
            Self::Csv => contact_row(&person.id.to_string(), &person.contact),
        }
    }
}

/// The contacts of this selection, whatever page of it was looked at.
pub fn export(
    viewer: Viewer,
    selection: ListQuery,
    format: ExportFormat,
) -> impl Stream<Item = Result<String>> + Send + 'static {
    let selection = ListQuery {
        after: None,
        limit: PAGE,
        ..selection
    };
    let pages = stream::try_unfold(Some(selection), move |selection| {
        let viewer = viewer.clone();
        async move {
            let Some(selection) = selection else {
                return Ok(None);
            };
            let mut scope = viewer.begin().await?;
            let (people, next) = page(&mut scope, &selection).await?;
            let text: String = people.iter().map(|person| format.write(person)).collect();
            let next = next.map(|after| ListQuery {
                after: Some(after),
                ..selection
            });
            Ok(Some((text, next)))
        }
    });
    stream::once(async move { Ok(format.head()) }).chain(pages)
}

async fn page(scope: &mut Scope, selection: &ListQuery) -> Result<(Vec<Person>, Option<Cursor>)> {
    let page = list(scope, selection).await?;
    let ids: Vec<Uuid> = page.rows.iter().map(|row| row.id).collect();
    Ok((people(scope, &ids).await?, page.next))
}
