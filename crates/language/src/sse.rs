//! Server-sent events from bytes, however they are cut into chunks.
//! Source: WHATWG HTML, 9.2.6. Two differences, as vendors' own clients have them: an event
//! without data is given, and so is one that the end of the stream completes.

/// No event and no line may be longer: what comes from elsewhere is bounded.
pub const LARGEST: usize = 1 << 20;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// Empty where it is not named.
    pub name: String,
    pub data: String,
}

/// More than [`LARGEST`] bytes in one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

#[derive(Debug, Default)]
pub struct Decoder {
    /// The line that is not complete yet.
    line: Vec<u8>,
    event: Event,
    has_begun: bool,
    has_data: bool,
    /// The last byte was a carriage return: a line feed after it belongs to it.
    after_return: bool,
    is_first_line: bool,
}

impl Decoder {
    pub fn new() -> Self {
        Self {
            is_first_line: true,
            ..Self::default()
        }
    }

    /// The events that these bytes complete.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Event>, TooLarge> {
        let mut events = Vec::new();
        for byte in bytes {
            let is_second = std::mem::take(&mut self.after_return) && *byte == b'\n';
            match byte {
                b'\n' if is_second => {}
                b'\n' | b'\r' => {
                    self.after_return = *byte == b'\r';
                    events.extend(self.end_line()?);
                }
                _ if self.line.len() < LARGEST => self.line.push(*byte),
                _ => return Err(TooLarge),
            }
        }
        Ok(events)
    }

    /// What stood there when the stream ended.
    pub fn finish(&mut self) -> Result<Option<Event>, TooLarge> {
        if let Some(event) = self.end_line()? {
            return Ok(Some(event));
        }
        Ok(self.dispatch())
    }

    fn end_line(&mut self) -> Result<Option<Event>, TooLarge> {
        let bytes = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&bytes);
        let mut line = text.as_ref();
        if std::mem::take(&mut self.is_first_line) {
            line = line.strip_prefix('\u{feff}').unwrap_or(line);
        }
        if line.is_empty() {
            return Ok(self.dispatch());
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => {
                self.has_begun = true;
                value.clone_into(&mut self.event.name);
            }
            "data" => {
                self.has_begun = true;
                if self.event.data.len() + value.len() >= LARGEST {
                    return Err(TooLarge);
                }
                if std::mem::replace(&mut self.has_data, true) {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
            }
            _ => {}
        }
        Ok(None)
    }

    fn dispatch(&mut self) -> Option<Event> {
        self.has_data = false;
        let event = std::mem::take(&mut self.event);
        std::mem::take(&mut self.has_begun).then_some(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All events of these chunks, as pairs of name and data.
    fn events(chunks: &[&[u8]]) -> Vec<(String, String)> {
        let mut decoder = Decoder::new();
        let mut found = Vec::new();
        for chunk in chunks {
            found.extend(decoder.push(chunk).unwrap());
        }
        found.extend(decoder.finish().unwrap());
        found
            .into_iter()
            .map(|event| (event.name, event.data))
            .collect()
    }

    fn pair(name: &str, data: &str) -> (String, String) {
        (name.to_owned(), data.to_owned())
    }

    #[test]
    fn events_as_vendors_send_them() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            (
                "event: completion\ndata: {\"foo\":true}\n\n",
                &[("completion", "{\"foo\":true}")],
            ),
            ("data: {\"foo\":true}\n\n", &[("", "{\"foo\":true}")]),
            ("event: ping\n\n", &[("ping", "")]),
            (
                "event: ping\ndata: {\ndata: \"foo\":\ndata: \ndata:\ndata: true}\n\n\n",
                &[("ping", "{\n\"foo\":\n\n\ntrue}")],
            ),
            ("event: ping\r\ndata: {}\r\n\r\n", &[("ping", "{}")]),
            ("event: ping\rdata: {}\r\r", &[("ping", "{}")]),
            (": keep-alive\n\ndata: 1\n\n", &[("", "1")]),
            ("data:1\nid: 7\nretry: 10\nunknown\n\n", &[("", "1")]),
            ("\u{feff}data: 1\n\n", &[("", "1")]),
            ("data: 1\n\ndata: [DONE]", &[("", "1"), ("", "[DONE]")]),
            ("\n\n\n", &[]),
            ("", &[]),
        ];
        for (bytes, expected) in cases {
            let expected: Vec<_> = expected
                .iter()
                .map(|(name, data)| pair(name, data))
                .collect();
            assert_eq!(events(&[bytes.as_bytes()]), expected, "{bytes:?}");
            let single: Vec<&[u8]> = bytes.as_bytes().chunks(1).collect();
            assert_eq!(events(&single), expected, "{bytes:?} byte by byte");
        }
    }

    #[test]
    fn a_letter_may_be_cut() {
        let bytes = "data: {\"content\":\"известни\"}\n\n".as_bytes();
        for at in 0..bytes.len() {
            let (one, other) = bytes.split_at(at);
            assert_eq!(
                events(&[one, other]),
                [pair("", "{\"content\":\"известни\"}")]
            );
        }
    }

    #[test]
    fn size_is_bounded() {
        let mut decoder = Decoder::new();
        assert_eq!(decoder.push(&vec![b'a'; LARGEST + 1]), Err(TooLarge));
        let mut decoder = Decoder::new();
        let line = [b"data: ".as_slice(), &[b'a'; 1_000], b"\n"].concat();
        let grown = (0..2_000).find_map(|_| decoder.push(&line).err());
        assert_eq!(grown, Some(TooLarge));
    }
}
