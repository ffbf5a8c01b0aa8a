use super::*;
use crate::outcome::Reason;

fn rows(text: &str, width: usize) -> Vec<Result<String, Reason>> {
    let dialect = Dialect {
        delimiter: ',',
        has_bare_cr: false,
        encoding: None,
        preamble: 0,
        has_header: false,
        header: vec![String::new(); width],
    };
    let mut rows = Rows::new(text.as_bytes(), &dialect);
    let mut found = Vec::new();
    while let Some(unit) = rows.next().unwrap_or_default() {
        let text = String::from_utf8_lossy(&unit.bytes).into_owned();
        found.push(unit.fault.map_or(Ok(text), Err));
    }
    found
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

#[test]
fn many_lost_quotes_do_not_take_quadratic_time() {
    let text = "\"a,b\n".repeat(200_000);
    let started = std::time::Instant::now();
    assert!(rows(&text, 2).len() > 10);
    assert!(started.elapsed().as_secs() < 60);
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
