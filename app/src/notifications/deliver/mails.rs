//! What goes by mail: single news, and the digest. Each ends with the way to end it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Delivery, End};
use crate::{
    context::{Kith, Scope},
    error::Result,
    notifications::{
        mail::{self, Letter, Line, Part, Refused, send_letter},
        news::tell_who_looks_after,
        signing::Leave,
        tell::News,
        types::Kind,
    },
    routes::paths,
};

/// Once a day.
pub(super) async fn tell_of_mail(kith: &Kith, refused: &Refused, now: DateTime<Utc>) -> Result<()> {
    let news = News {
        kind: Kind::Failures,
        key: format!("failure:mail:{}", now.format("%F")),
        title: "Mails cannot be sent".to_owned(),
        detail: format!("{} Kith tries again.", refused.words),
        link: paths::notification_settings().to_owned(),
    };
    tell_who_looks_after(kith, None, &news).await
}

pub(super) async fn deliver_mail(kith: &Kith, workspace: Uuid, delivery: &Delivery) -> Result<End> {
    let base = &kith.settings.base_url;
    let title = delivery.title.clone().unwrap_or_default();
    let letter = Letter {
        subject: title.clone(),
        intro: format!("Hello {},", delivery.name),
        parts: vec![Part {
            heading: "News from Kith".to_owned(),
            lines: vec![Line {
                title,
                link: format!("{base}{}", delivery.link.as_deref().unwrap_or("/")),
                detail: delivery.detail.clone().unwrap_or_default(),
                ..Line::default()
            }],
        }],
        foot: Vec::new(),
    };
    let what = delivery.kind.clone().unwrap_or_default();
    send(kith, workspace, delivery, letter, what).await
}

pub(super) async fn deliver_digest(
    kith: &Kith,
    workspace: Uuid,
    delivery: &Delivery,
) -> Result<End> {
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, workspace, Some(delivery.user_id), now).await?;
    let zone = delivery.zone.parse().unwrap_or(chrono_tz::UTC);
    let base = &kith.settings.base_url;
    let letter = mail::digest(&mut scope, zone, base, &delivery.name).await?;
    drop(scope);
    match letter {
        Some(letter) => send(kith, workspace, delivery, letter, "digest".to_owned()).await,
        None => Ok(End::Dropped),
    }
}

async fn send(
    kith: &Kith,
    workspace: Uuid,
    delivery: &Delivery,
    mut letter: Letter,
    what: String,
) -> Result<End> {
    let leave = Leave {
        workspace,
        user: delivery.user_id,
        what,
    };
    let address = mail::leave_address(kith, &leave).await?;
    let base = &kith.settings.base_url;
    letter.foot = vec![
        ("Open Kith".to_owned(), base.clone()),
        (
            "Choose what comes by mail".to_owned(),
            format!("{base}{}", paths::notification_settings()),
        ),
        ("No more such mail".to_owned(), address.clone()),
    ];
    let to = (delivery.name.as_str(), delivery.email.as_str());
    let sent = send_letter(kith, &letter, to, Some(&address)).await;
    Ok(match sent {
        Ok(()) => End::Sent,
        Err(refused) => End::Failed(refused),
    })
}
