//! Contacts as a table: the columns that Google Contacts writes, which most programs take,
//! and Kith itself reads as they were.

use super::write::csv_row;
use crate::record::{Address, Contact, Employment, Labelled, Phone, Photo};

/// Between several values of one cell, as Google puts it.
const BETWEEN: &str = " ::: ";
/// Google's mark of a list that holds its own group; with it no label is taken for several.
const GROUP: &str = "* myContacts";

const SINGLE: [&str; 13] = [
    "Id",
    "Name",
    "First Name",
    "Middle Name",
    "Last Name",
    "Name Prefix",
    "Name Suffix",
    "Nickname",
    "Birthday",
    "Notes",
    "Photo",
    "Labels",
    "Connected On",
];

/// Columns that come several times: their name, how often, and their parts.
const REPEATED: [(&str, usize, &[&str]); 9] = [
    (
        "Organization",
        3,
        &["Name", "Title", "Department", "Start Date", "End Date"],
    ),
    ("E-mail", 4, &["Label", "Value"]),
    ("Phone", 4, &["Label", "Value"]),
    (
        "Address",
        2,
        &[
            "Label",
            "Formatted",
            "Street",
            "City",
            "PO Box",
            "Region",
            "Postal Code",
            "Country",
            "Extended Address",
        ],
    ),
    ("Website", 3, &["Label", "Value"]),
    ("IM", 3, &["Service", "Value"]),
    ("Event", 3, &["Label", "Value"]),
    ("Relation", 3, &["Label", "Value"]),
    ("Custom Field", 8, &["Label", "Value"]),
];

/// A table of contacts as it is written.
#[derive(Debug, Clone, Default)]
pub struct ContactsTable {
    /// Names of custom values that have a column of their own.
    own: Vec<String>,
}

impl ContactsTable {
    /// With a column for each of these names; one that means another column already stands
    /// with the custom values that have none.
    pub fn with(names: impl IntoIterator<Item = String>) -> Self {
        let mut own: Vec<String> = Vec::new();
        for name in names {
            let is_same = |other: &str| other.eq_ignore_ascii_case(name.trim());
            let is_taken = standard_columns().any(|column| is_same(&column))
                || own.iter().any(|known| is_same(known));
            if !is_taken {
                own.push(name.trim().to_owned());
            }
        }
        Self { own }
    }

    /// The names of the columns, as the first row.
    pub fn header(&self) -> String {
        csv_row(standard_columns().chain(self.own.iter().cloned()))
    }

    /// One contact as a row beneath the header.
    pub fn row(&self, id: &str, contact: &Contact) -> String {
        let mut cells = single(id, contact);
        let groups = self.groups(contact);
        for ((_, times, parts), rows) in REPEATED.into_iter().zip(groups) {
            cells.extend(fitted(rows, times, parts.len()).into_iter().flatten());
        }
        let values = |name| contact.custom.get(name).map(|values| values.join(BETWEEN));
        cells.extend(self.own.iter().map(|name| values(name).unwrap_or_default()));
        csv_row(cells)
    }
}

fn standard_columns() -> impl Iterator<Item = String> {
    let single = SINGLE.into_iter().map(str::to_owned);
    let repeated = REPEATED.into_iter().flat_map(|(name, times, parts)| {
        let each = move |number| {
            parts
                .iter()
                .map(move |part| format!("{name} {number} - {part}"))
        };
        (1..=times).flat_map(each)
    });
    single.chain(repeated)
}

fn single(id: &str, contact: &Contact) -> Vec<String> {
    let photo = match &contact.photo {
        Some(Photo::Url(address)) => address.clone(),
        _ => String::new(),
    };
    let tags: Vec<&str> = contact.tags.iter().map(String::as_str).collect();
    let tags = if tags.is_empty() {
        String::new()
    } else {
        [tags, vec![GROUP]].concat().join(BETWEEN)
    };
    vec![
        id.to_owned(),
        shown(&contact.name),
        shown(&contact.given_name),
        shown(&contact.additional_name),
        shown(&contact.family_name),
        shown(&contact.prefix),
        shown(&contact.suffix),
        shown(&contact.nickname),
        shown(&contact.birthday),
        contact.notes.join("\n\n"),
        photo,
        tags,
        shown(&contact.connected),
    ]
}

impl ContactsTable {
    /// In the order of [`REPEATED`].
    fn groups(&self, contact: &Contact) -> [Vec<Vec<String>>; 9] {
        let phone = |phone: &Phone| vec![shown(&phone.label), phone.raw.clone()];
        let handles = contact
            .handles
            .iter()
            .map(|handle| vec![handle.service.clone(), handle.value.clone()]);
        let custom = contact
            .custom
            .iter()
            .filter(|(name, _)| !self.own.contains(name))
            .flat_map(|(name, values)| {
                values.iter().map(|value| vec![name.clone(), value.clone()])
            });
        [
            contact.employments.iter().map(employment).collect(),
            contact.emails.iter().map(labelled).collect(),
            contact.phones.iter().map(phone).collect(),
            contact.addresses.iter().map(address).collect(),
            contact.urls.iter().map(labelled).collect(),
            handles.collect(),
            contact.anniversaries.iter().map(labelled).collect(),
            contact.relations.iter().map(labelled).collect(),
            custom.collect(),
        ]
    }
}

