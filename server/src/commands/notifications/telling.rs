//! `kith notifications settings`: how one is told. What is not said stays as it is.

use anyhow::{Context, Result, anyhow};
use app::{
    context::Viewer,
    notifications::{
        Choice, HoursInput, Kind, Ways, api::settings_of, choose, choose_hours, hours_of,
    },
    workspaces::Permission,
};
use serde_json::{Value, json};

use crate::{cli::TellingArguments, commands::account::in_words};

/// What holds then, for a program and in words.
pub async fn telling(viewer: &Viewer, wanted: &TellingArguments) -> Result<(Value, String)> {
    let mut scope = viewer.begin().await?;
    let chosen = wanted.tell.iter().map(|text| choice(text));
    let chosen = chosen.collect::<Result<Vec<_>>>()?;
    let before: HoursInput = hours_of(&mut scope).await?.into();
    let hours = over(before.clone(), wanted)?;
    if !chosen.is_empty() || as_text(&hours) != as_text(&before) {
        viewer
            .require(Permission::DecideSuggestions)
            .map_err(|error| in_words(&error))?;
        choose(&mut scope, &chosen).await?;
        choose_hours(&mut scope, &hours)
            .await
            .map_err(|error| in_words(&error))?;
    }
    let settings = json!(settings_of(&mut scope).await?);
    scope.commit().await?;
    let words = in_lines(&settings, &hours);
    Ok((settings, words))
}

/// "review=app,mail", "review=none"
fn choice(text: &str) -> Result<Choice> {
    let (kind, ways) = text
        .split_once('=')
        .with_context(|| format!("{text} is no KIND=WAYS, such as review=app,mail"))?;
    let kind =
        Kind::parse(kind.trim()).with_context(|| format!("{kind} is no kind of notification"))?;
    let mut told = Ways {
        in_app: false,
        mail: false,
        push: false,
    };
    for way in ways.split(',').map(str::trim) {
        match way {
            "app" => told.in_app = true,
            "mail" => told.mail = true,
            "push" => told.push = true,
            "none" | "" => {}
            _ => return Err(anyhow!("{way} is none of app, mail, push and none")),
        }
    }
    Ok(Choice { kind, ways: told })
}

fn over(mut hours: HoursInput, wanted: &TellingArguments) -> Result<HoursInput> {
    match wanted.quiet.as_deref() {
        None => {}
        Some("off") => {
            hours.quiet_from.clear();
            hours.quiet_until.clear();
        }
        Some(quiet) => {
            let (from, until) = quiet
                .split_once('-')
                .with_context(|| format!("{quiet} is no FROM-UNTIL, such as 22:00-06:30"))?;
            hours.quiet_from = from.trim().to_owned();
            hours.quiet_until = until.trim().to_owned();
        }
    }
    if let Some(digest) = &wanted.digest {
        hours.digest.clone_from(digest);
    }
    hours.digest_hour = wanted.digest_hour.unwrap_or(hours.digest_hour);
    hours.digest_weekday = wanted.digest_weekday.unwrap_or(hours.digest_weekday);
    Ok(hours)
}

fn as_text(hours: &HoursInput) -> String {
    json!(hours).to_string()
}

fn in_lines(settings: &Value, hours: &HoursInput) -> String {
    let kinds = settings["kinds"].as_array().cloned().unwrap_or_default();
    let mut lines: Vec<String> = kinds
        .iter()
        .map(|kind| {
            let ways = [("in_app", "app"), ("mail", "mail"), ("push", "push")];
            let told: Vec<&str> = ways
                .into_iter()
                .filter(|(field, _)| kind[field] == true)
                .map(|(_, word)| word)
                .collect();
            let told = if told.is_empty() {
                "none".to_owned()
            } else {
                told.join(",")
            };
            format!("{}={told}", kind["kind"].as_str().unwrap_or_default())
        })
        .collect();
    lines.push(if hours.quiet_from.is_empty() {
        "No hours are quiet.".to_owned()
    } else {
        format!(
            "Quiet from {} until {}.",
            hours.quiet_from, hours.quiet_until
        )
    });
    lines.push(match hours.digest.as_str() {
        "off" => "No digest.".to_owned(),
        "weekly" => format!(
            "A digest each week, on day {} at {}:00.",
            hours.digest_weekday, hours.digest_hour
        ),
        _ => format!("A digest each day at {}:00.", hours.digest_hour),
    });
    lines.join("\n")
}
