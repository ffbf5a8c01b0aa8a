//! JSON cut into its pieces while it streams by: the elements of chosen arrays whole, the single
//! values around them by path. Nothing else is kept, so files may be larger than memory.

use std::io::{self, BufRead};

use crate::outcome::Reason;
use crate::unit::Unit;

/// Bytes of one single value that are kept.
const VALUE_LIMIT: usize = 4 * 1024;
const DEEPEST: usize = 64;

pub(crate) enum Piece {
    /// An object begins at this path.
    Begun(Vec<String>),
    /// A single value and the path to it.
    Value(Vec<String>, String),
    /// A whole element of a chosen array, as JSON.
    Element(Unit),
}

/// An object with the key that was read last, or an array.
struct Frame {
    key: String,
    is_array: bool,
    expects_key: bool,
}

pub(crate) struct Slicer<R> {
    input: R,
    offset: u64,
    frames: Vec<Frame>,
    /// Whether the elements of the array at this path are given whole.
    is_chosen: fn(&[String]) -> bool,
    /// Bytes of one element.
    limit: usize,
}

impl<R: BufRead> Slicer<R> {
    pub(crate) fn new(input: R, is_chosen: fn(&[String]) -> bool, limit: usize) -> Self {
        Slicer {
            input,
            offset: 0,
            frames: Vec::new(),
            is_chosen,
            limit,
        }
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<Piece>> {
        while let Some(byte) = self.peek()? {
            match byte {
                b'{' if self.in_chosen_array() => {
                    return self.element().map(|unit| Some(Piece::Element(unit)));
                }
                b'{' | b'[' => {
                    self.take();
                    if self.frames.len() == DEEPEST {
                        return Err(io::Error::new(
                            io::ErrorKind::InvalidData,
                            "nested too deep",
                        ));
                    }
                    let path = self.path();
                    let is_array = byte == b'[';
                    self.frames.push(Frame {
                        key: String::new(),
                        is_array,
                        expects_key: !is_array,
                    });
                    if !is_array {
                        return Ok(Some(Piece::Begun(path)));
                    }
                }
                b'}' | b']' => {
                    self.take();
                    self.frames.pop();
                }
                b',' => {
                    self.take();
                    let last = self.frames.last_mut();
                    last.into_iter()
                        .for_each(|frame| frame.expects_key = !frame.is_array);
                }
                b'"' => {
                    let text = self.string()?;
                    match self.frames.last_mut().filter(|frame| frame.expects_key) {
                        Some(frame) => (frame.key, frame.expects_key) = (text, false),
                        None => return Ok(Some(Piece::Value(self.path(), text))),
                    }
                }
                byte if byte.is_ascii_alphanumeric() || byte == b'-' => {
                    let word = self.word()?;
                    return Ok(Some(Piece::Value(self.path(), word)));
                }
                _ => self.take(),
            }
        }
        Ok(None)
    }

    /// The keys that lead here; arrays have none of their own.
    fn path(&self) -> Vec<String> {
        self.frames
            .iter()
            .filter(|frame| !frame.is_array)
            .map(|frame| frame.key.clone())
            .collect()
    }

    /// Whether the innermost key is this one.
    pub(crate) fn is_in(&self, key: &str) -> bool {
        self.key() == key
    }

    /// The innermost key.
    pub(crate) fn key(&self) -> &str {
        let inner = self.frames.iter().rfind(|frame| !frame.is_array);
        inner.map_or("", |frame| &frame.key)
    }

    fn in_chosen_array(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.is_array) && (self.is_chosen)(&self.path())
    }

    fn element(&mut self) -> io::Result<Unit> {
        let offset = self.offset;
        let mut bytes = Vec::new();
        let mut state = Depth::default();
        let mut is_too_large = false;
        loop {
            let ready = self.input.fill_buf()?;
            if ready.is_empty() {
                let fault = Some(Reason::CutOff);
                return Ok(Unit {
                    offset,
                    end: self.offset,
                    bytes,
                    fault,
                });
            }
            let end = state.end_in(ready);
            let taken = end.unwrap_or(ready.len());
            let kept = taken.min(self.limit - bytes.len());
            is_too_large |= kept < taken;
            bytes.extend_from_slice(&ready[..kept]);
            self.input.consume(taken);
            self.offset += taken as u64;
            if end.is_some() {
                let fault = is_too_large.then_some(Reason::TooLarge { limit: self.limit });
                return Ok(Unit {
                    offset,
                    end: self.offset,
                    bytes,
                    fault,
                });
            }
        }
    }

    fn string(&mut self) -> io::Result<String> {
        let mut raw = vec![b'"'];
        self.take();
        let mut is_escaped = false;
        while let Some(byte) = self.peek()? {
            self.take();
            if raw.len() < VALUE_LIMIT {
                raw.push(byte);
            }
            if byte == b'"' && !is_escaped {
                break;
            }
            is_escaped = byte == b'\\' && !is_escaped;
        }
        Ok(serde_json::from_slice(&raw).unwrap_or_default())
    }

    fn word(&mut self) -> io::Result<String> {
        let mut word = String::new();
        while let Some(byte) = self.peek()? {
            if byte.is_ascii_whitespace() || matches!(byte, b',' | b'}' | b']' | b'{' | b'[' | b'"')
            {
                break;
            }
            self.take();
            if word.len() < VALUE_LIMIT {
                word.push(char::from(byte));
            }
        }
        Ok(word)
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.input.fill_buf()?.first().copied())
    }

    fn take(&mut self) {
        self.input.consume(1);
        self.offset += 1;
    }
}

/// Counts brackets outside of strings.
#[derive(Default)]
struct Depth {
    open: usize,
    is_string: bool,
    is_escaped: bool,
}

impl Depth {
    /// Behind the bracket that closes the first one, if it is in these bytes.
    fn end_in(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.is_string {
                match *byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => self.is_string = false,
                    _ => {}
                }
                continue;
            }
            match *byte {
                b'"' => self.is_string = true,
                b'{' | b'[' => self.open += 1,
                b'}' | b']' => {
                    self.open = self.open.saturating_sub(1);
                    if self.open == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
        }
        None
    }
}
