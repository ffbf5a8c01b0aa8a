//! Contacts side by side, and what would be said of them as one.

use serde_json::Value;
use uuid::Uuid;

use super::{
    choose::Chosen,
    merge::{Terms, merge_contacts},
};
use crate::{
    contacts::{self, Contact, types::PointKind},
    context::{Scope, Viewer},
    error::Result,
    fields::{self, types::Subject},
    tags,
};

/// One of those who may be one.
pub struct Side {
    pub contact: Contact,
    pub messages: i64,
    pub notes: i64,
    pub tasks: i64,
}

/// One thing that is said of them, in the words of each side.
pub struct Line {
    /// As a choice names it; none where all that is said stays.
    pub name: Option<String>,
    pub label: String,
    pub values: Vec<String>,
    /// Whose value survives by itself.
    pub survivor: Option<usize>,
    /// Whether it may be chosen too that nothing is said.
    pub offers_nothing: bool,
    said: Vec<Value>,
    field: Option<Chosen>,
}

impl Line {
    /// All that is said stays.
    pub fn kept(label: &str, values: Vec<String>) -> Self {
        Self {
            name: None,
            label: label.to_owned(),
            values,
            survivor: None,
            offers_nothing: false,
            said: Vec::new(),
            field: None,
        }
    }

    /// Of one side alone what it says stays, or that it says nothing.
    pub fn chosen(
        name: String,
        label: String,
        values: Vec<String>,
        survivor: Option<usize>,
    ) -> Self {
        Self {
            name: Some(name),
            survivor,
            offers_nothing: true,
            ..Self::kept(&label, values)
        }
    }

    /// Whether there is something to choose.
    pub fn is_open(&self) -> bool {
        let is_partly = self.offers_nothing && self.values.iter().any(String::is_empty);
        self.is_different() || is_partly
    }

    /// Whether two sides say something, and not the same.
    pub fn is_different(&self) -> bool {
        let mut said = self.values.iter().filter(|value| !value.is_empty());
        let first = said.next();
        first.is_some_and(|first| said.any(|other| !other.eq_ignore_ascii_case(first)))
    }

    pub fn is_empty(&self) -> bool {
        self.values.iter().all(String::is_empty)
    }
}

/// All of `ids` side by side. Joins those of `merged` to the first of them to see what follows,
/// and takes nothing of it for good.
pub async fn compare(
    viewer: &Viewer,
    ids: &[Uuid],
    merged: &[Uuid],
) -> Result<(Vec<Side>, Vec<Line>)> {
    let mut scope = viewer.begin().await?;
    let (sides, mut lines) = sides_of(&mut scope, ids).await?;
    if let [kept, joined @ ..] = merged
        && !joined.is_empty()
    {
        merge_contacts(&mut scope, *kept, joined, &Terms::default()).await?;
        let after = contacts::contact(&mut scope, *kept).await?;
        for line in &mut lines {
            let Some(field) = &line.field else { continue };
            let survives = field.value_of(&mut scope, &after).await?;
            line.survivor = line.said.iter().position(|value| *value == survives);
        }
    }
    Ok((sides, lines))
}

/// As they stand.
pub async fn sides_of(scope: &mut Scope, ids: &[Uuid]) -> Result<(Vec<Side>, Vec<Line>)> {
    let mut sides = Vec::new();
    for id in ids {
        sides.push(side(scope, *id).await?);
    }
    let fields = Chosen::all(scope).await?;
    let mut lines = Vec::new();
    for field in fields {
        let (mut values, mut said) = (Vec::new(), Vec::new());
        for side in &sides {
            values.push(words(scope, &field, &side.contact).await?);
            said.push(field.value_of(scope, &side.contact).await?);
        }
        lines.push(Line {
            name: Some(field.name()),
            label: field.label(),
            values,
            survivor: None,
            offers_nothing: false,
            said,
            field: Some(field),
        });
    }
    let lists = lists(scope, &sides).await?;
    lines.extend(lists);
    lines.retain(|line| !line.is_empty());
    Ok((sides, lines))
}

async fn side(scope: &mut Scope, id: Uuid) -> Result<Side> {
    let contact = contacts::contact(scope, id).await?;
    let counted = sqlx::query!(
        r#"select
             count(distinct i.id) filter (where i.kind <> 'note') as "messages!",
             count(distinct i.id) filter (where i.kind = 'note') as "notes!",
             (
               select count(*)
               from task_contacts t
               join tasks on tasks.id = t.task_id and tasks.deleted_at is null
               where t.workspace_id = acting_workspace() and t.contact_id = $1
             ) as "tasks!"
           from identity_links l
           join participants p on p.source_record_id = l.source_record_id
           join interactions i on i.id = p.interaction_id and i.deleted_at is null
           where l.contact_id = $1"#,
        id,
    )
    .fetch_one(scope.db())
    .await?;
    Ok(Side {
        contact,
        messages: counted.messages,
        notes: counted.notes,
        tasks: counted.tasks,
    })
}

async fn words(scope: &mut Scope, field: &Chosen, contact: &Contact) -> Result<String> {
    Ok(match field {
        Chosen::Known(field) => contact.text(*field),
        Chosen::Photo => contact.photo.clone().unwrap_or_default(),
        Chosen::Own(field) => {
            let held = fields::held(scope, Subject::Contact, contact.id).await?;
            let held = held.into_iter().find(|held| held.field.id == field.id);
            held.and_then(|held| held.words()).unwrap_or_default()
        }
    })
}

/// What a contact may have many of: all of it stays.
async fn lists(scope: &mut Scope, sides: &[Side]) -> Result<Vec<Line>> {
    let mut points = Vec::new();
    let mut words = Vec::new();
    for side in sides {
        points.push(contacts::points(scope, side.contact.id).await?);
        let tags = tags::tags_of(scope, side.contact.id).await?;
        let tags: Vec<String> = tags.into_iter().map(|tag| tag.name).collect();
        words.push(tags.join(", "));
    }
    let of_kind = |kind: PointKind| {
        let values = points.iter().map(|points| {
            let values = points.iter().filter(|point| point.kind == kind.as_str());
            let values: Vec<&str> = values.map(|point| point.value.as_str()).collect();
            values.join(", ")
        });
        Line::kept(kind.label(), values.collect())
    };
    let number = |label: &str, count: fn(&Side) -> i64| {
        let words = |side: &Side| match count(side) {
            0 => String::new(),
            number => number.to_string(),
        };
        Line::kept(label, sides.iter().map(words).collect())
    };
    let mut lines: Vec<Line> = PointKind::ALL.into_iter().map(of_kind).collect();
    lines.push(Line::kept("Tags", words));
    lines.push(number("Messages", |side| side.messages));
    lines.push(number("Notes", |side| side.notes));
    lines.push(number("Tasks", |side| side.tasks));
    Ok(lines)
}
