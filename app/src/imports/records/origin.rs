//! Whose words a record is: the product that wrote the file, where its columns tell it,
//! else the format. An id that a product gave is its own; one in a table of nobody's is
//! told apart by the columns.

use records::{Format, mapping::Mapping};

/// Columns that a product alone writes, as its exports name them.
const PRODUCTS: [(&str, &[&str]); 9] = [
    ("google", &["e-mail 1 - value"]),
    ("linkedin", &["connected on"]),
    ("hubspot", &["record id"]),
    ("pipedrive", &["person - name"]),
    ("pipedrive", &["person - id"]),
    ("salesforce", &["contact id", "account name"]),
    ("salesforce", &["mailing street"]),
    ("twenty", &["emails / primary email"]),
    ("outlook", &["e-mail address", "e-mail display name"]),
];
/// The street of the office, as Outlook calls it in its languages.
const OUTLOOK: [&str; 8] = [
    "business street",
    "straße geschäftlich",
    "rue (bureau)",
    "calle del trabajo",
    "via (uff.)",
    "werkadres, straat",
    "adres służbowy - ulica",
    "rua do endereço comercial",
];
const LONGEST_ID: usize = 400;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    pub name: &'static str,
    /// Before ids that mean nothing outside tables with these columns.
    pub namespace: Option<String>,
}

impl Origin {
    pub fn of(format: Format, mapping: Option<&Mapping>) -> Self {
        let name = match format {
            Format::Delimited => mapping.and_then(product).unwrap_or("csv"),
            Format::VCard => "vcard",
            Format::Ldif => "ldif",
            Format::ICalendar => "icalendar",
            Format::Telegram => "telegram",
            Format::WhatsApp => "whatsapp",
            Format::Monica => "monica",
        };
        let namespace = mapping
            .filter(|_| name == "csv")
            .map(|mapping| mapping.signature().chars().take(23).collect());
        Self { name, namespace }
    }

    pub fn external_id(&self, id: &str) -> String {
        let id = id.replace('\0', "");
        let whole = match &self.namespace {
            Some(space) if !id.starts_with("sha256:") => format!("{space} {id}"),
            _ => id,
        };
        if whole.len() > LONGEST_ID {
            crate::ids::digest(&whole)
        } else {
            whole
        }
    }
}

fn product(mapping: &Mapping) -> Option<&'static str> {
    let headers: Vec<String> = mapping
        .columns
        .iter()
        .map(|column| column.header.trim().to_lowercase())
        .collect();
    let has = |name: &&str| headers.iter().any(|header| header == name);
    let known = PRODUCTS
        .iter()
        .find(|(_, columns)| columns.iter().all(has))
        .map(|(name, _)| *name);
    known.or_else(|| OUTLOOK.iter().any(has).then_some("outlook"))
}

#[cfg(test)]
mod tests {
    use records::mapping::Column;

    use super::*;

    fn table(headers: &[&str]) -> Mapping {
        let column = |header: &&str| Column {
            header: (*header).to_owned(),
            ..Column::default()
        };
        Mapping {
            columns: headers.iter().map(column).collect(),
            ..Mapping::default()
        }
    }

    #[test]
    fn products_are_known_by_their_columns() {
        for (headers, name) in [
            (&["First Name", "E-mail 1 - Value"][..], "google"),
            (&["First Name", "Connected On"], "linkedin"),
            (&["Record ID", "Email"], "hubspot"),
            (&["Id", "Emails / Primary Email"], "twenty"),
            (&["E-mail Address", "E-mail Display Name"], "outlook"),
            (&["Vorname", "Straße geschäftlich"], "outlook"),
            (&["Name", "Email"], "csv"),
        ] {
            let origin = Origin::of(Format::Delimited, Some(&table(headers)));
            assert_eq!(origin.name, name, "{headers:?}");
        }
        assert_eq!(Origin::of(Format::VCard, None).name, "vcard");
    }

    #[test]
    fn an_id_of_a_table_of_nobodys_is_told_apart_by_the_columns() {
        let id = |headers: &[&str], id| {
            Origin::of(Format::Delimited, Some(&table(headers))).external_id(id)
        };
        assert_eq!(id(&["Record ID", "Email"], "7"), "7");
        assert_ne!(id(&["Id", "Email"], "7"), id(&["Id", "Phone"], "7"));
        assert_eq!(id(&["Id"], "sha256:ab"), "sha256:ab");
        assert!(id(&["Id"], &"x".repeat(5_000)).len() <= LONGEST_ID);
    }
}
