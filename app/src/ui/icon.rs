//! The one icon set (Phosphor), reached by names of the product, so that a page
//! says what it means and a picture is chosen once.

use leptos::prelude::*;
use phosphor_leptos::{self as phosphor, IconData, IconWeight};

use super::text::OptionalText;

macro_rules! icons {
    ($($name:ident => $glyph:ident),+ $(,)?) => {
        /// Every icon in use, by meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName {
            $($name),+
        }

        impl IconName {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            fn glyph(self) -> IconData {
                match self {
                    $(Self::$name => phosphor::$glyph),+
                }
            }
        }
    };
}

icons! {
    Account => USER_CIRCLE,
    Add => PLUS,
    Agent => ROBOT,
    Archive => ARCHIVE,
    ArrowDown => ARROW_DOWN,
    ArrowLeft => ARROW_LEFT,
    ArrowRight => ARROW_RIGHT,
    ArrowUp => ARROW_UP,
    Attachment => PAPERCLIP,
    Automation => LIGHTNING,
    Bell => BELL,
    Birthday => CAKE,
    Call => PHONE,
    Campaign => MEGAPHONE,
    CaretDown => CARET_DOWN,
    CaretLeft => CARET_LEFT,
    CaretRight => CARET_RIGHT,
    CaretUp => CARET_UP,
    CaretUpDown => CARET_UP_DOWN,
    Caution => WARNING,
    Check => CHECK,
    Close => X,
    Companies => BUILDINGS,
    Connection => PLUGS_CONNECTED,
    Contacts => ADDRESS_BOOK,
    Copy => COPY,
    Critical => WARNING_OCTAGON,
    Deals => HANDSHAKE,
    Delete => TRASH,
    Dismiss => PROHIBIT,
    Done => CHECK_CIRCLE,
    Download => DOWNLOAD_SIMPLE,
    Edit => PENCIL_SIMPLE,
    External => ARROW_SQUARE_OUT,
    File => FILE_TEXT,
    Filter => FUNNEL_SIMPLE,
    Help => QUESTION,
    Import => TRAY_ARROW_DOWN,
    Inbox => TRAY,
    Info => INFO,
    Jobs => STACK,
    Key => KEY,
    Keyboard => KEYBOARD,
    Language => TRANSLATE,
    Link => LINK_SIMPLE,
    Location => MAP_PIN,
    Lock => LOCK_SIMPLE,
    Mail => ENVELOPE_SIMPLE,
    Meeting => CALENDAR_BLANK,
    Menu => LIST,
    Merge => ARROWS_MERGE,
    Message => CHAT_CIRCLE,
    More => DOTS_THREE,
    Network => GRAPH,
    News => NEWSPAPER,
    Note => NOTE_PENCIL,
    Offline => CLOUD_SLASH,
    Person => USER,
    Pin => PUSH_PIN,
    Remove => MINUS,
    Repeat => REPEAT,
    Review => INTERSECT,
    Role => BRIEFCASE,
    Running => CIRCLE_NOTCH,
    Search => MAGNIFYING_GLASS,
    Send => PAPER_PLANE_TILT,
    Settings => GEAR_SIX,
    Shield => SHIELD_CHECK,
    SidebarToggle => SIDEBAR_SIMPLE,
    SignOut => SIGN_OUT,
    Snooze => CLOCK_COUNTDOWN,
    Star => STAR,
    Suggestion => SPARKLE,
    Tag => TAG,
    Task => CHECK_SQUARE,
    ThemeDark => MOON,
    ThemeLight => SUN,
    ThemeSystem => CIRCLE_HALF,
    Time => CLOCK,
    Today => SUN_HORIZON,
    TrendDown => TREND_DOWN,
    TrendUp => TREND_UP,
    Undo => ARROW_COUNTER_CLOCKWISE,
    Unlink => LINK_BREAK,
    Upload => UPLOAD_SIMPLE,
    View => EYE,
    Web => GLOBE,
    Workspace => USERS_THREE,
}

/// Decoration unless a `label` says what the picture alone would tell.
#[component]
pub fn Icon(
    name: IconName,
    #[prop(optional, into)] label: OptionalText,
    #[prop(optional)] filled: bool,
) -> impl IntoView {
    let weight = if filled {
        IconWeight::Fill
    } else {
        IconWeight::Regular
    };
    let hidden = (!label.is_some()).then_some("true");
    let role = label.is_some().then_some("img");
    view! {
        <svg
            class="icon"
            viewBox="0 0 256 256"
            role=role
            aria-hidden=hidden
            aria-label=label.into_option()
            inner_html=name.glyph().get(weight)
        />
    }
    .into_any()
}
