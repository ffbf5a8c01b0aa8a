//! Columns recognised by their names, and where those say nothing by their values.

use super::columns::{Columns, Use};
use crate::normal;
use crate::record::{ExtraKind, Kind};
use crate::text::fold;

/// The uses of columns; those that nothing is known of are left out.
pub(super) fn infer(header: &[String], lines: &[Vec<String>]) -> Columns {
    let mut columns = Columns::default();
    for (at, name) in header.iter().enumerate() {
        let name = fold(name).replace(' ', "");
        let found = if is_id(&name) {
            Some(Use::Id)
        } else {
            by_name(&name).map(Use::Value)
        };
        if let Some(found) = found {
            let is_second_id =
                found == Use::Id && columns.uses.iter().any(|(_, other)| *other == Use::Id);
            columns.uses.extend((!is_second_id).then_some((at, found)));
        } else if let Some(kind) = extra_by_name(&name) {
            let number = columns.extras.len() as u8;
            columns.uses.push((at, Use::Value(Kind::Extra(number))));
            columns.extras.push(kind);
        } else {
            columns
                .uses
                .extend(by_values(at, lines).map(|kind| (at, Use::Value(kind))));
        }
    }
    let has = |kind: Kind| {
        columns
            .uses
            .iter()
            .any(|(_, used)| *used == Use::Value(kind))
    };
    if has(Kind::GivenName) && has(Kind::FamilyName) {
        columns
            .uses
            .retain(|(_, used)| *used != Use::Value(Kind::Name));
    }
    columns
}

pub(super) fn is_id(name: &str) -> bool {
    let name = fold(name).replace(' ', "");
    matches!(
        name.as_str(),
        "id" | "recid"
            | "recordid"
            | "rowid"
            | "uuid"
            | "guid"
            | "uid"
            | "key"
            | "contactid"
            | "uniqueid"
            | "nr"
    )
}

fn by_name(name: &str) -> Option<Kind> {
    let name = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let kind = match name {
        "name" | "fullname" | "displayname" | "contact" | "contactname" | "person" | "nombre"
        | "nomcomplet" => Kind::Name,
        "givenname" | "firstname" | "first" | "forename" | "given" | "fname" | "vorname"
        | "prenom" | "nombredepila" => Kind::GivenName,
        "familyname" | "lastname" | "last" | "surname" | "family" | "lname" | "nachname"
        | "nom" | "apellido" | "apellidos" => Kind::FamilyName,
        "email" | "emailaddress" | "mail" | "emails" | "workemail" | "personalemail"
        | "emailvalue" => Kind::Email,
        "phone" | "phonenumber" | "telephone" | "tel" | "mobile" | "mobilephone" | "cell"
        | "cellphone" | "telefon" | "handy" | "phones" | "workphone" | "homephone"
        | "businessphone" => Kind::Phone,
        "linkedin" | "twitter" | "github" | "handle" | "profile" | "linkedinurl" | "username"
        | "xing" | "profileurl" | "instagram" | "facebook" => Kind::Handle,
        "company" | "companyname" | "organization" | "organisation" | "employer" | "org"
        | "firma" | "account" | "accountname" | "organizationname" => Kind::Company,
        "birthday" | "birthdate" | "dateofbirth" | "dob" | "born" | "geburtstag"
        | "geburtsdatum" => Kind::Birthday,
        "address" | "street" | "streetaddress" | "addressline" | "strasse" | "addr"
        | "homeaddress" => Kind::Address,
        "city" | "town" | "suburb" | "locality" | "ort" | "stadt" | "ciudad" | "ville" => {
            Kind::City
        }
        "postalcode" | "postcode" | "zip" | "zipcode" | "plz" | "codepostal" => Kind::PostalCode,
        _ => return None,
    };
    Some(kind)
}

fn extra_by_name(name: &str) -> Option<ExtraKind> {
    match name {
        "state" | "country" | "province" | "region" | "gender" | "sex" => Some(ExtraKind::Exact),
        "streetnumber"
        | "housenumber"
        | "socsecid"
        | "ssn"
        | "socialsecuritynumber"
        | "nationalid"
        | "passport"
        | "taxid" => Some(ExtraKind::Number),
        _ => None,
    }
}

/// What most of the values look like.
fn by_values(at: usize, lines: &[Vec<String>]) -> Option<Kind> {
    let values = || {
        lines
            .iter()
            .filter_map(|line| line.get(at))
            .filter(|value| !value.trim().is_empty())
    };
    let all = values().count();
    let most =
        |is: &dyn Fn(&str) -> bool| values().filter(|value| is(value)).count() * 5 >= all * 4;
    let is_date = |value: &str| {
        let is_dated = value.len() >= 8 && value.contains(['-', '/', '.']);
        let day = normal::date(value).filter(|day| day.len() == 8);
        is_dated && day.is_some_and(|day| day.as_str() > "18500000" && day.as_str() < "21000000")
    };
    match all {
        0 => None,
        _ if most(&|value| normal::email(value).is_some_and(|email| email.contains('.'))) => {
            Some(Kind::Email)
        }
        _ if most(&is_date) => Some(Kind::Birthday),
        _ if most(&is_phone) => Some(Kind::Phone),
        _ => None,
    }
}

fn is_phone(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let is_written_so = value
        .chars()
        .all(|letter| letter.is_ascii_digit() || " +-().x/".contains(letter));
    let is_marked = value.starts_with('+') || value.contains(['(', '-', ' ']);
    is_written_so && is_marked && (7..=17).contains(&digits)
}
