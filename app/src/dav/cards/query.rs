//! What `addressbook-query` asks for (RFC 6352, 10.5): properties that are there, are not, or
//! hold a text.

use records::vcard::properties_named;

use crate::dav::xml::Element;

pub const CARDDAV: &str = "urn:ietf:params:xml:ns:carddav";

#[derive(Debug)]
pub struct Filter {
    all: bool,
    properties: Vec<PropertyFilter>,
}

#[derive(Debug)]
struct PropertyFilter {
    name: String,
    is_absent: bool,
    all: bool,
    texts: Vec<TextMatch>,
}

#[derive(Debug)]
struct TextMatch {
    text: String,
    how: How,
    is_negated: bool,
}

#[derive(Clone, Copy, Debug)]
enum How {
    Equals,
    Contains,
    Starts,
    Ends,
}

impl Filter {
    /// Without a filter everything fits.
    pub fn of(report: &Element) -> Self {
        let filter = report.child(CARDDAV, "filter");
        let children = filter
            .map(|filter| filter.children.as_slice())
            .unwrap_or_default();
        let properties = children
            .iter()
            .filter(|child| child.is(CARDDAV, "prop-filter"));
        Self {
            all: filter.is_some_and(wants_all),
            properties: properties.map(PropertyFilter::of).collect(),
        }
    }

    pub fn fits(&self, card: &str) -> bool {
        self.properties.is_empty()
            || holds(
                self.all,
                self.properties.iter().map(|filter| filter.fits(card)),
            )
    }

    pub fn is_everything(&self) -> bool {
        self.properties.is_empty()
    }
}

impl PropertyFilter {
    fn of(element: &Element) -> Self {
        let texts = element
            .children
            .iter()
            .filter(|child| child.is(CARDDAV, "text-match"));
        Self {
            name: element
                .attribute("name")
                .unwrap_or_default()
                .to_ascii_uppercase(),
            is_absent: element.child(CARDDAV, "is-not-defined").is_some(),
            all: wants_all(element),
            texts: texts.map(TextMatch::of).collect(),
        }
    }

    fn fits(&self, card: &str) -> bool {
        let values = properties_named(card, &self.name);
        if self.is_absent || values.is_empty() {
            return self.is_absent == values.is_empty();
        }
        self.texts.is_empty() || holds(self.all, self.texts.iter().map(|text| text.fits(&values)))
    }
}

impl TextMatch {
    fn of(element: &Element) -> Self {
        Self {
            text: element.text.to_lowercase(),
            how: match element.attribute("match-type") {
                Some("equals") => How::Equals,
                Some("starts-with") => How::Starts,
                Some("ends-with") => How::Ends,
                _ => How::Contains,
            },
            is_negated: element.attribute("negate-condition") == Some("yes"),
        }
    }

    fn fits(&self, values: &[String]) -> bool {
        let fits = values.iter().any(|value| {
            let value = value.to_lowercase();
            match self.how {
                How::Equals => value == self.text,
                How::Contains => value.contains(&self.text),
                How::Starts => value.starts_with(&self.text),
                How::Ends => value.ends_with(&self.text),
            }
        });
        fits != self.is_negated
    }
}

fn wants_all(element: &Element) -> bool {
    element.attribute("test") == Some("allof")
}

fn holds(all: bool, mut each: impl Iterator<Item = bool>) -> bool {
    if all {
        each.all(|fits| fits)
    } else {
        each.any(|fits| fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(filter: &str) -> bool {
        let report =
            format!("<c:addressbook-query xmlns:c=\"{CARDDAV}\">{filter}</c:addressbook-query>");
        let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Lind\r\nitem1.EMAIL;TYPE=WORK:bo@lind.example\r\nEND:VCARD\r\n";
        Filter::of(&Element::parse(&report).unwrap()).fits(card)
    }

    #[test]
    fn a_card_fits_by_what_it_says() {
        let text = |how: &str| format!("<c:text-match {how}>LIND</c:text-match>");
        let one = |name: &str, inner: &str| {
            format!("<c:prop-filter name=\"{name}\">{inner}</c:prop-filter>")
        };
        let all = |test: &str, inner: &str| format!("<c:filter test=\"{test}\">{inner}</c:filter>");
        assert!(fits(""));
        assert!(fits(&all("anyof", &one("FN", &text("")))));
        assert!(fits(&all(
            "anyof",
            &one("FN", &text("match-type=\"ends-with\""))
        )));
        assert!(!fits(&all(
            "anyof",
            &one("FN", &text("match-type=\"starts-with\""))
        )));
        assert!(!fits(&all(
            "anyof",
            &one("FN", &text("negate-condition=\"yes\""))
        )));
        assert!(fits(&all("allof", &one("TEL", "<c:is-not-defined/>"))));
        let both = one("EMAIL", &text("")) + &one("TEL", &text(""));
        assert!(fits(&all("anyof", &both)) && !fits(&all("allof", &both)));
    }
}
