//! Where somebody's clocks stand: the zone that a person meant by what they typed, the one
//! that follows from a number or a place, and how far it is from one's own.

mod countries;

use chrono::{DateTime, Datelike, Offset, Utc};
use chrono_tz::Tz;

use super::{facts::Point, store::Contact};
use countries::COUNTRIES;

/// A zone that nobody said, and what it is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LikelyZone {
    pub zone: Tz,
    /// `phone`, `country` or `place`; a place alone may be another of the same name.
    pub from: &'static str,
}

impl LikelyZone {
    pub fn is_certain(self) -> bool {
        self.from != "place"
    }
}

/// By the name of the zone (`Europe/Berlin`) or by that of its city alone, if there is one
/// of that name.
pub fn read_zone(text: &str) -> Option<Tz> {
    let text = text.trim().replace(' ', "_");
    let is_so_called = |zone: &&Tz| zone.name().eq_ignore_ascii_case(&text);
    if let Some(zone) = chrono_tz::TZ_VARIANTS.iter().find(is_so_called) {
        return Some(*zone);
    }
    let mut found = chrono_tz::TZ_VARIANTS
        .iter()
        .filter(|zone| city_of(**zone).is_some_and(|city| city.eq_ignore_ascii_case(&text)));
    found.next().filter(|_| found.next().is_none()).copied()
}

fn city_of(zone: Tz) -> Option<&'static str> {
    const LANDS: [&str; 10] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    let (land, city) = zone.name().split_once('/')?;
    let city = city.rsplit('/').next().unwrap_or(city);
    LANDS.contains(&land).then_some(city)
}

/// Where none was said.
pub fn likely_zone_of(contact: &Contact, points: &[Point]) -> Option<LikelyZone> {
    let numbers = points.iter().filter_map(|point| point.e164.as_deref());
    let is_known = contact.time_zone.is_some();
    likely_zone(contact.location.as_deref(), numbers).filter(|_| !is_known)
}

/// What the country of the place or of a number says, where a country has one time
/// everywhere; else what a place says that is called like the city of a zone.
fn likely_zone<'a>(
    place: Option<&str>,
    numbers: impl IntoIterator<Item = &'a str>,
) -> Option<LikelyZone> {
    let place = place.unwrap_or_default();
    let country = place.rsplit(',').next().unwrap_or_default().trim();
    if let Some(zone) = of_country(country) {
        let from = "country";
        return Some(LikelyZone { zone, from });
    }
    let mut zones = numbers.into_iter().filter_map(of_number);
    if let Some(zone) = zones.next()
        && zones.all(|other| other == zone)
    {
        let from = "phone";
        return Some(LikelyZone { zone, from });
    }
    let city = place.split(',').next().unwrap_or_default().trim();
    let zone = read_zone(city).filter(|_| !city.is_empty())?;
    Some(LikelyZone {
        zone,
        from: "place",
    })
}

fn of_country(name: &str) -> Option<Tz> {
    let name = name.to_lowercase();
    let found = COUNTRIES
        .iter()
        .find(|(_, names, _)| names.split('|').any(|known| known == name));
    found.map(|(.., zone)| *zone)
}

/// Of a number of the whole world, `+49…`.
fn of_number(number: &str) -> Option<Tz> {
    let digits = number.strip_prefix('+')?;
    let found = COUNTRIES
        .iter()
        .find(|(code, ..)| !code.is_empty() && digits.starts_with(code));
    found.map(|(.., zone)| *zone)
}

/// `14:05 there, 3 h ahead`
pub fn local_words(now: DateTime<Utc>, there: Tz, here: Tz) -> String {
    let (theirs, mine) = (now.with_timezone(&there), now.with_timezone(&here));
    let offset = |time: &DateTime<Tz>| time.offset().fix().local_minus_utc() / 60;
    let minutes = offset(&theirs) - offset(&mine);
    let day = if theirs.num_days_from_ce() == mine.num_days_from_ce() {
        ""
    } else {
        "%a "
    };
    let time = theirs.format(&format!("{day}%H:%M")).to_string();
    match minutes {
        0 => format!("{time}, the same as here"),
        1.. => format!("{time} there, {} ahead", pause(minutes)),
        _ => format!("{time} there, {} behind", pause(-minutes)),
    }
}

fn pause(minutes: i32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz::*;

    use super::*;

    #[test]
    fn a_zone_is_meant_by_its_name_or_by_its_city() {
        for (text, zone) in [
            ("Europe/Berlin", Some(Europe__Berlin)),
            ("america/new york", Some(America__New_York)),
            (" new york ", Some(America__New_York)),
            ("Buenos Aires", None),
            ("Kathmandu", Some(Asia__Kathmandu)),
            ("UTC", Some(UTC)),
            ("Atlantis", None),
            ("", None),
        ] {
            assert_eq!(read_zone(text), zone, "{text}");
        }
    }

    #[test]
    fn a_country_with_one_time_is_certain_a_place_alone_is_not() {
        let likely = |place: &str, numbers: &[&str]| {
            likely_zone(Some(place), numbers.iter().copied())
                .map(|likely| (likely.zone, likely.from))
        };
        for (place, numbers, expected) in [
            (
                "Hamburg, Germany",
                &[][..],
                Some((Europe__Berlin, "country")),
            ),
            (
                "Wien, Österreich",
                &["+4930123"],
                Some((Europe__Vienna, "country")),
            ),
            (
                "",
                &["+4930123456", "+491701"],
                Some((Europe__Berlin, "phone")),
            ),
            ("", &["+4930123456", "+4612345"], None),
            ("", &["+12125550123"], None),
            ("", &["030 1234"], None),
            ("Sydney, Australia", &[], Some((Australia__Sydney, "place"))),
            ("Paris", &[], Some((Europe__Paris, "place"))),
            ("Springfield", &[], None),
            ("", &[], None),
        ] {
            assert_eq!(likely(place, numbers), expected, "{place} {numbers:?}");
        }
    }

    #[test]
    fn how_far_the_clocks_are_apart_is_said_in_hours() {
        let now = "2026-03-02T09:30:00Z".parse().unwrap();
        for (there, here, words) in [
            (Europe__Helsinki, Europe__London, "11:30 there, 2 h ahead"),
            (America__New_York, Europe__Berlin, "04:30 there, 6 h behind"),
            (Asia__Kolkata, UTC, "15:00 there, 5 h 30 min ahead"),
            (Europe__Paris, Europe__Berlin, "10:30, the same as here"),
            (
                Pacific__Honolulu,
                Asia__Tokyo,
                "Sun 23:30 there, 19 h behind",
            ),
        ] {
            assert_eq!(local_words(now, there, here), words);
        }
    }

    #[test]
    fn no_calling_code_begins_another() {
        let codes: Vec<_> = COUNTRIES
            .iter()
            .map(|(code, ..)| *code)
            .filter(|code| !code.is_empty())
            .collect();
        for one in &codes {
            let alike = codes.iter().filter(|other| other.starts_with(one)).count();
            assert_eq!(alike, 1, "{one}");
        }
    }
}
