//! One form pattern: a real form posts to a server function; success leads on
//! with a toast; failure leads back with what was typed and what is wrong. Both
//! wait in the session for exactly one page.

mod answer;
mod flash;

pub use answer::{Done, answer, failure_response, value_or_error};
pub use flash::{Flash, FormState, Toast, Undo, take_flash, toast, form_state, opens_page, flash_form_error, put_toast};
