//! A contact with all that Monica keeps of it. What has no field stays under its name.

use crate::dates::{DateOrder, date_time};
use crate::mapping::is_email;
use crate::outcome::Reason;
use crate::phone::phone;
use crate::profile::take_links;
use crate::record::{Address, Contact, Employment, Handle, Labelled};

use super::Context;
use super::element::{Day, Element};
use super::index::{FieldType, Index};

pub(super) fn contact(
    element: Element<'_>,
    index: &Index,
    context: &Context,
) -> Result<Contact, Reason> {
    let said = |key| element.said(key);
    let mut contact = Contact {
        given_name: said("first_name"),
        additional_name: said("middle_name"),
        family_name: said("last_name"),
        nickname: said("nickname"),
        notes: said("description").into_iter().collect(),
        tags: element.texts("tags"),
        photo: index.photo_of(element),
        updated_at: element
            .text("updated_at")
            .and_then(|text| date_time(&text, DateOrder::DayFirst)),
        ..Contact::default()
    };
    let job = Employment {
        company: said("company"),
        title: said("job"),
        ..Employment::default()
    };
    let job = Some(job).filter(|job| *job != Employment::default());
    contact.employments.extend(job);
    for field in element.elements("contact_field") {
        reach(&mut contact, field, index, context);
    }
    let addresses = element.elements("address").map(address);
    contact.addresses = addresses.filter(|address| !address.is_empty()).collect();
    relations(&mut contact, element, index);
    days(&mut contact, element);
    marks(&mut contact, element, index);
    lists(&mut contact, element, index);
    take_links(&mut contact);
    contact.complete_name();
    if contact.is_somebody() {
        Ok(contact)
    } else {
        Err(Reason::Nobody)
    }
}

pub(super) fn name(element: Element<'_>) -> Option<String> {
    let parts = ["first_name", "middle_name", "last_name"];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|key| element.said(key))
        .collect();
    let whole = Some(parts.join(" ")).filter(|name| !name.is_empty());
    whole.or_else(|| element.said("nickname"))
}

fn reach(contact: &mut Contact, field: Element<'_>, index: &Index, context: &Context) {
    let Some(value) = field.said("data") else {
        return;
    };
    let FieldType {
        name,
        protocol,
        kind,
    } = index.field(field.said("type").as_deref());
    let is_mail = kind == "email" || protocol.starts_with("mailto");
    let is_phone = kind == "phone" || protocol.starts_with("tel");
    let is_own = |usual: &str| !name.is_empty() && !name.eq_ignore_ascii_case(usual);
    if is_mail && is_email(&value) {
        contact.emails.push(Labelled {
            value: value.to_lowercase(),
            label: is_own("email").then_some(name),
        });
    } else if is_phone {
        let label = is_own("phone").then_some(name);
        contact.phones.push(phone(&value, label, &context.regions));
    } else if value.starts_with("http://") || value.starts_with("https://") {
        let label = Some(name).filter(|name| !name.is_empty());
        contact.urls.push(Labelled { value, label });
    } else if name.is_empty() || is_mail {
        contact.keep("Contact field", &value);
    } else {
        contact.handles.push(Handle {
            service: name.to_lowercase(),
            value,
        });
    }
}

fn address(element: Element<'_>) -> Address {
    Address {
        label: element.said("name"),
        street: element.said("street"),
        city: element.said("city"),
        region: element.said("province"),
        postal_code: element.said("postal_code"),
        country: element.said("country"),
        ..Address::default()
    }
}

fn relations(contact: &mut Contact, element: Element<'_>, index: &Index) {
    let id = element.text("uuid").unwrap_or_default();
    let known = index.relations(&id);
    let known = known.map(|(other, word)| (other.to_owned(), relation_words(word)));
    let met = element.said("first_met_through");
    let met = met.filter(|other| index.is_somebody(other));
    let met = met.map(|other| (other, "introduced by".to_owned()));
    let all = known.chain(met).map(|(other, word)| Labelled {
        value: format!("urn:uuid:{other}"),
        label: Some(word),
    });
    contact.relations = all.collect();
}

/// Monica's words for ties, as others write them.
fn relation_words(word: &str) -> String {
    match word {
        "inlovewith" => "in love with".to_owned(),
        "lovedby" => "loved by".to_owned(),
        "bestfriend" => "best friend".to_owned(),
        "subordinate" => "direct report".to_owned(),
        other => other.replace('_', " "),
    }
}

