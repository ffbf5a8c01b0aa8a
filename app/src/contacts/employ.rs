//! The verbs that change where somebody works. What a person says takes the place of what
//! sources say of the same job; what they take away stays away; each has its way back.

mod own;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use self::own::OwnJobs;
use super::{
    day::read_day,
    edit::change,
    employments::{Employment, employments},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, FieldErrors, Result},
};

/// What a person writes. Days are a year, a month or a day: `2019`, `May 2019`, `3 May 2019`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EmploymentInput {
    /// The company's name; it is created where there is none of that name.
    pub company: String,
    pub title: String,
    pub department: String,
    pub since: String,
    /// Empty where it goes on.
    pub until: String,
}

/// What was changed, to go back with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// What the change wrote.
    pub made: Option<Uuid>,
    /// The key of what it hid.
    pub hidden: Option<String>,
    /// What a person had written in its place.
    pub was: Option<EmploymentInput>,
}

impl Replaced {
    /// What leads back, as the fields of a form.
    pub fn way_back(&self, id: Uuid) -> Vec<(&'static str, String)> {
        let mut fields = vec![("id", id.to_string())];
        fields.extend(self.made.map(|made| ("made", made.to_string())));
        fields.extend(self.hidden.clone().map(|hidden| ("hidden", hidden)));
        if let Some(was) = self.was.clone() {
            fields.extend([
                ("was", "true".to_owned()),
                ("company", was.company),
                ("title", was.title),
                ("department", was.department),
                ("since", was.since),
                ("until", was.until),
            ]);
        }
        fields
    }
}

/// Writes an employment, in the place of the one with this key if there is one.
pub async fn set_employment(
    scope: &mut Scope,
    id: Uuid,
    key: Option<&str>,
    input: EmploymentInput,
) -> Result<Replaced> {
    let mut own = OwnJobs::of(scope, id).await?;
    let shown = match key {
        Some(key) => Some(find(scope, id, key).await?),
        None => None,
    };
    let was = shown.as_ref().and_then(|shown| own.take(shown.own_id?));
    let input = input.checked()?;
    own.welcome(scope, &input).await?;
    let made = own.put(scope, &input).await?;
    change(scope, id, own.fields()).await?;
    let hidden = match shown {
        Some(shown) => own.hide(scope, id, &shown.key, Some(made)).await?,
        None => None,
    };
    Ok(Replaced {
        made: Some(made),
        hidden,
        was,
    })
}

pub async fn remove_employment(scope: &mut Scope, id: Uuid, key: &str) -> Result<Replaced> {
    let mut own = OwnJobs::of(scope, id).await?;
    let shown = find(scope, id, key).await?;
    let was = shown.own_id.and_then(|own_id| own.take(own_id));
    change(scope, id, own.fields()).await?;
    let hidden = own.hide(scope, id, &shown.key, None).await?;
    Ok(Replaced {
        made: None,
        hidden,
        was,
    })
}

/// Takes a change or a removal back.
pub async fn restore_employment(scope: &mut Scope, id: Uuid, replaced: Replaced) -> Result<()> {
    let mut own = OwnJobs::of(scope, id).await?;
    if let Some(made) = replaced.made {
        own.take(made);
    }
    if let Some(hidden) = replaced.hidden {
        own.removed.retain(|key| *key != hidden);
    }
    if let Some(was) = replaced.was {
        own.put(scope, &was.checked()?).await?;
    }
    change(scope, id, own.fields()).await
}

async fn find(scope: &mut Scope, id: Uuid, key: &str) -> Result<Employment> {
    let all = employments(scope, id).await?;
    all.into_iter()
        .find(|one| one.key == key)
        .ok_or(Error::NotFound)
}

impl EmploymentInput {
    fn checked(self) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let mut text = |name: &str, text: String| {
            let text = text.trim().to_owned();
            if text.chars().count() > 200 {
                errors.add(name, FieldCode::TooLong);
            }
            text
        };
        let mut input = Self {
            company: text("company", self.company),
            title: text("title", self.title),
            department: text("department", self.department),
            since: String::new(),
            until: String::new(),
        };
        if input.company.is_empty() && input.title.is_empty() {
            errors.add("company", FieldCode::Required);
        }
        input.since = moment("since", &self.since, &mut errors);
        input.until = moment("until", &self.until, &mut errors);
        let is_backwards = !input.until.is_empty() && input.until < input.since;
        if is_backwards && !input.since.starts_with(&input.until) {
            errors.add("until", FieldCode::OutOfRange);
        }
        errors.into_result().map(|()| input)
    }
}

/// A day, month or year as ISO 8601; empty stays so. It needs its year.
fn moment(name: &str, text: &str, errors: &mut FieldErrors) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    match read_day(text) {
        Ok(day) if !day.starts_with('-') => return day,
        Ok(_) => errors.add(name, FieldCode::NeedsAYear),
        Err(FieldCode::NotADay) => errors.add(name, FieldCode::NeedsAYear),
        Err(code) => errors.add(name, code),
    }
    String::new()
}
