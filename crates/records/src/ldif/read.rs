//! The attributes of an entry become a contact (inetOrgPerson, RFC 2798, and Mozilla's schema).

use super::Attribute;
use crate::dates::PartialDate;
use crate::phone::phone;
use crate::record::{Address, Contact, ContactKind, Employment, Handle, Labelled, Photo};

pub(super) fn contact(attributes: &[Attribute], regions: &[String]) -> Contact {
    let mut contact = Contact::default();
    let (mut work, mut home) = (labelled_address("work"), labelled_address("home"));
    let mut job = Employment::default();
    let mut birth = [None, None, None];
    for attribute in attributes {
        let (name, value) = (attribute.name.as_str(), attribute.text());
        if names(&mut contact, name, &value)
            || reach(&mut contact, name, &value, regions)
            || place(&mut work, &mut home, name, &value)
            || employment(&mut job, name, &value)
        {
            continue;
        }
        match name {
            "birthyear" => birth[0] = value.parse().ok(),
            "birthmonth" => birth[1] = value.parse().ok(),
            "birthday" => birth[2] = value.parse().ok(),
            "jpegphoto" if contact.photo.is_none() => {
                contact.photo = Photo::from_bytes(attribute.value.clone());
            }
            "dn" | "entryuuid" | "modifytimestamp" => {}
            _ => contact.keep(name, &value),
        }
    }
    contact.addresses.extend(
        [work, home]
            .into_iter()
            .filter(|address| !address.is_empty()),
    );
    contact
        .employments
        .extend(Some(job).filter(|job| *job != Employment::default()));
    contact.birthday = PartialDate::new(birth[0].map(|year: u32| year as i32), birth[1], birth[2]);
    contact.complete_name();
    crate::profile::take_links(&mut contact);
    contact
}

fn labelled_address(label: &str) -> Address {
    Address {
        label: Some(label.to_owned()),
        ..Address::default()
    }
}

fn names(contact: &mut Contact, name: &str, value: &str) -> bool {
    let place = match name {
        "cn" | "displayname" => &mut contact.name,
        "givenname" => &mut contact.given_name,
        "sn" | "surname" => &mut contact.family_name,
        "mozillanickname" | "xmozillanickname" => &mut contact.nickname,
        "objectclass" => {
            let is_group = value.to_ascii_lowercase().contains("groupof");
            contact.kind = if is_group {
                ContactKind::Group
            } else {
                contact.kind
            };
            return true;
        }
        "member" => {
            contact.members.push(value.to_owned());
            return true;
        }
        _ => return false,
    };
    let is_free = place.is_none() || place.as_deref() == Some(value);
    place.get_or_insert_with(|| value.to_owned());
    is_free
}

fn reach(contact: &mut Contact, name: &str, value: &str, regions: &[String]) -> bool {
    let label = |text: &str| Some(text.to_owned());
    let phone_label = match name {
        "telephonenumber" => Some("work"),
        "homephone" => Some("home"),
        "mobile" | "cellphone" | "mobiletelephonenumber" => Some("mobile"),
        "facsimiletelephonenumber" | "fax" => Some("fax"),
        "pager" | "pagerphone" => Some("pager"),
        _ => None,
    };
    if let Some(text) = phone_label {
        contact.phones.push(phone(value, label(text), regions));
        return true;
    }
    match name {
        "mail" | "mozillasecondemail" | "xmozillasecondemail" | "rfc822mailbox"
            if crate::mapping::is_email(value) =>
        {
            contact.emails.push(Labelled {
                value: value.to_lowercase(),
                label: None,
            });
        }
        "workurl" | "mozillaworkurl" | "labeleduri" => {
            contact.urls.push(Labelled {
                value: value.to_owned(),
                label: label("work"),
            });
        }
        "homeurl" | "mozillahomeurl" => {
            contact.urls.push(Labelled {
                value: value.to_owned(),
                label: label("home"),
            });
        }
        "nsaimid" | "nscpaimscreenname" => {
            contact.handles.push(Handle {
                service: "aim".to_owned(),
                value: value.to_owned(),
            });
        }
        "description" | "notes" => contact.notes.push(value.to_owned()),
        _ => return false,
    }
    true
}

fn place(work: &mut Address, home: &mut Address, name: &str, value: &str) -> bool {
    let part = match name {
        "street" | "streetaddress" | "postaladdress" => &mut work.street,
        "mozillaworkstreet2" => &mut work.extended,
        "l" | "locality" => &mut work.city,
        "st" | "region" => &mut work.region,
        "postalcode" | "zip" => &mut work.postal_code,
        "c" | "countryname" | "co" => &mut work.country,
        "postofficebox" => &mut work.po_box,
        "mozillahomestreet" | "homestreet" => &mut home.street,
        "mozillahomestreet2" => &mut home.extended,
        "mozillahomelocalityname" => &mut home.city,
        "mozillahomestate" => &mut home.region,
        "mozillahomepostalcode" => &mut home.postal_code,
        "mozillahomecountryname" => &mut home.country,
        _ => return false,
    };
    let is_free = part.is_none();
    part.get_or_insert_with(|| value.to_owned());
    is_free
}

fn employment(job: &mut Employment, name: &str, value: &str) -> bool {
    let part = match name {
        "o" | "company" | "organizationname" => &mut job.company,
        "title" => &mut job.title,
        "ou" | "department" | "orgunit" => &mut job.department,
        _ => return false,
    };
    let is_free = part.is_none();
    part.get_or_insert_with(|| value.to_owned());
    is_free
}
