//! Companies side by side: what each says, and whose value stays where nobody chooses.

use uuid::Uuid;

use super::{
    choose::Chosen,
    edit::aliases,
    store::{Company, find},
};
use crate::{
    context::Scope,
    error::Result,
    fields::{self, Held, types::Subject},
    merging::Line,
    ui::grouped,
};

/// All of `ids`; of the one that is `kept` all values stay by themselves.
pub async fn sides_of(
    scope: &mut Scope,
    ids: &[Uuid],
    kept: Option<Uuid>,
) -> Result<(Vec<Company>, Vec<Line>)> {
    let mut sides = Vec::new();
    for id in ids {
        sides.push(find(scope, *id).await?);
    }
    let mut held = Vec::new();
    for side in &sides {
        held.push(fields::held(scope, Subject::Company, side.id).await?);
    }
    let survivor = ids.iter().position(|id| Some(*id) == kept);
    let mut lines = Vec::new();
    for field in Chosen::all(scope).await? {
        let values = sides.iter().zip(&held);
        let values = values
            .map(|(side, held)| words(&field, side, held))
            .collect();
        lines.push(Line::chosen(field.name(), field.label(), values, survivor));
    }
    let mut names = Vec::new();
    for side in &sides {
        let also = aliases(scope, side.id).await?.into_iter();
        names.push(also.map(|alias| alias.value).collect::<Vec<_>>().join(", "));
    }
    let said =
        |label: &str, of: fn(&Company) -> String| Line::kept(label, sides.iter().map(of).collect());
    let people = said("People", |company| number(company.contact_count));
    let messages = said("Messages", |company| number(company.interaction_count));
    let notes = said("Notes", |company| company.notes.clone());
    lines.extend([Line::kept("Also called", names), people, messages, notes]);
    lines.retain(|line| !line.is_empty());
    Ok((sides, lines))
}

fn words(field: &Chosen, company: &Company, held: &[Held]) -> String {
    match field {
        Chosen::Name => company.name.clone(),
        Chosen::Domain => company.domain.clone().unwrap_or_default(),
        Chosen::Parent => company.parent.clone().unwrap_or_default(),
        Chosen::Own(field) => {
            let held = held.iter().find(|held| held.field.id == field.id);
            held.and_then(Held::words).unwrap_or_default()
        }
    }
}

fn number(count: i32) -> String {
    grouped(count.unsigned_abs().into())
}
