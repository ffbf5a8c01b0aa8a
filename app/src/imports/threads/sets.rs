//! Sets that grow together.

use std::{collections::HashMap, hash::Hash};

pub struct Sets<K> {
    numbers: HashMap<K, usize>,
    /// Of each its next one on the way to the root of its set.
    next: Vec<usize>,
}

impl<K> Default for Sets<K> {
    fn default() -> Self {
        Self {
            numbers: HashMap::new(),
            next: Vec::new(),
        }
    }
}

impl<K: Eq + Hash> Sets<K> {
    pub fn join(&mut self, one: K, other: K) {
        let (one, other) = (self.root(one), self.root(other));
        self.next[other] = one;
    }

    /// The same for all of one set, until sets are joined.
    pub fn root(&mut self, key: K) -> usize {
        let new = self.next.len();
        let mut at = *self.numbers.entry(key).or_insert(new);
        if at == new {
            self.next.push(new);
        }
        while self.next[at] != at {
            self.next[at] = self.next[self.next[at]];
            at = self.next[at];
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_has_one_root() {
        let mut sets = Sets::default();
        for number in 0..10 {
            sets.join(number, number + 20);
            sets.join(number % 3, number);
        }
        assert_eq!(sets.root(3), sets.root(26));
        assert_eq!(sets.root(0), sets.root(29));
        assert_ne!(sets.root(1), sets.root(2));
    }
}
