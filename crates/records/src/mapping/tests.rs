use super::*;
use crate::delimited::sniff;

fn guessed(text: &str) -> Mapping {
    let dialect = sniff(text.as_bytes());
    let rows = text.lines().skip(dialect.rows_before());
    let rows: Vec<Vec<String>> = rows
        .map(|row| crate::delimited::cells(row, dialect.delimiter))
        .collect();
    guess(&dialect, &rows)
}

fn fields(text: &str) -> Vec<Option<Field>> {
    guessed(text)
        .columns
        .iter()
        .map(|column| column.field)
        .collect()
}

#[test]
fn unknown_names_are_read_by_their_values() {
    let text = "Nimi\tSähkö\tNumero\nAino Laine\taino@laine.example\t+358 9 123 4567\n";
    assert_eq!(fields(text), [None, Some(Field::Email), Some(Field::Phone)]);
}

#[test]
fn what_belongs_to_others_is_not_taken_for_the_contact() {
    let text = "Name,Email,Owner contact mail\nAda,ada@quill.example,bo@reed.example\n";
    assert_eq!(fields(text), [Some(Field::Name), Some(Field::Email), None]);
}

#[test]
fn names_of_columns_are_read_in_any_case_and_spelling() {
    for name in [
        "E-Mail Address",
        "EMAIL_ADDRESS",
        "emailAddress",
        "e-mail address",
    ] {
        assert_eq!(
            headers::said(name).map(|said| said.field),
            Some(Field::Email),
            "{name}"
        );
    }
    let said =
        |name: &str| headers::said(name).map(|said| (said.field, said.label.unwrap_or_default()));
    let label = |field, label: &str| Some((field, label.to_owned()));
    assert_eq!(said("Business Fax"), label(Field::Phone, "fax"));
    assert_eq!(said("Fax geschäftlich"), label(Field::Phone, "fax"));
    assert_eq!(
        said("Rua do endereço comercial"),
        label(Field::Street, "work")
    );
    assert_eq!(said("Adres służbowy - ulica"), label(Field::Street, "work"));
    assert_eq!(said("LinkedIn URL"), label(Field::Handle, "linkedin"));
    assert_eq!(said("Lead status"), None);
}

#[test]
fn dates_of_a_column_go_by_its_own_values() {
    let order = |text: &str| guessed(text).columns[1].date_order;
    assert_eq!(
        order("Name,Birthday\nA B,3/25/1980\nC D,1/2/1980\n"),
        Some(DateOrder::MonthFirst)
    );
    assert_eq!(
        order("Name,Birthday\nA B,25/3/1980\nC D,1/2/1980\n"),
        Some(DateOrder::DayFirst)
    );
    assert_eq!(order("Name,Geburtstag\nA B,1/2/1980\n"), None);
}

#[test]
fn a_decision_is_remembered_by_the_columns() {
    let first = guessed("Name,Team\nAda Quill,Red\n");
    assert_eq!(
        first.signature(),
        guessed("TEAM;name\nBlue;Bo Reed\n").signature()
    );
    assert_ne!(
        first.signature(),
        guessed("Name,Club\nAda Quill,Red\n").signature()
    );
    let mut decided = first.clone();
    decided.columns[1].field = Some(Field::Tags);
    let second = guessed("Team,Name\nBlue,Bo Reed\n").corrected_by(&decided);
    assert_eq!(second.columns[0].field, Some(Field::Tags));
    assert_eq!(second.columns[0].samples, ["Blue"]);
}

#[test]
fn a_mapping_outlives_json() {
    let mapping = guessed("Name,E-mail 1 - Type,E-mail 1 - Value\nAda,work,ada@quill.example\n");
    let json = serde_json::to_string(&mapping).unwrap_or_default();
    assert_eq!(serde_json::from_str::<Mapping>(&json).ok(), Some(mapping));
}

#[test]
fn nothing_of_a_row_is_lost() {
    let text = "Name,Email,Birthday,Shoe\nAda,not an address,31/31/1990,39\n";
    let row: Vec<String> = ["Ada", "not an address", "31/31/1990", "39"]
        .map(str::to_owned)
        .to_vec();
    let read = contact(&guessed(text), &row, &[]);
    let kept: Vec<&str> = read.contact.custom.keys().map(String::as_str).collect();
    assert_eq!(kept, ["Birthday", "Email", "Shoe"]);
    assert_eq!(read.remarks.len(), 2);
}
