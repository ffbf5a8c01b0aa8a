//! How strong a relationship is, from 0 to 10, and why. Counted from interactions
//! alone: automated mail, notes and mail to large circles are no contact. The same
//! pass measures the rhythm: the usual pause between the beginnings of conversations,
//! which says when one has gone silent.

mod course;
mod evidence;
mod refresh;
mod rhythm;
mod rules;
mod standing;
mod store;
#[cfg(test)]
mod tests;

pub use course::CoursePoint;
pub use evidence::{Channel, Counts, Direction, Touch};
pub use refresh::{refresh_contacts, refresh_workspace};
pub use rhythm::Rhythm;
pub use rules::{Evidence, ScoreParts, WINDOW_DAYS, score};
pub use standing::{Standing, standing};
pub use store::LARGEST_CIRCLE;
