//! `kith review count`, `groups` and `merge-above`.

use anyhow::Result;
use app::{
    context::Viewer,
    identity::About,
    review::{
        self, Group,
        api::{CompanyGroupDetails, GroupDetails},
    },
};
use serde_json::json;

use super::{refused, who_may_edit};
use crate::{cli::Global, commands::print};

pub async fn count(global: &Global, viewer: &Viewer) -> Result<()> {
    let counts = review::counts(&mut viewer.begin().await?).await?;
    let words = format!(
        "{} almost certain, {} to look at, {} of companies.",
        counts.sure, counts.review, counts.companies
    );
    print(global, &counts, &words);
    Ok(())
}

pub async fn groups(global: &Global, viewer: &Viewer, about: About, limit: u32) -> Result<()> {
    let limit = limit as usize;
    let mut groups = review::groups(&mut viewer.begin().await?, about, 0, limit).await?;
    groups.truncate(limit);
    let nobody = match about {
        About::Contacts => "Nobody is here twice, as far as Kith can see.",
        About::Companies => "No company is here twice, as far as Kith can see.",
    };
    tell(global, about, groups, nobody);
    Ok(())
}

pub async fn merge_above(
    global: &Global,
    viewer: &Viewer,
    about: About,
    percent: u32,
    is_preview: bool,
) -> Result<()> {
    let probability = f64::from(percent) / 100.0;
    if is_preview {
        let groups = review::groups_above(&mut viewer.begin().await?, about, probability).await?;
        let nobody = match about {
            About::Contacts => "Nobody would be merged.",
            About::Companies => "No company would be merged.",
        };
        tell(global, about, groups, nobody);
        return Ok(());
    }
    let mut scope = who_may_edit(viewer).await?;
    let merged = review::merge_above(&mut scope, about, probability)
        .await
        .map_err(refused)?;
    scope.commit().await?;
    let count: usize = merged.iter().map(|one| one.joined.len()).sum();
    let told: Vec<_> = merged
        .iter()
        .map(|one| json!({ "kept": one.kept, "joined": one.joined }))
        .collect();
    print(global, &told, &format!("{count} merged."));
    Ok(())
}

fn tell(global: &Global, about: About, groups: Vec<Group>, nobody: &str) {
    let lines: Vec<String> = groups.iter().map(line).collect();
    let words = match lines.is_empty() {
        true => nobody.to_owned(),
        false => lines.join("\n"),
    };
    let groups = groups.into_iter();
    match about {
        About::Contacts => {
            let groups: Vec<GroupDetails> = groups.map(GroupDetails::from).collect();
            print(global, &groups, &words);
        }
        About::Companies => {
            let groups: Vec<CompanyGroupDetails> = groups.map(CompanyGroupDetails::from).collect();
            print(global, &groups, &words);
        }
    }
}

/// Who would be one, who of the group would not, and why.
fn line(group: &Group) -> String {
    let proposed = group.proposed();
    let names = |wanted: bool| -> String {
        let of = group.members.iter();
        let of = of.filter(|id| proposed.contains(id) == wanted);
        of.map(|id| format!("{} ({id})", group.name(*id)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut line = names(true);
    let left = names(false);
    if !left.is_empty() {
        line = format!("{line}; without {left}");
    }
    for said in &group.objections {
        let (one, other) = (group.name(said.one), group.name(said.other));
        line = format!("{line}\n      {one} and {other}: {}", said.reason);
    }
    line
}