fn labelled<T: std::fmt::Display>(item: &Labelled<T>) -> Vec<String> {
    vec![shown(&item.label), item.value.to_string()]
}

fn employment(job: &Employment) -> Vec<String> {
    vec![
        shown(&job.company),
        shown(&job.title),
        shown(&job.department),
        shown(&job.since),
        shown(&job.until),
    ]
}

fn address(address: &Address) -> Vec<String> {
    let parts = [
        &address.label,
        &address.text,
        &address.street,
        &address.city,
        &address.po_box,
        &address.region,
        &address.postal_code,
        &address.country,
        &address.extended,
    ];
    parts.map(shown).to_vec()
}

fn shown<T: std::fmt::Display>(value: &Option<T>) -> String {
    value.as_ref().map(T::to_string).unwrap_or_default()
}

/// As many groups of cells as there are columns for; the last of them holds what is more.
fn fitted(mut rows: Vec<Vec<String>>, times: usize, width: usize) -> Vec<Vec<String>> {
    let more = rows.split_off(times.min(rows.len()));
    rows.resize(times, vec![String::new(); width]);
    if let Some(last) = rows.last_mut() {
        for row in more {
            for (cell, further) in last.iter_mut().zip(row) {
                if !further.is_empty() && *cell != further {
                    cell.push_str(BETWEEN);
                    cell.push_str(&further);
                }
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::PartialDate;
    use crate::record::{Fields, Handle, Record};
    use crate::{Input, Options};

    fn read(table: &str) -> Vec<Record> {
        let options = Options {
            regions: Vec::new(),
            time_zone: chrono_tz::UTC,
            window: Default::default(),
            mapping: None,
        };
        let input = Input::memory("contacts.csv", table.as_bytes());
        let items = crate::open(&input, &options, None).unwrap();
        items.map(|item| item.unwrap().outcome.unwrap()).collect()
    }

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn item(value: &str, label: &str) -> Labelled {
        Labelled {
            value: value.to_owned(),
            label: text(label),
        }
    }

    fn bo() -> Contact {
        Contact {
            name: text("=cmd|' /C calc'!A0"),
            given_name: text("-Bo"),
            family_name: text("'@Lind"),
            prefix: text("Dr."),
            nickname: text("B\"o"),
            emails: vec![item("bo@lind.example", "work"), item("b@a.example", "home")],
            phones: vec![crate::phone::phone("+49 30 1234567", text("mobile"), &[])],
            addresses: vec![Address {
                label: text("home"),
                street: text("1 Low Road\nBack"),
                city: text("Berlin"),
                country: text("Germany"),
                ..Address::default()
            }],
            handles: vec![Handle {
                service: "matrix".to_owned(),
                value: "@bo".to_owned(),
            }],
            urls: vec![item("https://bo.example", "blog")],
            employments: vec![Employment {
                company: text("+Plus, Inc."),
                title: text("Baker"),
                since: PartialDate::new(Some(2019), Some(2), None),
                ..Employment::default()
            }],
            birthday: PartialDate::new(None, Some(2), Some(3)),
            anniversaries: vec![Labelled {
                value: PartialDate::new(Some(2001), Some(4), Some(5)).unwrap(),
                label: text("wedding"),
            }],
            relations: vec![item("Di", "sister")],
            notes: vec!["=1+1\nsecond; line".to_owned()],
            tags: vec!["tea, green".to_owned()],
            custom: [("Coffee".to_owned(), vec!["black".to_owned()])].into(),
            ..Contact::default()
        }
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let table = ContactsTable::default();
        let table = table.header() + &table.row("id-1", &bo()) + &table.row("id-2", &bo());
        let records = read(&table);
        assert_eq!(records.len(), 2);
        assert_eq!(records[1].external_id, "id-2");
        assert_eq!(records[0].fields, Fields::Contact(Box::new(bo())));
        assert_eq!(records[0].remarks, Vec::<String>::new());
    }

    #[test]
    fn a_name_of_ones_own_has_a_column() {
        let names = ["Coffee", "coffee", "Notes", "Tea"].map(str::to_owned);
        let table = ContactsTable::with(names);
        let text = table.header() + &table.row("1", &bo());
        assert!(
            text.lines().next().unwrap().ends_with("Coffee\",\"Tea\""),
            "{text}"
        );
        let records = read(&text);
        assert_eq!(records[0].fields, Fields::Contact(Box::new(bo())));
    }

    #[test]
    fn no_cell_of_a_table_is_a_formula() {
        for cell in ContactsTable::default().row("1", &bo()).split("\",\"") {
            let cell = cell.trim_matches('"');
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }

    #[test]
    fn more_than_the_columns_is_put_into_the_last() {
        let emails = (0..6).map(|number| item(&format!("a{number}@b.example"), "work"));
        let many = Contact {
            emails: emails.collect(),
            ..bo()
        };
        let table = ContactsTable::default();
        let records = read(&(table.header() + &table.row("1", &many)));
        assert_eq!(records[0].fields, Fields::Contact(Box::new(many)));
    }
}
