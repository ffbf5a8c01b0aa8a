//! Which messages are one thread: the rule of [`mail::threads`] over all that is stored in
//! the workspace. Only what a change can touch is read.
//! Invariant: the threads depend on the messages that are here, not on how they came,
//! nor on what was here before. Who changes messages has the turn of mail alone.

mod apply;
mod gather;
mod sets;

use mail::threads::Trace;
use uuid::Uuid;

use self::gather::{Gathered, Member};
use crate::{context::Scope, error::Result};

/// Places messages that an import is about to store; returns the thread of each.
pub async fn place(scope: &mut Scope, import: Uuid, traces: Vec<Trace>) -> Result<Vec<Uuid>> {
    if traces.is_empty() {
        return Ok(Vec::new());
    }
    let members = traces.into_iter().map(Member::new).collect();
    let mut gathered = Gathered::default();
    gathered.add(scope, members).await?;
    let overtaken = gathered.overtaken();
    gathered.loosen(scope, &overtaken).await?;
    settle(scope, import, gathered).await
}

/// A message that is no longer here.
pub struct Removed {
    pub external_id: String,
    pub trace: Option<Trace>,
    pub thread: Uuid,
}

/// Joins anew what stood in a thread with messages of an import that were just removed.
pub async fn close_gaps(scope: &mut Scope, import: Uuid, removed: Vec<Removed>) -> Result<()> {
    let threads: Vec<Uuid> = removed.iter().map(|removed| removed.thread).collect();
    let traces: Vec<Trace> = removed
        .into_iter()
        .map(|removed| gather::trace_of(removed.trace, &removed.external_id))
        .collect();
    apply::forget(scope, &traces).await?;
    let mut gathered = Gathered::default();
    gathered.loosen(scope, &threads).await?;
    settle(scope, import, gathered).await?;
    Ok(())
}

/// Where two threads have become one, the messages of the younger are joined one by one.
async fn settle(scope: &mut Scope, import: Uuid, mut gathered: Gathered) -> Result<Vec<Uuid>> {
    let parts = loop {
        let parts = gathered.parts();
        let surplus = gathered.surplus(&parts);
        if surplus.is_empty() {
            break parts;
        }
        gathered.loosen(scope, &surplus).await?;
    };
    let threads = gathered.assign(scope.now, &parts);
    apply::apply(scope, import, &gathered, &threads).await?;
    Ok(threads)
}
