//! One exchange: its people, its subject, and the words that fill its templates.

use super::dates::month_after;
use super::message::Mailbox;
use crate::dice::Dice;
use crate::plan::Plan;
use crate::schedule::{Author, Exchange, Form, Schedule};
use crate::talk::{Phrasebook, Voice, capitalised, phrasebook};
use crate::text::Block;
use crate::world::{Client, HeaderName, Language, Person, World};

/// All that is needed to write any letter.
pub(super) struct Desk<'a> {
    pub plan: &'a Plan,
    pub world: &'a World,
    pub schedule: &'a Schedule,
}

pub(super) struct Thread<'a> {
    pub desk: &'a Desk<'a>,
    pub exchange: &'a Exchange,
    pub person: &'a Person,
    pub book: &'static Phrasebook,
    pub subject: String,
    company: String,
}

impl<'a> Desk<'a> {
    pub fn thread(&'a self, exchange: usize) -> Thread<'a> {
        let exchange = &self.schedule.exchanges[exchange];
        let person = &self.world.people[exchange.person];
        let book = phrasebook(person.language);
        let mut thread = Thread {
            desk: self,
            exchange,
            person,
            book,
            subject: String::new(),
            company: String::new(),
        };
        thread.company = thread.company_name(person, 0);
        let mut dice = thread.dice("subject", 0);
        let template = thread.variant("subject");
        thread.subject = capitalised(&thread.say(template, 0, &mut dice));
        thread
    }
}

impl Thread<'_> {
    pub fn dice(&self, word: &str, position: u8) -> Dice {
        Dice::part(self.exchange.seed, word, u64::from(position))
    }

    pub fn block(&self) -> Option<&'static Block> {
        match self.exchange.form {
            Form::Talk | Form::Chase => self.book.topic(self.exchange.topic),
            Form::Introduction => self.book.named("introduction"),
            Form::Meeting => self.book.named("meeting"),
            Form::Move => self.book.named("move"),
        }
    }

    /// The template of a key. Keys with as many lines as there are openings go
    /// with the opening of the same place; the others are drawn.
    pub fn variant(&self, key: &str) -> &'static str {
        let Some(block) = self.block() else { return "" };
        let (lines, openings) = (block.all(key), block.all("open").len());
        let opening = self.dice("open", 0).below(openings);
        let at = if lines.len() == openings {
            opening
        } else {
            self.dice(key, 0).below(lines.len())
        };
        lines.get(at).copied().unwrap_or_default()
    }

    pub fn at(&self, position: u8) -> i64 {
        self.desk.schedule.time(self.exchange, position)
    }

    pub fn author(&self, position: u8) -> Option<&Person> {
        match self.exchange.author(position) {
            Author::Me => None,
            Author::Person(index) => self.desk.world.people.get(index),
        }
    }

    pub fn client(&self, position: u8) -> Client {
        self.author(position)
            .map_or(Client::Gmail, |person| person.client)
    }

    /// The language of the program that wrote the message; the owner's is English.
    pub fn locale(&self, position: u8) -> Language {
        self.author(position)
            .map_or(Language::En, |person| person.language)
    }

    pub fn offset_seconds(&self, position: u8) -> i32 {
        self.author(position)
            .map_or(3_600, |person| person.place.offset_seconds())
    }

    /// Fills a template; `{to}` is the one who reads this message.
    pub fn say(&self, template: &str, position: u8, dice: &mut Dice) -> String {
        let me = &self.desk.plan.me;
        let (person, start) = (self.person, self.at(0));
        let by_me = self.author(position).is_none();
        let introducer = &self.desk.world.people[self.exchange.introducer()];
        let (to, tofull, tofamily) = if by_me {
            let reader = self.reader(position);
            (
                reader.given.as_str(),
                reader.written_name(),
                reader.written_family(),
            )
        } else {
            (me.given(), me.name.as_str(), me.family())
        };
        let known = [
            ("to", to),
            ("tofull", tofull),
            ("tofamily", tofamily),
            ("person", person.given.as_str()),
            ("personfull", person.written_name()),
            ("introducer", introducer.given.as_str()),
            ("me", me.given()),
            ("mefull", me.name.as_str()),
            ("company", self.company.as_str()),
            ("mycompany", self.desk.world.companies[0].name.as_str()),
            ("month", month_after(start, 0, self.book)),
            ("nextmonth", month_after(start, 1, self.book)),
            ("latermonth", month_after(start, 3, self.book)),
        ];
        Voice {
            book: self.book,
            seed: self.exchange.seed,
            known: &known,
        }
        .said(template, dice)
    }

    fn reader(&self, position: u8) -> &Person {
        let before = position
            .checked_sub(1)
            .and_then(|before| self.author(before));
        match self.exchange.form {
            Form::Introduction => self.person,
            _ => before.unwrap_or(self.person),
        }
    }

    pub fn company_name(&self, person: &Person, position: u8) -> String {
        let company = person
            .position_at(self.at(position))
            .and_then(|held| held.company);
        company.map_or_else(
            || person.family.clone(),
            |at| self.desk.world.companies[at].name.clone(),
        )
    }

    pub fn mailbox(&self, person: &Person, position: u8) -> Mailbox {
        let name = match person.header_name {
            HeaderName::Plain => person.name.clone(),
            HeaderName::FamilyFirst => format!("{}, {}", person.family, person.given),
            HeaderName::WithCompany => {
                format!("{} ({})", person.name, self.company_name(person, position))
            }
            HeaderName::Native => person
                .native_name
                .clone()
                .unwrap_or_else(|| person.name.clone()),
            HeaderName::Absent => String::new(),
        };
        Mailbox {
            name,
            email: person.email_at(self.at(position)).to_owned(),
        }
    }

    pub fn me(&self) -> Mailbox {
        let me = &self.desk.plan.me;
        let mut dice = self.dice("address", 0);
        let other = if dice.chance(10) {
            me.other_emails.get(dice.below(me.other_emails.len()))
        } else {
            None
        };
        Mailbox {
            name: me.name.clone(),
            email: other.unwrap_or(&me.email).clone(),
        }
    }

    pub fn sender(&self, position: u8) -> Mailbox {
        self.author(position)
            .map_or_else(|| self.me(), |person| self.mailbox(person, position))
    }

    /// To and Cc: everybody of the exchange but the author.
    pub fn readers(&self, position: u8) -> (Vec<Mailbox>, Vec<Mailbox>) {
        let me_first = self.exchange.author(position) != Author::Me;
        let mut to: Vec<Mailbox> = if me_first {
            vec![self.me()]
        } else {
            Vec::new()
        };
        let mut cc = Vec::new();
        let circle = std::iter::once(self.exchange.person)
            .chain(self.exchange.others.iter().map(|other| *other as usize));
        for index in circle.filter(|index| self.exchange.author(position) != Author::Person(*index))
        {
            let mailbox = self.mailbox(&self.desk.world.people[index], position);
            let introduced = self.exchange.form == Form::Introduction && position == 0;
            if to.is_empty() || introduced {
                to.push(mailbox)
            } else {
                cc.push(mailbox)
            }
        }
        if self.exchange.form == Form::Introduction && position > 1 {
            cc.clear();
        }
        (to, cc)
    }
}
