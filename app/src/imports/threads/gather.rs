//! What is looked at together: new messages, the messages of threads that may fall apart,
//! and what both are tied to.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use mail::threads::{Mark, Timelines, Trace, number_of};
use uuid::Uuid;

use super::{apply, sets::Sets};
use crate::{context::Scope, error::Result, ids};

/// One message that is looked at.
pub struct Member {
    pub trace: Trace,
    /// Where it is stored, and its thread; none for a new one.
    pub stored: Option<(Uuid, Uuid)>,
    /// Whether nothing is known of it but its thread.
    is_bare: bool,
}

impl Member {
    pub fn new(trace: Trace) -> Self {
        Self {
            trace,
            stored: None,
            is_bare: false,
        }
    }

    pub fn stored(id: Uuid, thread: Uuid, trace: Option<Trace>, external_id: &str) -> Self {
        Self {
            is_bare: trace.is_none(),
            trace: trace_of(trace, external_id),
            stored: Some((id, thread)),
        }
    }

    fn place(&self) -> (i64, i64) {
        (self.trace.time, self.trace.id)
    }
}

/// Messages from before traces were kept have an identifier.
pub fn trace_of(trace: Option<Trace>, external_id: &str) -> Trace {
    trace.unwrap_or_else(|| Trace {
        id: number_of(external_id),
        answers: Vec::new(),
        ties: Vec::new(),
        circle: 0,
        is_reply: false,
        time: 0,
    })
}

#[derive(PartialEq, Eq, Hash)]
enum Node {
    Id(i64),
    Thread(Uuid),
}

#[derive(Default)]
pub struct Gathered {
    pub members: Vec<Member>,
    /// The threads of identifiers, as they are stored.
    pub known: HashMap<i64, Uuid>,
    timelines: Timelines,
    /// Threads whose messages are all members: they are joined anew.
    loose: HashSet<Uuid>,
}

impl Gathered {
    /// With all that they are tied to.
    pub async fn add(&mut self, scope: &mut Scope, members: Vec<Member>) -> Result<()> {
        for (tie, mark) in apply::marks_around(scope, &members).await? {
            self.timelines.note_on(tie, mark);
        }
        for member in &members {
            self.timelines.note(&member.trace);
        }
        let mut asked = HashSet::new();
        for member in &members {
            let trace = &member.trace;
            asked.insert(trace.id);
            asked.extend(&trace.answers);
            asked.extend(self.timelines.before(trace).map(|mark| mark.id));
            if member.stored.is_none() {
                asked.extend(self.timelines.after(trace).iter().map(|mark| mark.id));
            }
        }
        asked.retain(|id| !self.known.contains_key(id));
        self.known.extend(apply::threads_of(scope, &asked).await?);
        self.members.extend(members);
        Ok(())
    }

    /// The threads of stored messages that may now go on with a new one.
    pub fn overtaken(&mut self) -> Vec<Uuid> {
        let is_new = |member: &&Member| member.stored.is_none();
        let later: Vec<Mark> = self
            .members
            .iter()
            .filter(is_new)
            .flat_map(|member| self.timelines.after(&member.trace))
            .collect();
        let threads = later.iter().filter_map(|mark| self.known.get(&mark.id));
        threads.copied().collect()
    }

    /// Takes the messages of these threads in, one by one.
    pub async fn loosen(&mut self, scope: &mut Scope, threads: &[Uuid]) -> Result<()> {
        let new: Vec<Uuid> = threads
            .iter()
            .copied()
            .filter(|thread| self.loose.insert(*thread))
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        let members = apply::messages_of(scope, &new).await?;
        self.add(scope, members).await
    }

    /// The members in their parts, by the root of each, and the threads of each part that
    /// are not looked into.
    pub fn parts(&mut self) -> Vec<Part> {
        let mut sets = Sets::default();
        for (id, thread) in &self.known {
            if !self.loose.contains(thread) {
                sets.join(Node::Thread(*thread), Node::Id(*id));
            }
        }
        for member in &self.members {
            let trace = &member.trace;
            for answered in &trace.answers {
                sets.join(Node::Id(trace.id), Node::Id(*answered));
            }
            if let Some(earlier) = self.timelines.before(trace) {
                sets.join(Node::Id(trace.id), Node::Id(earlier.id));
            }
            if let Some((_, thread)) = member.stored.filter(|_| member.is_bare) {
                sets.join(Node::Id(trace.id), Node::Thread(thread));
            }
        }
        self.divided(sets)
    }

    fn divided(&self, mut sets: Sets<Node>) -> Vec<Part> {
        let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
        for (at, member) in self.members.iter().enumerate() {
            let part = parts.entry(sets.root(Node::Id(member.trace.id)));
            part.or_default().members.push(at);
        }
        let threads: HashSet<Uuid> = self.known.values().copied().collect();
        for thread in threads.difference(&self.loose) {
            if let Some(part) = parts.get_mut(&sets.root(Node::Thread(*thread))) {
                part.threads.push(*thread);
            }
        }
        let mut parts: Vec<Part> = parts.into_values().collect();
        for part in &mut parts {
            part.threads.sort_unstable();
            part.members
                .sort_unstable_by_key(|at| self.members[*at].place());
        }
        parts.sort_unstable_by_key(|part| self.members[part.members[0]].place());
        parts
    }

    /// The threads that were taken into another.
    pub fn surplus(&self, parts: &[Part]) -> Vec<Uuid> {
        let surplus = parts.iter().flat_map(|part| part.threads.iter().skip(1));
        surplus.copied().collect()
    }

    /// The thread of each member: the one that its part has, or that the earliest of the
    /// part had, or a new one.
    pub fn assign(&self, now: DateTime<Utc>, parts: &[Part]) -> Vec<Uuid> {
        let mut taken: HashSet<Uuid> = parts
            .iter()
            .flat_map(|part| &part.threads)
            .copied()
            .collect();
        let mut threads = vec![Uuid::nil(); self.members.len()];
        for part in parts {
            let own = part.threads.first().copied();
            let had = || {
                let had = part
                    .members
                    .iter()
                    .filter_map(|at| self.members[*at].stored);
                had.map(|(_, thread)| thread)
            };
            let thread = own
                .or_else(|| had().find(|thread| !taken.contains(thread)))
                .unwrap_or_else(|| ids::new(now));
            taken.insert(thread);
            for at in &part.members {
                threads[*at] = thread;
            }
        }
        threads
    }
}

/// Messages that are one thread, the earliest first.
#[derive(Default)]
pub struct Part {
    members: Vec<usize>,
    /// Threads that are not looked into, the oldest first.
    threads: Vec<Uuid>,
}
