//! Address lists of header fields, as clients really write them.
//! Invariant: every e-mail given out is lower case and has a local part and a domain; what holds
//! no such address is dropped.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{encoded_word, header::fold_spaces};

/// A name that holds separators is not looked for beyond this many bytes.
const LONGEST_NAME: usize = 300;
/// A display name is read up to this many bytes, as they were sent.
const LONGEST_RAW_NAME: usize = 4 * 1024;

/// A mailbox of a header field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    /// The display name, decoded and freed of quotes and comments' brackets.
    pub name: Option<String>,
    /// Lower case; the domain stays as it was written (no punycode conversion).
    pub email: String,
}

impl Address {
    /// Reads the first mailbox of a header value such as `Jane Doe <jane@acme.com>`.
    pub fn parse(text: &str) -> Option<Address> {
        parse_list(text).into_iter().next()
    }

    /// The part behind the `@`.
    pub fn domain(&self) -> &str {
        self.email.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// Reads a raw (unfolded, undecoded) address list; groups are flattened.
pub(crate) fn parse_list(raw: &str) -> Vec<Address> {
    let honours_quotes = raw.matches('"').count().is_multiple_of(2);
    let mut addresses = Vec::new();
    let mut start = 0;
    for end in separators(raw, honours_quotes) {
        let piece = &raw[start..end];
        if let Some(address) = parse_one(piece) {
            addresses.push(address);
        } else if piece.len() <= LONGEST_NAME && may_go_on(piece) {
            continue;
        }
        start = end + 1;
    }
    addresses.extend(parse_one(raw.get(start..).unwrap_or_default()));
    addresses
}

/// `Doe` of `Doe, Jane <jane@acme.com>`.
fn may_go_on(piece: &str) -> bool {
    !piece.contains(['@', '<', ';', ':']) && !piece.trim().is_empty()
}

/// Positions of the separators that stand outside quotes, comments and angle brackets.
fn separators(raw: &str, honours_quotes: bool) -> Vec<usize> {
    let mut found = Vec::new();
    let (last_close, last_angle) = (raw.rfind(')').unwrap_or(0), raw.rfind('>').unwrap_or(0));
    let (mut is_quoted, mut is_escaped, mut in_angle, mut comment) = (false, false, false, 0u32);
    for (at, byte) in raw.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' if honours_quotes && comment == 0 => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'(' => comment += 1,
            b')' => comment = comment.saturating_sub(1),
            _ if comment > 0 && at < last_close => {}
            b'<' => in_angle = true,
            b'>' => in_angle = false,
            b',' | b';' if !in_angle || at > last_angle => {
                in_angle = false;
                comment = 0;
                found.push(at);
            }
            _ => {}
        }
    }
    found
}

fn parse_one(piece: &str) -> Option<Address> {
    let piece = without_group(piece);
    let angled = piece
        .rfind('<')
        .map(|open| (piece[..open].trim_end_matches('<'), &piece[open + 1..]));
    if let Some((before, inside)) = angled
        && let Some(email) = email(inside.split('>').next().unwrap_or(inside))
    {
        let after = inside.split_once('>').map_or("", |(_, after)| after);
        let before = without_leading_comment(before);
        let name = if before.trim().is_empty() {
            comment(after).unwrap_or("")
        } else {
            before
        };
        return Some(Address {
            name: display_name(name, &email),
            email,
        });
    }
    bare(piece)
}

/// `jane@acme.com`, `jane@acme.com (Jane Doe)` and `Jane Doe jane@acme.com`.
fn bare(piece: &str) -> Option<Address> {
    let outside = match (piece.find('('), piece.rfind(')')) {
        (Some(open), Some(close)) if open < close => {
            format!("{} {}", &piece[..open], &piece[close + 1..])
        }
        _ => piece.to_owned(),
    };
    let outside = outside.replace(" @", "@").replace("@ ", "@");
    let words =
        || outside.split(|letter: char| letter.is_whitespace() || matches!(letter, '<' | '>'));
    let (word, email) = words().find_map(|word| Some((word, email(word)?)))?;
    let rest: Vec<&str> = words().filter(|other| *other != word).collect();
    let rest = rest.join(" ");
    let name = comment(piece).unwrap_or(&rest);
    Some(Address {
        name: display_name(name, &email),
        email,
    })
}

fn without_leading_comment(text: &str) -> &str {
    let rest = text
        .trim_start()
        .strip_prefix('(')
        .and_then(|inside| inside.split_once(')'))
        .map(|(_, rest)| rest)
        .filter(|rest| !rest.trim().is_empty());
    rest.unwrap_or(text)
}

fn comment(text: &str) -> Option<&str> {
    let open = text.find('(')?;
    let close = text.rfind(')')?;
    text.get(open + 1..close)
}

/// Cuts the `Team:` of a group and the `;` that ends it.
fn without_group(piece: &str) -> &str {
    let piece = piece.trim().trim_end_matches(';');
    let head_end = piece.find(['"', '<', '@', '(']).unwrap_or(piece.len());
    match piece[..head_end].rfind(':') {
        Some(colon) if !piece[..colon].to_ascii_lowercase().ends_with("mailto") => {
            piece[colon + 1..].trim()
        }
        _ => piece,
    }
}

fn email(text: &str) -> Option<String> {
    let decoded = encoded_word::decode(text);
    let compact: String = decoded
        .chars()
        .filter(|letter| !letter.is_whitespace() && !letter.is_control())
        .collect();
    let text = compact
        .trim_matches(|letter: char| "<>\"'`,;()[]".contains(letter))
        .to_lowercase();
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    let text = match text
        .strip_prefix('@')
        .and_then(|route| route.split_once(':'))
    {
        Some((_, target)) => target,
        None => text,
    };
    let (local, domain) = text.rsplit_once('@')?;
    let local = local.trim_matches(['"', '@']);
    let domain = domain.trim_end_matches('.');
    let is_usable = |part: &str, limit: usize| !part.is_empty() && part.len() <= limit;
    let is_odd = |letter: char| "<>,;:\"()/\\".contains(letter);
    if !is_usable(local, 255)
        || !is_usable(domain, 255)
        || domain.contains(is_odd)
        || domain.starts_with('.')
    {
        return None;
    }
    Some(format!("{local}@{domain}"))
}

fn display_name(raw: &str, email: &str) -> Option<String> {
    let raw = raw.trim();
    let decoded = encoded_word::decode(&raw[..raw.floor_char_boundary(LONGEST_RAW_NAME)]);
    let folded = fold_spaces(
        &decoded
            .replace("\\\"", "\"")
            .replace("\\'", "'")
            .replace('\\', ""),
    );
    let mut name = folded.as_str();
    loop {
        let inner = name.trim_matches(|letter: char| {
            letter.is_whitespace() || matches!(letter, '"' | ',' | ';' | '<' | '>')
        });
        let inner = inner
            .strip_prefix('\'')
            .and_then(|rest| rest.strip_suffix('\''))
            .unwrap_or(inner);
        if inner.len() == name.len() {
            break;
        }
        name = inner;
    }
    let is_telling = name.chars().any(char::is_alphanumeric) && !name.eq_ignore_ascii_case(email);
    is_telling.then(|| name.to_owned())
}
