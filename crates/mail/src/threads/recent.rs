//! A map that forgets what was not touched for long.
//! Invariant: it never holds more than twice its limit.

use std::collections::HashMap;

#[derive(Debug)]
pub(super) struct Recent<V> {
    limit: usize,
    young: HashMap<i64, V>,
    old: HashMap<i64, V>,
}

impl<V> Recent<V> {
    pub(super) fn new(limit: usize) -> Self {
        Recent {
            limit: limit.max(1),
            young: HashMap::new(),
            old: HashMap::new(),
        }
    }

    /// Looks a value up, which keeps it.
    pub(super) fn get(&mut self, key: i64) -> Option<&mut V> {
        if let Some(value) = self.old.remove(&key) {
            self.insert(key, value);
        }
        self.young.get_mut(&key)
    }

    pub(super) fn insert(&mut self, key: i64, value: V) {
        self.old.remove(&key);
        if self.young.len() >= self.limit && !self.young.contains_key(&key) {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }
}
