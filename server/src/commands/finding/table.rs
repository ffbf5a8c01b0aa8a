//! People as lines of a table, in columns as wide as what stands in them.

use std::fmt;

use app::contacts::Listed;

const WIDEST: usize = 40;
const HEADS: [&str; 6] = [
    "id",
    "name",
    "e-mail",
    "company",
    "strength",
    "last contact",
];

type Cells = [String; 6];

enum Line {
    Head(String),
    Row(Cells),
}

#[derive(Default)]
pub struct Table(Vec<Line>);

impl Table {
    /// A line above those that follow.
    pub fn head(&mut self, text: String) {
        self.0.push(Line::Head(text));
    }

    pub fn add(&mut self, rows: impl Iterator<Item = Cells>) {
        self.0.extend(rows.map(Line::Row));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn widths(&self) -> [usize; 6] {
        let mut widths = HEADS.map(|head| head.chars().count());
        for line in &self.0 {
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
        out.write_str(&aligned(&HEADS.map(ToOwned::to_owned)))?;
        for line in &self.0 {
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
        let mut table = Table::default();
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
