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
    for name in [
        "Birthdate",
        "birthDate",
        "Birth Date",
        "Date of birth",
        "DOB",
        "Bday",
        "Born",
    ] {
        let table = format!("Name,{name}\nA B,1/2/1980\n");
        assert_eq!(order(&table), Some(DateOrder::MonthFirst), "{name}");
        assert_eq!(fields(&table)[1], Some(Field::Birthday), "{name}");
    }
    for name in [
        "Geburtstag",
        "Date de naissance",
        "Date d'anniversaire",
        "Fecha de nacimiento",
        "Data di nascita",
    ] {
        assert_eq!(
            order(&format!("Name,{name}\nA B,1/2/1980\n")),
            None,
            "{name}"
        );
    }
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
    assert_eq!(read.contact.unread, ["Email", "Birthday"]);
}

fn read(text: &str, regions: &[&str]) -> apply::Read {
    let row: Vec<String> = text
        .lines()
        .nth(1)
        .unwrap_or_default()
        .split(',')
        .map(str::to_owned)
        .collect();
    let regions: Vec<String> = regions.iter().map(|region| (*region).to_owned()).collect();
    contact(&guessed(text), &row, &regions)
}

#[test]
fn titles_before_names_are_told_from_jobs_by_their_values() {
    let french = |title: &str, job: &str, values: &str| {
        fields(&format!("{title},Prénom,Nom,{job}\n{values}\n"))
    };
    let (prefix, job) = (Some(Field::Prefix), Some(Field::Title));
    let ends = |fields: Vec<Option<Field>>| (fields[0], fields[3]);
    assert_eq!(
        ends(french("Titre", "Titre1", "M.,Luc,Petit,Directeur")),
        (prefix, job)
    );
    assert_eq!(
        ends(french("Titre", "Titre1", ",Luc,Petit,Directeur")),
        (prefix, job)
    );
    assert_eq!(
        ends(french("Titre", "Fonction", "Mlle,Zoé,Petit,Directrice")),
        (prefix, job)
    );
    assert_eq!(
        ends(french("Titre", "Société", "Dr,Zoé,Petit,Lac")),
        (prefix, Some(Field::Company))
    );
    assert_eq!(
        ends(french("Titre", "Titre1", "Directeur,Luc,Petit,M.")),
        (job, prefix)
    );
    assert_eq!(
        ends(french("Title", "Job Title", "Colonel,Luc,Petit,Buyer")),
        (prefix, job)
    );
    assert_eq!(
        ends(french("Title", "Role", "CEO,Luc,Petit,Buyer")),
        (job, job)
    );
}

#[test]
fn a_number_behind_a_name_is_no_part_of_it() {
    assert_eq!(
        fields("Name,Email1,Phone2,Address1\nAda,a@b.example,030 901820,Kai 5\n"),
        [Field::Name, Field::Email, Field::Phone, Field::Street].map(Some)
    );
}

#[test]
fn no_day_is_no_value() {
    let read = read("Vorname,Geburtstag,Jahrestag\nAda,0.0.00,00.00.0000\n", &[]);
    assert_eq!(read.remarks, Vec::<String>::new());
    assert_eq!(
        (
            read.contact.birthday,
            read.contact.anniversaries.len(),
            read.contact.custom.len()
        ),
        (None, 0, 0)
    );
}

#[test]
fn numbers_are_read_for_the_country_of_their_row() {
    for country in [
        "United Kingdom",
        "UK",
        "England",
        "Vereinigtes Königreich",
        "Großbritannien",
        "Royaume-Uni",
    ] {
        let table =
            format!("Name,Mobile Phone,Business Country/Region\nTom Hale,07700 900123,{country}\n");
        let number = read(&table, &["DE"]).contact.phones[0].e164.clone();
        assert_eq!(number.as_deref(), Some("+447700900123"), "{country}");
    }
}

#[test]
fn profiles_have_one_form_in_every_column() {
    let link = "https://www.linkedin.com/in/ada-quill";
    for table in [
        format!("First Name,URL,Connected On\nAda,{link},03 Apr 2024\n"),
        "First Name,Website\nAda,http://uk.linkedin.com/in/ada-quill/?trk=x\n".to_owned(),
        "First Name,LinkedIn\nAda,linkedin.com/in/ada-quill\n".to_owned(),
        format!("First Name,LinkedIn URL,Website\nAda,{link},{link}/\n"),
    ] {
        let contact = read(&table, &[]).contact;
        let handles: Vec<(&str, &str)> = contact
            .handles
            .iter()
            .map(|handle| (handle.service.as_str(), handle.value.as_str()))
            .collect();
        assert_eq!(
            (handles, contact.urls.len()),
            (vec![("linkedin", link)], 0),
            "{table}"
        );
    }
    let company = read(
        "First Name,Website\nAda,https://www.linkedin.com/company/quill\n",
        &[],
    )
    .contact;
    assert_eq!((company.handles.len(), company.urls.len()), (0, 1));
    let text = "FROM,SENDER PROFILE URL,TO,DATE,CONTENT\nAda,https://uk.linkedin.com/in/ada-quill/,Bo,2024-04-05 09:12:33 UTC,Hi\n";
    let row: Vec<String> = text
        .lines()
        .nth(1)
        .unwrap_or_default()
        .split(',')
        .map(str::to_owned)
        .collect();
    let message = message(&guessed(text), &row).ok();
    assert_eq!(
        message.and_then(|message| message.sender.handle).as_deref(),
        Some(link)
    );
}

#[test]
fn a_column_of_names_is_one_whatever_it_is_called() {
    let who = |text: &str| fields(text)[0];
    assert_eq!(
        who("Who,Mail\nMaria Schmidt,m@s.example\nPaul Weber,p@w.example\n王伟,w@w.example\n"),
        Some(Field::Name)
    );
    assert_eq!(
        who("Favourite,Mail\nApple Pie,m@s.example\nGrüne Soße,p@w.example\n"),
        None
    );
    assert_eq!(
        who("Account owner,Mail\nMaria Schmidt,m@s.example\nPaul Weber,p@w.example\n"),
        None
    );
    assert_eq!(
        who("Who,First name\nMaria Schmidt,Ada\nPaul Weber,Bo\n"),
        None
    );
}
