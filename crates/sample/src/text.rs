//! Reads the embedded data files: titled blocks of `key: value` or bare lines.

/// A block of a data file: `[title words]` and the lines below it.
pub(crate) struct Block {
    pub title: &'static str,
    lines: Vec<&'static str>,
    keyed: Vec<(&'static str, Vec<&'static str>)>,
}

impl Block {
    /// The lines that are not `key: value`, in order.
    pub fn lines(&self) -> &[&'static str] {
        &self.lines
    }

    /// Every value of a key, in order.
    pub fn all(&self, key: &str) -> &[&'static str] {
        self.keyed
            .iter()
            .find(|(name, _)| *name == key)
            .map_or(&[], |(_, values)| values)
    }

    /// The first value of a key, or nothing.
    pub fn one(&self, key: &str) -> &'static str {
        self.all(key).first().copied().unwrap_or_default()
    }

    /// The first value of a key as a list separated by commas.
    pub fn list(&self, key: &str) -> Vec<&'static str> {
        self.one(key).split(',').map(str::trim).collect()
    }

    /// The value of `name=value` in the title.
    pub fn word(&self, name: &str) -> Option<&'static str> {
        self.title
            .split(' ')
            .filter_map(|word| word.split_once('='))
            .find_map(|(key, value)| (key == name).then_some(value))
    }

    fn add(&mut self, line: &'static str) {
        match line.split_once(": ").filter(|(key, _)| is_key(key)) {
            Some((key, value)) => self.add_keyed(key, value),
            None => self.lines.push(line),
        }
    }

    fn add_keyed(&mut self, key: &'static str, value: &'static str) {
        match self.keyed.iter_mut().find(|(name, _)| *name == key) {
            Some((_, values)) => values.push(value),
            None => self.keyed.push((key, vec![value])),
        }
    }
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The blocks of a data file, in order; empty lines and `#` lines are left out.
pub(crate) fn blocks(text: &'static str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(title) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            found.push(Block {
                title,
                lines: Vec::new(),
                keyed: Vec::new(),
            });
        } else if !line.is_empty()
            && !line.starts_with('#')
            && let Some(block) = found.last_mut()
        {
            block.add(line);
        }
    }
    found
}
