//! So many calls at once for each workspace, whoever makes them; the others wait in line.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Error;

/// One for the whole process, keyed by what has a limit of its own.
#[derive(Debug)]
pub struct Limiter<K> {
    most: usize,
    lines: Mutex<HashMap<K, Weak<Semaphore>>>,
}

/// A place, free again when it is dropped.
#[derive(Debug)]
pub struct Permit {
    _place: OwnedSemaphorePermit,
}

impl<K: Eq + Hash + Clone> Limiter<K> {
    /// As many at once as the product promises for a workspace.
    pub const USUAL: usize = 5;

    pub fn new(most: usize) -> Self {
        Self {
            most: most.max(1),
            lines: Mutex::default(),
        }
    }

    /// Waits for a place, first come first served.
    pub async fn enter(&self, key: &K) -> Result<Permit, Error> {
        let place = self.line(key).acquire_owned().await;
        place
            .map(|place| Permit { _place: place })
            .map_err(|_| Error::Unable("the line is closed"))
    }

    /// Whoever waits or holds a place keeps the line alive; the others are forgotten.
    fn line(&self, key: &K) -> Arc<Semaphore> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(line) = lines.get(key).and_then(Weak::upgrade) {
            return line;
        }
        lines.retain(|_, line| line.strong_count() > 0);
        let line = Arc::new(Semaphore::new(self.most));
        lines.insert(key.clone(), Arc::downgrade(&line));
        line
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn so_many_at_once_and_others_do_not_wait() {
        let limiter = Limiter::new(2);
        let first = limiter.enter(&"a").await.unwrap();
        let _second = limiter.enter(&"a").await.unwrap();
        assert!(limiter.enter(&"a").now_or_never().is_none(), "full");
        assert!(
            limiter.enter(&"b").now_or_never().is_some(),
            "another's line"
        );
        drop(first);
        assert!(limiter.enter(&"a").now_or_never().is_some());
    }

    #[tokio::test]
    async fn lines_without_anybody_are_forgotten() {
        let limiter = Limiter::new(1);
        for key in 0..100 {
            drop(limiter.enter(&key).await.unwrap());
        }
        assert_eq!(limiter.lines.lock().unwrap().len(), 1);
    }

    #[tokio::test]
    async fn who_gives_up_waiting_takes_no_place() {
        let limiter = Limiter::new(1);
        let held = limiter.enter(&1).await.unwrap();
        {
            let waiting = limiter.enter(&1);
            assert!(waiting.now_or_never().is_none());
        }
        drop(held);
        assert!(limiter.enter(&1).now_or_never().is_some());
    }
}
