//! Makes the world of a plan: each person from dice of their own.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::contact::{Addresses, slug};
use super::habits::{client_for, ending_for, header_name_for, language_for, signature_for};
use super::kind::{Kind, Language, Rhythm};
use super::origin::{Origin, origins};
use super::{Company, Person, Phone, Position, World, company};
use crate::dice::Dice;
use crate::plan::Plan;
use crate::talk::titles;

/// The people and firms of a plan.
pub fn world(plan: &Plan) -> World {
    let companies = company::companies(plan);
    let mut maker = Maker {
        plan,
        companies: &companies,
        addresses: Addresses::default(),
        names: HashSet::new(),
    };
    let people = (0..plan.people).map(|index| maker.person(index)).collect();
    World { people, companies }
}

struct Maker<'a> {
    plan: &'a Plan,
    companies: &'a [Company],
    addresses: Addresses,
    names: HashSet<String>,
}

struct Name {
    given: String,
    family: String,
    native: Option<String>,
}

impl Maker<'_> {
    fn person(&mut self, index: usize) -> Person {
        let mut dice = Dice::part(self.plan.seed, "person", index as u64);
        let dice = &mut dice;
        let kind = dice.weighted(&Kind::SHARES, Kind::OneOff);
        let company = self.company_for(kind, dice);
        let origin = self.origin_for(kind, company, dice);
        let name = self.name(kind, origin, dice);
        let language = language_for(kind, origin, dice);
        let place =
            company.map_or_else(|| origin.place(dice), |at| self.companies[at].place.clone());
        let rhythm = dice.weighted(kind.rhythms(), Rhythm::Steady);
        let mut person = Person {
            name: format!("{} {}", name.given, name.family),
            kind,
            language,
            formal: kind.is_formal() && (language != Language::En || dice.chance(35)),
            rhythm,
            ending: ending_for(rhythm, dice),
            place,
            linkedin: dice.chance(25).then(|| linkedin(&name)),
            profile: profile(&name, Dice::part(self.plan.seed, "profile", index as u64)),
            positions: Vec::new(),
            client: client_for(kind, dice),
            header_name: header_name_for(name.native.is_some(), company.is_some(), dice),
            signature: signature_for(kind, dice),
            given: name.given,
            family: name.family,
            native_name: name.native,
        };
        self.settle(&mut person, company, origin, dice);
        person
    }

    fn company_for(&self, kind: Kind, dice: &mut Dice) -> Option<usize> {
        match kind {
            Kind::Family => None,
            Kind::Friend if dice.chance(85) => None,
            Kind::OneOff | Kind::Mentor | Kind::FormerColleague if dice.chance(20) => None,
            Kind::Colleague => Some(0),
            Kind::Investor => self.investor(dice),
            _ => Some(1 + dice.below(self.companies.len() - 1)),
        }
    }

    fn investor(&self, dice: &mut Dice) -> Option<usize> {
        let is_fund = |at: &usize| {
            self.companies[*at].field == "investment" || self.companies[*at].field == "capital"
        };
        let funds: Vec<usize> = (1..self.companies.len()).filter(is_fund).collect();
        Some(dice.pick(&funds))
    }

    fn origin_for(&self, kind: Kind, company: Option<usize>, dice: &mut Dice) -> &'static Origin {
        match company {
            None if kind == Kind::Family => &origins()[0],
            Some(at) if at > 0 && dice.chance(75) => &origins()[self.companies[at].origin],
            _ => &origins()[dice.below(origins().len())],
        }
    }

    fn name(&mut self, kind: Kind, origin: &Origin, dice: &mut Dice) -> Name {
        let mut name = draw_name(origin, dice);
        for _ in 0..8 {
            if self.names.insert(format!("{} {}", name.given, name.family)) {
                break;
            }
            name = draw_name(origin, dice);
        }
        if kind == Kind::Family && dice.chance(60) {
            name.family = self.plan.me.family().to_owned();
        }
        name
    }

    fn settle(
        &mut self,
        person: &mut Person,
        company: Option<usize>,
        origin: &Origin,
        dice: &mut Dice,
    ) {
        let start = self.plan.start();
        let first = self.position(person, company, start, origin, dice);
        person.positions.push(first);
        let stays =
            person.kind == Kind::Colleague || person.kind == Kind::OneOff || company.is_none();
        if !stays && dice.chance(14) {
            let half = (self.plan.end() - start) / 2;
            let since = start + half / 3 + dice.between(0, half);
            let next = 1 + dice.below(self.companies.len() - 1);
            let moved = self.position(person, Some(next), since, origin, dice);
            person.positions.push(moved);
        }
    }

    fn position(
        &mut self,
        person: &Person,
        company: Option<usize>,
        since: i64,
        origin: &Origin,
        dice: &mut Dice,
    ) -> Position {
        let email = match company {
            Some(at) => self
                .addresses
                .office(&self.companies[at], &person.given, &person.family),
            None => self.addresses.private(&person.given, &person.family, dice),
        };
        Position {
            since: DateTime::<Utc>::from_timestamp(since, 0).unwrap_or(self.plan.now),
            email,
            company,
            title: company.map(|_| dice.pick(titles(person.language, person.kind))),
            phones: self.phones(company, origin, dice),
            fax: self.fax(company, person),
        }
    }

    /// Firms keep them longer than people do.
    fn fax(&self, company: Option<usize>, person: &Person) -> Option<Phone> {
        let office = &origins()[self.companies[company?].origin];
        let name = crate::dice::hash(&person.name);
        let mut dice = Dice::part(self.plan.seed, "fax", name);
        if dice.chance(20) {
            office.phone(false, &mut dice)
        } else {
            None
        }
    }

    fn phones(&self, company: Option<usize>, origin: &Origin, dice: &mut Dice) -> Vec<Phone> {
        let office = company.map_or(origin, |at| &origins()[self.companies[at].origin]);
        let desk = company
            .filter(|_| dice.chance(75))
            .and_then(|_| office.phone(false, dice));
        let mobile = if dice.chance(45) {
            office.phone(true, dice)
        } else {
            None
        };
        desk.into_iter().chain(mobile).collect()
    }
}

fn draw_name(origin: &Origin, dice: &mut Dice) -> Name {
    let (given, family) = (dice.pick(&origin.given), dice.pick(&origin.family));
    let (Some((given, native_given)), Some((family, native_family))) =
        (given.split_once('='), family.split_once('='))
    else {
        return Name {
            given: given.to_owned(),
            family: family.to_owned(),
            native: None,
        };
    };
    let native = match origin.word {
        "arabic" => format!("{native_given} {native_family}"),
        "japanese" => format!("{native_family} {native_given}"),
        _ => format!("{native_family}{native_given}"),
    };
    Name {
        given: given.to_owned(),
        family: family.to_owned(),
        native: Some(native),
    }
}

fn linkedin(name: &Name) -> String {
    format!(
        "linkedin.com/in/{}-{}-sample",
        slug(&name.given),
        slug(&name.family)
    )
}

/// Some have one, in a network that others have not.
fn profile(name: &Name, mut dice: Dice) -> Option<String> {
    let given = slug(&name.given);
    match dice.below(10) {
        0 => Some(format!("https://github.com/{given}-sample")),
        1 => Some(format!("https://x.com/{given}_sample")),
        2 => Some(format!("https://t.me/{given}_sample")),
        _ => None,
    }
}
