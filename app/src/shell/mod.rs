//! What stands around every page: the document, the frame with its navigation, the
//! one-shot toast, and the pages that say what went wrong.

mod document;
mod frame;
mod problem;

pub use document::document;
pub use frame::{Place, lead_to, public, signed_in};
pub use problem::{NoSuchPage, error_text, problem_page};
