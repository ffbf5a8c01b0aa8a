//! The bodies of questions: a small tree of elements with their namespaces. Entities of one's
//! own are not known, and neither depth nor size grows beyond what devices send.

use quick_xml::{NsReader, events::Event, name::ResolveResult};

const DEEPEST: usize = 24;
const MOST: usize = 50_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    pub space: String,
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// The root of this document; none where it is no document.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = NsReader::from_str(text);
        let mut open: Vec<Self> = Vec::new();
        let mut count = 0;
        loop {
            let (space, event) = reader.read_resolved_event().ok()?;
            let space = match space {
                ResolveResult::Bound(space) => String::from_utf8_lossy(space.as_ref()).into_owned(),
                ResolveResult::Unbound => String::new(),
                ResolveResult::Unknown(_) => return None,
            };
            let is_empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    count += 1;
                    if open.len() == DEEPEST || count > MOST {
                        return None;
                    }
                    let mut element = Self {
                        space,
                        name: String::from_utf8_lossy(start.local_name().as_ref()).into_owned(),
                        ..Self::default()
                    };
                    for attribute in start.attributes() {
                        let attribute = attribute.ok()?;
                        let name = attribute.key.local_name();
                        let name = String::from_utf8_lossy(name.as_ref()).into_owned();
                        let value = String::from_utf8_lossy(&attribute.value);
                        let value = quick_xml::escape::unescape(&value).ok()?.into_owned();
                        element.attributes.push((name, value));
                    }
                    open.push(element);
                    if is_empty && let Some(root) = close(&mut open)? {
                        return Some(root);
                    }
                }
                Event::End(_) => {
                    if let Some(root) = close(&mut open)? {
                        return Some(root);
                    }
                }
                Event::Text(text) => {
                    let text = String::from_utf8_lossy(&text).into_owned();
                    if let Some(last) = open.last_mut() {
                        last.text.push_str(&text);
                    }
                }
                Event::CData(text) => {
                    let text = String::from_utf8_lossy(&text).into_owned();
                    if let Some(last) = open.last_mut() {
                        last.text.push_str(&text);
                    }
                }
                Event::GeneralRef(reference) => {
                    let name = String::from_utf8_lossy(&reference).into_owned();
                    let text = quick_xml::escape::unescape(&format!("&{name};"))
                        .ok()?
                        .into_owned();
                    if let Some(last) = open.last_mut() {
                        last.text.push_str(&text);
                    }
                }
                Event::DocType(_) | Event::Eof => return None,
                _ => {}
            }
        }
    }

    pub fn is(&self, space: &str, name: &str) -> bool {
        self.space == space && self.name == name
    }

    pub fn child(&self, space: &str, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.is(space, name))
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The innermost element is whole; it is given back where it is the root.
fn close(open: &mut Vec<Element>) -> Option<Option<Element>> {
    let whole = open.pop()?;
    match open.last_mut() {
        Some(parent) => {
            parent.children.push(whole);
            Some(None)
        }
        None => Some(Some(whole)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_known_by_their_namespace() {
        let root = Element::parse(
            "<?xml version=\"1.0\"?><a:propfind xmlns:a=\"DAV:\"><a:prop><b xmlns=\"x:y\" c=\"1 &amp; 2\"/>\
             <a:href>/a&amp;b<![CDATA[<c>]]></a:href></a:prop></a:propfind>",
        )
        .unwrap();
        assert!(root.is("DAV:", "propfind"));
        let prop = root.child("DAV:", "prop").unwrap();
        assert_eq!(
            prop.child("x:y", "b").unwrap().attribute("c"),
            Some("1 & 2")
        );
        assert_eq!(prop.child("DAV:", "href").unwrap().text, "/a&b<c>");
    }

    #[test]
    fn what_is_no_question_is_none() {
        let deep = "<a>".repeat(100_000);
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>";
        for text in [
            "",
            "hello",
            "<a>",
            "<a></b>",
            "<x:a/>",
            bomb,
            &deep,
            "<a>&b;</a>",
        ] {
            assert_eq!(
                Element::parse(text),
                None,
                "{}",
                &text[..text.len().min(40)]
            );
        }
    }
}
