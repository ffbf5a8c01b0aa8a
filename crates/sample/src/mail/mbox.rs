//! The mbox frame of a message: the separator line and the quoting of bodies.

use std::io;

use super::dates;
use super::message::Message;

/// Writes one message with its `From ` line, as Google Takeout writes it.
pub(super) fn append(
    out: &mut impl io::Write,
    message: &Message,
    rendered: &[u8],
) -> io::Result<()> {
    let number = 1_700_000_000_000_000_000 + message.seed % 99_999_999_999_999_999;
    writeln!(out, "From {number}@xxx {}", dates::asctime(message.at))?;
    for line in rendered.split_inclusive(|byte| *byte == b'\n') {
        if needs_quoting(line) {
            out.write_all(b">")?;
        }
        out.write_all(line)?;
    }
    out.write_all(b"\n")
}

fn needs_quoting(line: &[u8]) -> bool {
    let start = line
        .iter()
        .position(|byte| *byte != b'>')
        .unwrap_or(line.len());
    line[start..].starts_with(b"From ")
}
