//! When something is due: a day or a day with a time, and how it repeats. [`read`]
//! understands what people write ("next Tue 9am", "every other friday", "in 3 Wochen"),
//! [`read_past`] what they write of something that was ("yesterday 3pm", "2 weeks ago"),
//! [`Plan`]'s `Display` writes it so that it reads back the same. Pure: the present
//! moment and the time zone come in, nothing is asked of a clock.

mod due;
mod read;
mod repetition;
#[cfg(test)]
mod tests;
mod write;

pub use due::{Due, begin_of};
pub use read::{Reason, read, read_past};
pub use repetition::{Repetition, Unit, Weekdays};

/// What was said: when it is due, and how it repeats from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub due: Due,
    pub repetition: Option<Repetition>,
}
