use super::*;
use crate::outcome::Reason;
use crate::unit::Unit;

fn units(text: &str, width: usize) -> Vec<Unit> {
    let dialect = Dialect {
        delimiter: ',',
        has_bare_cr: false,
        encoding: None,
        preamble: 0,
        has_header: false,
        header: vec![String::new(); width],
    };
    let mut rows = Rows::new(text.as_bytes(), &dialect);
    std::iter::from_fn(|| rows.next().unwrap_or_default()).collect()
}

fn rows(text: &str, width: usize) -> Vec<Result<String, Reason>> {
    let rows = units(text, width).into_iter().map(|unit| {
        let text = String::from_utf8_lossy(&unit.bytes).into_owned();
        unit.fault.map_or(Ok(text), Err)
    });
    rows.collect()
}

fn row(text: &str) -> Result<String, Reason> {
    Ok(text.to_owned())
}

#[test]
fn quoted_fields_hold_anything() {
    assert_eq!(
        cells("a,\"b,\"\"c\"\"\nd\", e,\r\n", ','),
        ["a", "b,\"c\"\nd", " e", ""]
    );
    assert_eq!(cells("5\" pipe,x", ','), ["5\" pipe", "x"]);
    assert_eq!(cells("a, \"b;c\" ;d", ';'), ["a, \"b", "c\" ", "d"]);
    assert_eq!(
        rows("a,\"b\nc\"\nd,e\n", 2),
        [row("a,\"b\nc\"\n"), row("d,e\n")]
    );
    assert_eq!(rows("a,5\"\nd,e", 2), [row("a,5\"\n"), row("d,e")]);
}

#[test]
fn a_lost_quote_costs_its_own_row_only() {
    let text = "\"a,b\nc,d\n\ne,f\n";
    assert_eq!(
        rows(text, 2),
        [Err(Reason::UnclosedQuote), row("c,d\n"), row("e,f\n")]
    );
    let text = "\"a,b\nc,\"d\"\ne,f\n";
    assert_eq!(
        rows(text, 2),
        [Err(Reason::UnclosedQuote), row("c,\"d\"\n"), row("e,f\n")]
    );
}

#[test]
fn rows_broken_in_two_are_joined_where_both_halves_fit() {
    assert_eq!(
        rows("a,b\nc,d\ne,f,g\n", 3),
        [row("a,b\nc,d\n"), row("e,f,g\n")]
    );
    assert_eq!(rows("a,b\ne,f,g\n", 3), [row("a,b\n"), row("e,f,g\n")]);
}

/// Each line that is given up alone has what it swallowed read again.
#[test]
fn many_lost_quotes_are_mended_a_bounded_number_of_times() {
    let lost = "\"a,b\n";
    let text = format!("{lost}c,d\"\n").repeat(1_000);
    let units = units(&text, 2);
    let is_mended = |unit: &&Unit| unit.fault.is_some() && unit.bytes == lost.as_bytes();
    let mended = units.iter().filter(is_mended).count();
    assert_eq!(mended, rows::MENDS as usize);
    assert_eq!(units.last().map(|unit| unit.end), Some(text.len() as u64));
}

#[test]
fn a_file_is_known_by_its_beginning() {
    let found = sniff(b"\xef\xbb\xbfsep=;\r\nVorname;E-Mail-Adresse\r\nM\xc3\xbc,x;m@x.de\r\n");
    assert_eq!(
        (found.delimiter, found.preamble, found.has_header),
        (';', 1, true)
    );
    assert_eq!(found.header, ["Vorname", "E-Mail-Adresse"]);
    let found = sniff(b"Name,Name,\nA,B,C\n");
    assert_eq!(found.header, ["Name", "Name (2)", "column 3"]);
    let found = sniff(b"a@b.org\rc@d.org\r");
    assert!(found.has_bare_cr && !found.has_header);
    let found = sniff(b"Nom;Pr\xe9nom\nLef\xe8vre;Zo\xe9\n");
    assert_eq!(found.encoding.as_deref(), Some("windows-1252"));
}
