//! One form pattern: a real form posts to a server function; success leads on
//! with a toast; failure leads back with what was typed and what is wrong. Both
//! wait in the session for exactly one page.

mod answer;
mod flash;

pub use answer::{Done, answer, failure_response, shorten_referer, value_or_error};
pub use flash::{
    Flash, FormState, Toast, Undo, flash_form_error, form_state, opens_page, pass_toast_on,
    put_toast, take_flash, toast,
};
