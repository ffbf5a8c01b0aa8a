//! The line drawings of empty states and error pages: one pen, one small ember or
//! teal accent each. Decoration, so hidden from screen readers.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    People,
    Mailbox,
    Letter,
    Calendar,
    Search,
    CloudOff,
    Door,
    Balance,
}

impl Drawing {
    pub const ALL: [Self; 8] = [
        Self::People,
        Self::Mailbox,
        Self::Letter,
        Self::Calendar,
        Self::Search,
        Self::CloudOff,
        Self::Door,
        Self::Balance,
    ];

    /// Strokes on a field of 96 by 72; the class `accent` colours one part.
    fn strokes(self) -> &'static str {
        match self {
            Self::People => {
                r#"<circle cx="36" cy="24" r="10"/><path d="M16 60c0-12 9-20 20-20s20 8 20 20"/><path class="accent" d="M58 15a10 10 0 1 1 3 18M65 41c9 2 15 9 15 19"/>"#
            }
            Self::Mailbox => {
                r#"<path d="M22 20h36c9 0 16 7 16 16v18H38V36c0-9-7-16-16-16S6 27 6 36v18h32"/><path d="M16 36h12M44 54v14M52 54v14"/><path class="accent" d="M58 36V12h12v8H58"/>"#
            }
            Self::Letter => {
                r#"<path d="M16 14h64v46H16z"/><path d="m16 16 32 24 32-24"/><path class="accent" d="M60 50h12"/>"#
            }
            Self::Calendar => {
                r#"<path d="M18 16h60v46H18zM18 28h60M32 10v10M64 10v10"/><path d="M30 38h6M45 38h6M60 38h6M30 50h6M60 50h6"/><path class="accent" d="m43 50 4 4 8-9"/>"#
            }
            Self::Search => {
                r#"<circle cx="42" cy="32" r="20"/><path d="m57 47 18 17"/><path class="accent" d="M32 32a10 10 0 0 1 10-10"/>"#
            }
            Self::CloudOff => {
                r#"<path d="M30 56h36c9 0 15-6 15-14s-6-14-14-14c-2-9-9-15-19-15-6 0-11 2-14 6"/><path d="M26 24c-8 2-13 8-13 16 0 9 7 16 17 16"/><path class="accent" d="m20 10 52 54"/>"#
            }
            Self::Door => {
                r#"<path d="M14 64h68M28 64V10h40v54"/><path d="M28 10l24 8v50l-24-4"/><path class="accent" d="M45 40v4"/>"#
            }
            Self::Balance => {
                r#"<circle cx="38" cy="36" r="22"/><circle cx="58" cy="36" r="22"/><path class="accent" d="M48 27v18M39 36h18"/>"#
            }
        }
    }
}

#[component]
pub fn DrawingView(drawing: Drawing) -> impl IntoView {
    view! {
        <svg class="drawing" viewBox="0 0 96 72" aria-hidden="true" inner_html=drawing.strokes() />
    }
    .into_any()
}
