//! Handing a letter to the mail server.

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp,
};

use super::{Letter, Line, MailSettings, Part};
use crate::{
    context::{Kith, Viewer},
    ids,
    jobs::Problem,
    notifications::signing::Leave,
    routes::paths,
    tls,
};

const SILENT: &str = "The mail server did not answer in time.";
const PATIENCE: Duration = Duration::from_secs(20);

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// Why it was not taken, in words that name nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub words: String,
    /// The server will never take it.
    pub for_good: bool,
}

pub(super) fn transport(settings: &MailSettings) -> Result<Transport, smtp::Error> {
    tls::use_ring();
    let builder = Transport::from_url(&settings.url)?;
    Ok(builder.timeout(Some(PATIENCE)).build())
}

/// To one member; with `leave`, one click ends such mail.
pub async fn send_letter(
    kith: &Kith,
    letter: &Letter,
    (name, email): (&str, &str),
    leave: Option<&str>,
) -> Result<(), Refused> {
    let Some(settings) = &kith.settings.mail else {
        return Err(never("No mail server is named: set KITH_SMTP_URL."));
    };
    let message = write(kith, settings, letter, (name, email), leave)
        .map_err(|_| never("The letter could not be written: an address in it is none."))?;
    let transport = transport(settings)
        .map_err(|_| never("The address of the mail server in KITH_SMTP_URL cannot be read."))?;
    // A server that takes the connection may still say nothing for ever.
    match tokio::time::timeout(PATIENCE * 2, transport.send(message)).await {
        Ok(sent) => sent.map(|_| ()).map_err(|error| refused(&error)),
        Err(_) => Err(Refused {
            words: SILENT.to_owned(),
            for_good: false,
        }),
    }
}

fn never(words: &str) -> Refused {
    Refused {
        words: words.to_owned(),
        for_good: true,
    }
}

fn write(
    kith: &Kith,
    settings: &MailSettings,
    letter: &Letter,
    (name, email): (&str, &str),
    leave: Option<&str>,
) -> Result<Message, Box<dyn std::error::Error>> {
    let from: Mailbox = settings.from.parse()?;
    let domain = from.email.domain().to_owned();
    let raw = |name: &'static str, value: &str| {
        HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
    };
    let mut builder = Message::builder()
        .from(from)
        .to(Mailbox::new(Some(name.to_owned()), email.parse()?))
        .subject(&letter.subject)
        .date(kith.clock.now().into())
        .message_id(Some(format!("<{}@{domain}>", ids::secret())))
        .raw_header(raw("Auto-Submitted", "auto-generated"));
    if let Some(address) = leave {
        builder = builder
            .raw_header(raw("List-Unsubscribe", &format!("<{address}>")))
            .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let both = MultiPart::alternative_plain_html(letter.text(), letter.html());
    Ok(builder.multipart(both)?)
}

/// The answer of a server may hold addresses: its number says enough.
fn refused(error: &smtp::Error) -> Refused {
    let number = error.status().map(|code| code.to_string());
    let (words, for_good) = match number.as_deref() {
        Some(code) if code.starts_with("53") => (
            format!("The mail server does not let Kith in (answer {code}). Look at user and password in KITH_SMTP_URL."),
            false,
        ),
        Some(code) => (
            format!("The mail server refused the mail (answer {code})."),
            error.is_permanent(),
        ),
        None if error.is_tls() => (
            "The mail server and Kith could not agree on encryption. Look at scheme and host in KITH_SMTP_URL.".to_owned(),
            false,
        ),
        None if error.is_timeout() => (SILENT.to_owned(), false),
        None => (
            "The mail server could not be reached. Look at host and port in KITH_SMTP_URL.".to_owned(),
            false,
        ),
    };
    Refused { words, for_good }
}

/// The address by which one gets no more such mail.
pub async fn leave_address(kith: &Kith, leave: &Leave) -> crate::error::Result<String> {
    let token = leave.token(&kith.pool).await?;
    Ok(format!(
        "{}{}",
        kith.settings.base_url,
        paths::unsubscribe(&token)
    ))
}

/// A mail to the one who asks, to see whether mail works.
pub async fn send_test(viewer: &Viewer) -> Result<(), Problem> {
    let base = &viewer.kith.settings.base_url;
    let letter = Letter {
        subject: "Mail from Kith works".to_owned(),
        intro: format!("Hello {}, you asked Kith for this mail.", viewer.name),
        parts: vec![Part {
            heading: "What comes by mail".to_owned(),
            lines: vec![Line {
                title: "You choose it".to_owned(),
                link: format!("{base}{}", paths::notification_settings()),
                detail: "Each kind by itself, and a digest of the day or the week.".to_owned(),
                ..Line::default()
            }],
        }],
        foot: vec![("Kith".to_owned(), base.clone())],
    };
    let to = (viewer.name.as_str(), viewer.email.as_str());
    let sent = send_letter(&viewer.kith, &letter, to, None).await;
    sent.map_err(|refused| Problem(refused.words))
}
