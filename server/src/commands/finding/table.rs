//! People and companies as lines of a table, in columns as wide as what stands in them.

use std::fmt;

use app::{companies::Company, contacts::Listed};

const WIDEST: usize = 40;
const PEOPLE: Cells<&str> = [
    "id",
    "name",
    "e-mail",
    "company",
    "strength",
    "last contact",
];
const COMPANIES: Cells<&str> = ["id", "name", "domain", "people", "messages", "strength"];

type Cells<Text = String> = [Text; 6];

enum Line {
    Head(String),
    Row(Cells),
}

pub struct Table {
    heads: Cells<&'static str>,
    lines: Vec<Line>,
}

impl Table {
    pub fn of_people() -> Self {
        Self {
            heads: PEOPLE,
            lines: Vec::new(),
        }
    }

    pub fn of_companies() -> Self {
        Self {
            heads: COMPANIES,
            lines: Vec::new(),
        }
    }

    /// A line above those that follow.
    pub fn head(&mut self, text: String) {
        self.lines.push(Line::Head(text));
    }

    pub fn add(&mut self, rows: impl Iterator<Item = Cells>) {
        self.lines.extend(rows.map(Line::Row));
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn widths(&self) -> [usize; 6] {
        let mut widths = self.heads.map(|head| head.chars().count());
        for line in &self.lines {
            if let Line::Row(cells) = line {
                for (width, cell) in widths.iter_mut().zip(cells) {
                    *width = cell.chars().count().max(*width);
                }
            }
        }
        widths
    }
}

pub fn row(person: &Listed) -> Cells {
    let email = person.email.as_deref();
    let last = person.last_contact_at;
    let last = last.map(|at| at.format("%Y-%m-%d").to_string());
    [
        person.id.to_string(),
        shortened(&person.name),
        shortened(email.unwrap_or_default()),
        shortened(person.company.as_deref().unwrap_or_default()),
        format!("{:.1}", person.score),
        last.unwrap_or_else(|| "never".to_owned()),
    ]
}

pub fn company_row(company: &Company) -> Cells {
    let strength = company.strongest_score;
    [
        company.id.to_string(),
        shortened(&company.name),
        shortened(company.domain.as_deref().unwrap_or_default()),
        company.contact_count.to_string(),
        company.interaction_count.to_string(),
        strength.map_or_else(String::new, |score| format!("{score:.1}")),
    ]
}

/// One line, and no wider than a column.
fn shortened(text: &str) -> String {
    let plain = text.replace(char::is_control, " ");
    if plain.chars().count() <= WIDEST {
        return plain;
    }
    let kept = plain.chars().take(WIDEST - 1);
    kept.chain(['…']).collect()
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        let aligned = |cells: &[String]| {
            let padded = cells.iter().zip(widths);
            let padded: Vec<String> = padded
                .map(|(cell, width)| format!("{cell:<width$}"))
                .collect();
            padded.join("  ").trim_end().to_owned()
        };
        out.write_str(&aligned(&self.heads.map(ToOwned::to_owned)))?;
        for line in &self.lines {
            match line {
                Line::Head(text) => write!(out, "\n\n{text}")?,
                Line::Row(cells) => write!(out, "\n{}", aligned(cells))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them() {
        let cells = |name: &str| {
            let cells = ["1", name, "", "", "0.0", "never"];
            cells.map(ToOwned::to_owned)
        };
        let mut table = Table::of_people();
        table.add([cells("Zoë"), cells("A long name")].into_iter());
        table.head("Lead (1)".to_owned());
        table.add([cells("Bo")].into_iter());
        let lines: Vec<String> = table.to_string().lines().map(ToOwned::to_owned).collect();
        assert_eq!(
            lines,
            [
                "id  name         e-mail  company  strength  last contact",
                "1   Zoë                           0.0       never",
                "1   A long name                   0.0       never",
                "",
                "Lead (1)",
                "1   Bo                            0.0       never",
            ]
        );
        assert_eq!(shortened(&"é".repeat(50)).chars().count(), WIDEST);
        assert_eq!(shortened("a\nb"), "a b");
    }
}
