//! Lists that nobody meant: no panic, and work that grows with the records.

use super::{record, table};
use crate::Kind::{Address, City, Company, Email, Name, Phone};
use crate::blocking::Blocks;
use crate::file::{Choice, List, write_clusters, write_pairs};
use crate::runs::Hands;
use crate::{Error, ExtraKind, Index, Kind, Record, Table, clusters, match_all};

#[test]
fn values_of_every_sort() {
    let long = "x".repeat(3_000_000);
    let odd = [
        "",
        " ",
        ",",
        "@",
        "@@",
        "\u{0}\u{7}\u{1b}[31m",
        "😀😀 👩‍👩‍👧",
        "שלום עולם",
        "محمد علي",
        "\u{202e}abc\u{202c}",
        "a\u{301}\u{301}\u{301}",
        "王",
        "-",
        "'",
        "00000000",
        "99999999999999999999",
        "1985-13-45",
        "//",
        "http://",
        ":",
        &long,
    ];
    let kinds = [
        Kind::Name,
        Kind::GivenName,
        Kind::FamilyName,
        Kind::Email,
        Kind::Phone,
        Kind::Handle,
        Kind::Company,
        Kind::Birthday,
        Kind::Address,
        Kind::City,
        Kind::PostalCode,
    ];
    let mut records: Vec<Record> = vec![Record::default(); 3];
    records.extend(odd.iter().map(|value| {
        kinds
            .iter()
            .fold(Record::default(), |record, kind| record.with(*kind, *value))
    }));
    records.extend(odd.iter().flat_map(|value| {
        kinds
            .iter()
            .map(|kind| Record::default().with(*kind, *value))
    }));
    let table = table(&records);
    let found = match_all(&table, 0.0, None);
    assert!(
        found
            .pairs
            .iter()
            .all(|pair| (0.0..=1.0).contains(&pair.probability))
    );
    assert_eq!(
        clusters(&table, &found.model, &found.pairs).len(),
        records.len()
    );
}

#[test]
fn fifty_thousand_records_that_share_one_value() {
    let many = 50_000;
    let alike: Vec<Record> = (0..many)
        .map(|_| record(&[(Email, "info@acme.com"), (Name, "Info Desk")]))
        .collect();
    let shared: Vec<Record> = (0..many)
        .map(|number| {
            record(&[
                (Phone, "+1 212 555 7777"),
                (Company, "Acme"),
                (City, "Berlin"),
                (Name, &format!("N{number} F{}", number % 977)),
            ])
        })
        .collect();
    let nothing: Vec<Record> = (0..many).map(|_| record(&[(City, "Berlin")])).collect();
    let address: Vec<Record> = (0..many)
        .map(|_| record(&[(Address, "1 High Street")]))
        .collect();
    for records in [alike, shared, nothing, address] {
        let table = table(&records);
        let met = Blocks::of(&table, Hands::all()).size();
        assert!(met < 200 * many, "{met}");
        let found = match_all(&table, 0.5, None);
        assert!(found.compared < 100 * many, "{}", found.compared);
        clusters(&table, &found.model, &found.pairs);
    }
}

#[test]
fn an_index_of_one_value() {
    let mut index = Index::new(&[]).unwrap();
    let same = record(&[(Email, "kay77@web.de"), (Name, "Kay Lorenz")]);
    for _ in 0..5_000 {
        index.add(&same).unwrap();
    }
    let found = index.candidates(&same).unwrap();
    assert!(found.len() < 1_000, "{}", found.len());
}

fn read(columns: &[&str], extras: &[&str], text: &str) -> Result<List, Error> {
    let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let choice = Choice::parse(&owned(columns), &owned(extras))?;
    List::read(&choice, text.as_bytes(), None::<&[u8]>)
}

