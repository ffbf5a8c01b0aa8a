//! Two people changed the same: what stands there now, told above the form that holds what
//! was typed, and the way to leave it.

use leptos::prelude::*;

use super::notice::{Notice, Tone};
use super::text::OptionalText;

/// `now` is what stands there; `who` changed it, where that is known. The form beneath holds
/// the other value, and saving it is the choice for it; `href` keeps what is there.
#[component]
pub fn ConflictNotice(
    #[prop(into)] label: String,
    #[prop(optional, into)] now: OptionalText,
    #[prop(optional, into)] who: OptionalText,
    #[prop(into)] href: String,
) -> impl IntoView {
    let who = who.into_option().unwrap_or_else(|| "Somebody".to_owned());
    let now = now.into_option().filter(|now| !now.is_empty());
    let now = match now {
        Some(now) => view! { <strong dir="auto">{now}</strong> }.into_any(),
        None => view! { <span class="muted">"nothing"</span> }.into_any(),
    };
    view! {
        <Notice tone=Tone::Caution title=format!("{label} was changed meanwhile") alert=true>
            <p>{who} " wrote: " {now}</p>
            <p>
                "Yours stands below and is not saved yet. "
                <a class="link" href=href>"Keep theirs"</a>
                ", or save yours over it."
            </p>
        </Notice>
    }
    .into_any()
}