fn days(contact: &mut Contact, element: Element<'_>) {
    match element.day("birthdate") {
        Some(Day::Known(day)) => contact.birthday = Some(day),
        Some(Day::About(year)) => contact.keep("Born about", &year.to_string()),
        None => {}
    }
    match element.day("first_met_date") {
        Some(Day::Known(day)) if day.whole().is_some() => {
            contact.keep("Met on", &day.to_string());
        }
        Some(Day::Known(day)) => contact.keep("First met", &day.to_string()),
        Some(Day::About(year)) => contact.keep("First met about", &year.to_string()),
        None => {}
    }
    match element.day("deceased_date") {
        Some(Day::Known(day)) => contact.keep("Deceased", &day.to_string()),
        Some(Day::About(year)) => contact.keep("Deceased", &format!("about {year}")),
        None if element.is("is_dead") => contact.keep("Deceased", "yes"),
        None => {}
    }
}

fn marks(contact: &mut Contact, element: Element<'_>, index: &Index) {
    if element.is("is_starred") {
        contact.keep("Priority", "High");
    }
    if element.is_not("is_active") {
        contact.keep("Archived in Monica", "yes");
    }
    if element.is("is_partial") {
        contact.keep("In Monica", "only as a relative or friend of somebody");
    }
    let gender = element.said("gender");
    if let Some(gender) = gender {
        let name = index.name(&gender).unwrap_or(&gender).to_owned();
        contact.keep("Gender", &name);
    }
    let how = ["first_met_where", "first_met_additional_info"];
    let how: Vec<String> = how
        .into_iter()
        .filter_map(|key| element.said(key))
        .collect();
    contact.keep("How we met", &how.join("\n"));
    if let Some(days) = element.said("stay_in_touch_frequency") {
        contact.keep("Stay in touch", &format!("every {days} days"));
    }
    if let Some(food) = element.said("food_preferences") {
        contact.keep("Food preferences", &food);
    }
    if let Some(day) = element.date("last_talked_to") {
        contact.keep("Last talked to", &day);
    }
}

/// One line each of what hangs on the contact and has no place of its own.
fn lists(contact: &mut Contact, element: Element<'_>, index: &Index) {
    for one in element.elements("reminder") {
        let state = one.is("inactive").then(|| "switched off".to_owned());
        let facts = [one.date("initial_date"), repetition(one), state];
        contact.keep("Reminder", &line(one, "title", facts, "description"));
    }
    for one in element.elements("task") {
        let is_done = one.is("completed");
        let done = is_done.then(|| match one.date("completed_at") {
            Some(day) => format!("done {day}"),
            None => "done".to_owned(),
        });
        contact.keep(
            "Task",
            &line(one, "title", [done, None, None], "description"),
        );
    }
    for one in element.elements("gift") {
        let facts = [one.said("status"), one.date("date"), one.said("amount")];
        let told = line(one, "name", facts, "comment");
        let link = one.said("url").map(|url| format!(" {url}"));
        contact.keep("Gift", &format!("{told}{}", link.unwrap_or_default()));
    }
    for one in element.elements("debt") {
        let whose = if one.is("in_debt") {
            "I owe"
        } else {
            "They owe me"
        };
        let currency = one.property("currency").map(Element);
        let currency = currency.and_then(|currency| currency.text("iso"));
        let currency = currency.or_else(|| one.said("currency"));
        let amount = [one.said("amount"), currency, one.said("status")];
        let amount: Vec<String> = amount.into_iter().flatten().collect();
        contact.keep("Debt", &format!("{whose} {}", amount.join(" ")));
    }
    for one in element.elements("pet") {
        let facts = [one.said("category"), None, None];
        contact.keep("Pet", &line(one, "name", facts, "description"));
    }
    for one in element.elements("life_event") {
        let kind = one.said("type");
        let kind = kind.and_then(|id| index.name(&id).map(str::to_owned));
        let facts = [one.date("happened_at"), kind, None];
        contact.keep("Life event", &line(one, "name", facts, "note"));
    }
    for id in element.ids("document") {
        contact.keep("Document", index.document(id).unwrap_or(id));
    }
}

fn repetition(reminder: Element<'_>) -> Option<String> {
    let kind = reminder.said("frequency_type")?;
    let number = reminder.said("frequency_number").unwrap_or_default();
    Some(match (kind.as_str(), number.as_str()) {
        ("one_time", _) => "once".to_owned(),
        (kind, "" | "1") => format!("every {kind}"),
        (kind, number) => format!("every {number} {kind}s"),
    })
}

/// `Title (facts): more`
fn line(element: Element<'_>, title: &str, facts: [Option<String>; 3], more: &str) -> String {
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let title = element.said(title);
    let mut text = match (title, facts.is_empty()) {
        (Some(title), true) => title,
        (Some(title), false) => format!("{title} ({})", facts.join(", ")),
        (None, _) => facts.join(", "),
    };
    if let Some(more) = element.said(more) {
        text = if text.is_empty() {
            more
        } else {
            format!("{text}: {more}")
        };
    }
    text
}
