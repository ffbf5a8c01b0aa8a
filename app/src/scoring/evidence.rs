//! What a score is made of: the times of contact with one person, and what they add
//! up to at any moment. A pure function, so that the past can be counted like today.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{
    rhythm::{Rhythm, rhythm},
    rules::{Evidence, WINDOW_DAYS},
};

/// How long one of my messages counts as unanswered.
const UNANSWERED_FOR_DAYS: i64 = 730;

#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub enum Direction {
    In,
    Out,
    /// Both at once, as in a meeting.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "lowercase")]
pub enum Channel {
    Mail,
    Meeting,
    Message,
    Call,
}

impl Channel {
    pub const ALL: [Self; 4] = [Self::Mail, Self::Meeting, Self::Message, Self::Call];
}

/// One time of contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    pub at: DateTime<Utc>,
    pub direction: Direction,
    pub channel: Channel,
    pub thread: Uuid,
}

/// All that is known of one tie at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    pub evidence: Evidence,
    pub last_at: Option<DateTime<Utc>>,
    pub last_outbound_at: Option<DateTime<Utc>>,
    /// How many of my messages stand after their last one, and after the last meeting or call.
    pub unanswered: i64,
    /// In the order of [`Channel::ALL`].
    pub by_channel: [i64; 4],
    pub rhythm: Option<Rhythm>,
}

impl Counts {
    /// What was known at that moment: nothing later counts.
    pub fn of(touches: &[Touch], at: DateTime<Utc>) -> Self {
        let known: Vec<Touch> = touches
            .iter()
            .filter(|touch| touch.at <= at)
            .copied()
            .collect();
        let last = |direction| latest(&known, direction);
        let by_channel = Channel::ALL.map(|channel| {
            let of_it = known.iter().filter(|touch| touch.channel == channel);
            of_it.count() as i64
        });
        let evidence = Evidence {
            inbound: count(&known, Direction::In),
            outbound: count(&known, Direction::Out),
            first_at: known.iter().map(|touch| touch.at).min(),
            last_inbound_at: last(Direction::In),
            windows: windows(&known, at),
            channels: by_channel.iter().filter(|count| **count > 0).count() as i64,
        };
        Self {
            last_at: known.iter().map(|touch| touch.at).max(),
            last_outbound_at: last(Direction::Out),
            unanswered: unanswered(
                &known,
                evidence.last_inbound_at.max(last_spoken(&known)),
                at,
            ),
            by_channel,
            rhythm: rhythm(&beginnings(&known)),
            evidence,
        }
    }
}

fn count(touches: &[Touch], direction: Direction) -> i64 {
    let those = touches.iter().filter(|touch| touch.direction == direction);
    those.count() as i64
}

fn latest(touches: &[Touch], direction: Direction) -> Option<DateTime<Utc>> {
    let those = touches.iter().filter(|touch| touch.direction == direction);
    those.map(|touch| touch.at).max()
}

/// When we met or spoke last: both at once, whoever began it.
fn last_spoken(touches: &[Touch]) -> Option<DateTime<Utc>> {
    let spoken = touches
        .iter()
        .filter(|touch| touch.direction == Direction::None || touch.channel == Channel::Call);
    spoken.map(|touch| touch.at).max()
}

/// Each touch counts once, in the youngest window it falls in.
fn windows(touches: &[Touch], at: DateTime<Utc>) -> [i64; 5] {
    let mut windows = [0; 5];
    for touch in touches {
        let age = at - touch.at;
        let fits = |days: &i64| age < Duration::days(*days);
        if let Some(count) = WINDOW_DAYS
            .iter()
            .position(fits)
            .and_then(|index| windows.get_mut(index))
        {
            *count += 1;
        }
    }
    windows
}

fn unanswered(touches: &[Touch], heard_at: Option<DateTime<Utc>>, at: DateTime<Utc>) -> i64 {
    let oldest = at - Duration::days(UNANSWERED_FOR_DAYS);
    let since = heard_at.map_or(oldest, |heard| heard.max(oldest));
    let waiting = touches
        .iter()
        .filter(|touch| touch.direction == Direction::Out && touch.at > since);
    waiting.count() as i64
}

/// When each thread began, the oldest first.
fn beginnings(touches: &[Touch]) -> Vec<DateTime<Utc>> {
    let mut first: Vec<_> = touches
        .iter()
        .map(|touch| (touch.thread, touch.at))
        .collect();
    first.sort_unstable();
    first.dedup_by_key(|(thread, _)| *thread);
    let mut times: Vec<_> = first.into_iter().map(|(_, at)| at).collect();
    times.sort_unstable();
    times
}
