//! Automatic answers to letters of mine: absences and bounces.

use super::message::{Mailbox, Message, Part};
use super::thread::Thread;
use crate::dice::Dice;
use crate::talk::{Voice, automated, phrasebook};
use crate::world::Language;

/// The absence of the one written to.
pub(super) fn auto_reply(
    thread: &Thread,
    position: u8,
    mut message: Message,
    dice: &mut Dice,
) -> Message {
    let title = match thread.person.language {
        Language::De => "away de",
        _ => "away en",
    };
    let known = [("name", thread.person.name.as_str())];
    let voice = Voice {
        book: automated(),
        seed: message.seed,
        known: &known,
    };
    let text = voice
        .said(dice.pick(automated().pool(title)), dice)
        .replace(" // ", "\n\n");
    let subject = phrasebook(thread.person.language)
        .named("labels")
        .map_or("", |block| block.one("away"));
    message.from = thread.mailbox(thread.person, position);
    message.offset_seconds = thread.person.place.offset_seconds();
    message.subject = format!("{subject}: {}", thread.subject_at(position));
    message.id = format!(
        "<auto-{:016x}@{}>",
        dice.next(),
        domain(&message.from.email)
    );
    message.references = vec![thread.id(position)];
    message.extra = vec![
        ("Auto-Submitted", "auto-replied".into()),
        ("X-Auto-Response-Suppress", "All".into()),
        ("Precedence", "auto_reply".into()),
    ];
    message.parts = vec![Part::text("text/plain", text + "\n")];
    message
}

/// A report that another address at the same firm is not known (RFC 3464).
pub(super) fn bounce(
    thread: &Thread,
    position: u8,
    mut message: Message,
    dice: &mut Dice,
) -> Message {
    let email = thread.mailbox(thread.person, position).email;
    let failed = format!(
        "{}@{}",
        dice.pick(&["office", "studio", "projects", "team"]),
        domain(&email)
    );
    message.from = Mailbox {
        name: "Mail Delivery Subsystem".into(),
        email: "mailer-daemon@mailbox.example".into(),
    };
    message.subject = "Delivery Status Notification (Failure)".into();
    message.id = format!("<{:016x}@mailbox.example>", dice.next());
    message.references = vec![thread.id(position)];
    message.extra = vec![
        ("Auto-Submitted", "auto-replied".into()),
        ("X-Failed-Recipients", failed.clone()),
    ];
    message.multipart = "report; report-type=delivery-status";
    let told = format!(
        "Your message wasn't delivered to {failed} because the address couldn't be found, or is unable to receive mail.\n\nThe response from the remote server was:\n550 5.1.1 {failed}: Recipient address rejected: User unknown\n"
    );
    let report = format!(
        "Reporting-MTA: dns; mailbox.example\n\nFinal-Recipient: rfc822; {failed}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n"
    );
    message.parts = vec![
        Part::text("text/plain", told),
        Part::text("message/delivery-status", report),
    ];
    message
}

fn domain(email: &str) -> &str {
    email.split_once('@').map_or("", |(_, domain)| domain)
}
