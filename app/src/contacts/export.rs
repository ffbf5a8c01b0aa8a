//! Contacts that leave: the selection of the list as one vCard file or one table, made
//! while it is sent, so that it may be of any length.

mod further;
mod person;
mod said;
mod serve;

use futures::{Stream, StreamExt, TryStreamExt, stream};
use records::{
    delimited::ContactsTable,
    vcard::{CardVersion, card},
};
use uuid::Uuid;

pub use further::give_photos;
pub use person::{Person, people};
pub use serve::{download_card, download_contacts, file_response};

use super::{
    list::{ListQuery, list},
    outside,
};
use crate::{
    context::{Scope, Viewer},
    error::{Error, Result},
    fields::{self, types::Subject},
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
}

/// A file of contacts as it is written.
#[derive(Clone)]
pub struct Writer {
    format: ExportFormat,
    table: ContactsTable,
}

impl Writer {
    /// A table has a column for each field that others have no column for.
    pub async fn new(scope: &mut Scope, format: ExportFormat) -> Result<Self> {
        let own = fields::fields(scope, Subject::Contact).await?;
        let told = outside::names().map(|(_, name)| name.to_owned());
        let names = told.chain(own.into_iter().map(|field| field.label));
        Ok(Self {
            format,
            table: ContactsTable::with(names),
        })
    }

    /// What stands before the first contact. Spreadsheets know UTF-8 by its mark alone.
    pub fn head(&self) -> String {
        match self.format {
            ExportFormat::Vcard => String::new(),
            ExportFormat::Csv => format!("\u{feff}{}", self.table.header()),
        }
    }

    pub async fn write(&self, scope: &mut Scope, ids: &[Uuid]) -> Result<String> {
        let mut people = people(scope, ids).await?;
        if self.format == ExportFormat::Vcard {
            give_photos(scope, &mut people).await?;
        }
        Ok(people.iter().map(|person| self.one(person)).collect())
    }

    fn one(&self, person: &Person) -> String {
        match self.format {
            ExportFormat::Vcard => card(
                &person.contact,
                &person.id.urn().to_string(),
                CardVersion::V4,
                &[],
            ),
            ExportFormat::Csv => self.table.row(&person.id.to_string(), &person.contact),
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
    stream::once(async move {
        let mut scope = viewer.begin().await?;
        let writer = Writer::new(&mut scope, format).await?;
        drop(scope);
        let head = writer.head();
        let pages = stream::try_unfold(Some(selection), move |selection| {
            next_page(viewer.clone(), writer.clone(), selection)
        });
        Ok::<_, Error>(stream::once(async move { Ok(head) }).chain(pages))
    })
    .try_flatten()
}

/// These contacts, in this order.
pub fn export_these(
    viewer: Viewer,
    contacts: Vec<Uuid>,
    format: ExportFormat,
) -> impl Stream<Item = Result<String>> + Send + 'static {
    stream::once(async move {
        let mut scope = viewer.begin().await?;
        let writer = Writer::new(&mut scope, format).await?;
        drop(scope);
        let head = writer.head();
        let pages = stream::try_unfold(contacts, move |mut contacts| {
            let (viewer, writer) = (viewer.clone(), writer.clone());
            async move {
                if contacts.is_empty() {
                    return Ok(None);
                }
                let rest = contacts.split_off(contacts.len().min(PAGE.unsigned_abs() as usize));
                let mut scope = viewer.begin().await?;
                Ok(Some((writer.write(&mut scope, &contacts).await?, rest)))
            }
        });
        Ok::<_, Error>(stream::once(async move { Ok(head) }).chain(pages))
    })
    .try_flatten()
}

async fn next_page(
    viewer: Viewer,
    writer: Writer,
    selection: Option<ListQuery>,
) -> Result<Option<(String, Option<ListQuery>)>> {
    let Some(selection) = selection else {
        return Ok(None);
    };
    let mut scope = viewer.begin().await?;
    let page = list(&mut scope, &selection).await?;
    let ids: Vec<Uuid> = page.rows.iter().map(|row| row.id).collect();
    let text = writer.write(&mut scope, &ids).await?;
    let next = page.next.map(|after| ListQuery {
        after: Some(after),
        ..selection
    });
    Ok(Some((text, next)))
}