#[test]
fn messages_say_what_to_do() {
    let says = |columns: &[&str], extras: &[&str], text: &str| {
        read(columns, extras, text)
            .map(drop)
            .unwrap_err()
            .to_string()
    };
    assert!(says(&[], &[], "").contains("empty"));
    assert!(says(&[], &[], "a,b\n1,2\n").contains("--columns (there are: a, b)"));
    assert!(
        says(&["email=mail"], &[], "a,b\n")
            .contains("no column is named \"mail\"; there are: a, b")
    );
    assert!(says(&["mail"], &[], "a\n").contains("kinds are id, name"));
    assert!(says(&["name=a"], &["b=fuzzy"], "a,b\n").contains("NAME=exact"));
    let many = vec![ExtraKind::Exact; 40];
    assert!(
        Table::new(&many)
            .unwrap_err()
            .to_string()
            .contains("at most 21")
    );
}

#[test]
fn files_of_every_sort() {
    let long = "x".repeat(2_000_000);
    let odd = [
        "",
        "\u{0}\u{7}\u{1b}[31m",
        "😀😀 👩‍👩‍👧",
        "שלום עולם",
        "\u{202e}محمد علي\u{202c}",
        "\"\"",
        long.as_str(),
    ];
    let mut text = "id,name,email,phone,address\n".to_owned();
    for (number, value) in odd.iter().enumerate() {
        text += &format!("{number},{value},{value}@web.de,{value},{value}\n");
        text += &format!("{value},Kay {value},kay{number}@web.de,,{value}\n");
    }
    let list = read(&[], &[], &text).unwrap();
    assert_eq!(list.table.len(), 2 * odd.len() as u32);
    let found = match_all(&list.table, 0.0, None);
    write_pairs(&list, &found.pairs, Some(&found.model), std::io::sink()).unwrap();
    let people = clusters(&list.table, &found.model, &found.pairs);
    write_clusters(&list, &people, std::io::sink()).unwrap();
    for blank in ["\n", "\n\n\n", "id,name\n", "name\n\n\n"] {
        if let Ok(list) = read(&["name=name"], &[], blank) {
            assert!(match_all(&list.table, 0.5, None).pairs.is_empty());
        }
    }
}

#[test]
fn a_mark_that_is_never_closed() {
    let open = "name,email\nKay,kay@web.de\nIda,\"ida@web.de\n".to_owned();
    assert!(read(&[], &[], &open).is_ok());
    let long = open + &"Omar,omar@web.de\n".repeat(5_000);
    let error = read(&[], &[], &long).map(drop).unwrap_err();
    assert!(error.to_string().contains("line 3"), "{error}");
}

#[test]
fn a_file_of_fifty_thousand_lines_that_share_one_value() {
    let text = "name,email\n".to_owned() + &"Info Desk,info@acme.com\n".repeat(50_000);
    let list = read(&[], &[], &text).unwrap();
    let found = match_all(&list.table, 0.5, None);
    assert!(found.compared < 5_000_000, "{}", found.compared);
    let other = read(&[], &[], &text).unwrap();
    assert_eq!(match_all(&other.table, 0.5, None).pairs, found.pairs);
}

#[test]
fn files_of_many_makers() {
    let plain = read(&[], &[], "id,Full Name,E-Mail\n7,Kay Lorenz,kay@web.de\n").unwrap();
    assert_eq!((plain.table.len(), plain.id(0)), (1, "7"));
    let marked = read(
        &[],
        &[],
        "\u{feff}Vorname;Nachname;PLZ\r\nKay;Lorenz;10115\r\n\r\n",
    )
    .unwrap();
    assert_eq!((marked.table.len(), marked.id(0)), (1, "1"));
    let by_values = read(&[], &[], "x,y\n1,kay@web.de\n2,\n").unwrap();
    assert_eq!(by_values.table.len(), 2);
    let ragged = read(&["name=n", "id=k"], &[], "k,n\n1\n2,Kay,more\n\"3").unwrap();
    assert_eq!((ragged.table.len(), ragged.id(2)), (3, "3"));
    let choice = Choice::parse(&[], &[]).unwrap();
    let latin = List::read(&choice, &b"name\nJ\xfcrgen\n"[..], None::<&[u8]>).unwrap();
    assert_eq!(latin.table.len(), 1);
}
