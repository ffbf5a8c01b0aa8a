//! Cells as they are written: quoted, and without the power to be a formula in a spreadsheet.
//! Reading takes the guard away again, so that what goes out comes back as it was.

/// What spreadsheets read as the beginning of a formula: some take signs of full width as well.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const GUARD: char = '\'';

/// A row of quoted cells with its line end.
pub fn csv_row(cells: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let cells: Vec<String> = cells
        .into_iter()
        .map(|cell| csv_cell(cell.as_ref()))
        .collect();
    format!("{}\r\n", cells.join(","))
}

fn csv_cell(text: &str) -> String {
    let guard = if is_formula(text) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// The cell without the guard that a writer put before it.
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(bare) if is_formula(bare) => bare,
        _ => cell,
    }
}

/// Some programs pass over blanks before a sign. What is guarded already must be guarded once
/// more, or it would lose its own.
fn is_formula(text: &str) -> bool {
    let bare = text.trim_start_matches(GUARD);
    bare.starts_with(['\t', '\r', '\n']) || bare.trim_start().starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_none_changes() {
        for text in [
            "=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1", "\n1", "  =1", "\u{a0}=1", "＝1",
            "＋1", "－1", "＠1", "'=1", "''+1",
        ] {
            assert_eq!(csv_cell(text), format!("\"'{text}\""));
            assert_eq!(unguarded(&format!("'{text}")), text);
        }
        for text in ["a = b", "'a'", "'", "", "O'Hara"] {
            assert_eq!(csv_cell(text), format!("\"{text}\""));
            assert_eq!(unguarded(text), text);
        }
        assert_eq!(csv_row(["say \"=1\"", "x"]), "\"say \"\"=1\"\"\",\"x\"\r\n");
    }
}
