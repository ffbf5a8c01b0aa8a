//! Lists of beginnings of lines, looked up by their first letter.

use std::collections::HashMap;

pub(super) struct Starts(HashMap<char, Vec<&'static str>>);

impl Starts {
    /// One beginning a line of `text`, in lower case.
    pub(super) fn new(text: &'static str) -> Self {
        let mut index: HashMap<char, Vec<&str>> = HashMap::new();
        for start in text.lines().map(bare) {
            if let Some(first) = start.chars().next() {
                index.entry(first).or_default().push(start);
            }
        }
        Starts(index)
    }

    /// Whether `line` begins with one of them, in any case and behind any ornaments.
    pub(super) fn begin(&self, line: &str) -> bool {
        let line = bare(line);
        let first = line
            .chars()
            .next()
            .and_then(|first| first.to_lowercase().next());
        let Some(starts) = first.and_then(|first| self.0.get(&first)) else {
            return false;
        };
        let head: String = line.chars().take(60).flat_map(char::to_lowercase).collect();
        starts.iter().any(|start| head.starts_with(start))
    }
}

fn bare(line: &str) -> &str {
    line.trim_start_matches(|letter: char| letter.is_whitespace() || "*_-=#[(>".contains(letter))
}
