//! A postal address in its parts. Its line is what it is known by.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct PostalAddress {
    pub po_box: Option<String>,
    pub street: Option<String>,
    /// Floor, building, care of.
    pub extended: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: Option<String>,
}

impl PostalAddress {
    /// Without blanks around, and without parts that are empty.
    pub fn cleaned(self) -> Self {
        let clean = |part: Option<String>| {
            part.map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
        };
        Self {
            po_box: clean(self.po_box),
            street: clean(self.street),
            extended: clean(self.extended),
            postal_code: clean(self.postal_code),
            city: clean(self.city),
            region: clean(self.region),
            country: clean(self.country),
        }
    }

    /// As on an envelope, a line each.
    pub fn lines(&self) -> Vec<String> {
        let town: Vec<&str> = [&self.postal_code, &self.city]
            .into_iter()
            .filter_map(|part| part.as_deref())
            .collect();
        let town = Some(town.join(" ")).filter(|town| !town.is_empty());
        let parts = [&self.po_box, &self.street, &self.extended, &town];
        let parts = parts.into_iter().chain([&self.region, &self.country]);
        parts
            .filter_map(|part| part.as_deref())
            .flat_map(str::lines)
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    }

    /// As the function `address_line` of the database makes it.
    pub fn line(&self) -> String {
        self.lines().join(", ")
    }
}
