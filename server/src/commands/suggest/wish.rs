//! What is wanted of suggestions of one contact: how often, never, and by which channel.

use anyhow::{Result, anyhow};
use app::{
    contacts,
    context::Viewer,
    suggestions::{self, Wish, types::Preferred},
    workspaces::Permission,
};
use serde_json::json;

use crate::{
    cli::{Global, WishArguments},
    commands::{account::in_words, print, score::only},
};

pub async fn wish(global: &Global, viewer: &Viewer, wanted: &WishArguments) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let meant = only(&mut scope, &wanted.contact).await?;
    if wanted.says_anything() {
        let may = viewer.require(Permission::EditContacts);
        may.map_err(|error| in_words(&error))?;
    }
    if let Some(wish) = said(wanted) {
        let set = suggestions::set_wish(&mut scope, meant.id, wish).await;
        set.map_err(|error| in_words(&error))?;
    }
    if wanted.channel.is_some() || wanted.no_channel {
        let channel = wanted.channel.as_deref().map(|text| {
            Preferred::parse(text)
                .ok_or_else(|| anyhow!("--channel is mail, phone, message or meeting"))
        });
        let set = suggestions::set_channel(&mut scope, meant.id, channel.transpose()?).await;
        set.map_err(|error| in_words(&error))?;
    }
    let found = contacts::contact(&mut scope, meant.id).await;
    let found = found.map_err(|error| in_words(&error))?;
    let channel = suggestions::channel_of(&mut scope, meant.id).await;
    let channel = channel.map_err(|error| in_words(&error))?;
    if wanted.says_anything() {
        scope.commit().await?;
    }
    let holds = Wish::of(found.keep_in_touch_days, found.never_suggested);
    let value = json!({
        "contact": meant.id,
        "every_days": holds.days(),
        "never": holds == Wish::Never,
        "channel": channel,
    });
    print(global, &value, &words(&meant.name, holds, channel));
    Ok(())
}

fn said(wanted: &WishArguments) -> Option<Wish> {
    match (wanted.every, wanted.never, wanted.rhythm) {
        (Some(days), ..) => Some(Wish::EveryDays(days)),
        (None, true, _) => Some(Wish::Never),
        (None, false, true) => Some(Wish::Rhythm),
        (None, false, false) => None,
    }
}

fn words(name: &str, holds: Wish, channel: Option<Preferred>) -> String {
    let how_often = match holds {
        Wish::Rhythm => "by your rhythm".to_owned(),
        Wish::EveryDays(1) => "every day".to_owned(),
        Wish::EveryDays(days) => format!("every {days} days"),
        Wish::Never => "never suggested".to_owned(),
    };
    let by = channel.map(|channel| format!(", best reached by {}", channel.as_str()));
    format!("{name}: {how_often}{}", by.unwrap_or_default())
}
