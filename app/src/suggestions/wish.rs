//! What a person says about keeping in touch with one contact: how often, or never.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
};

/// As the history of contacts calls it.
pub const KEEP_IN_TOUCH: &str = "keep_in_touch";
/// Five years.
const MOST_DAYS: i32 = 1825;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// By the rhythm of the two.
    #[default]
    Rhythm,
    EveryDays(i32),
    Never,
}

impl Wish {
    pub fn of(keep_in_touch_days: Option<i32>, never_suggested: bool) -> Self {
        match (keep_in_touch_days, never_suggested) {
            (_, true) => Self::Never,
            (Some(days), false) => Self::EveryDays(days),
            (None, false) => Self::Rhythm,
        }
    }

    /// As the history holds it.
    pub fn noted(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Number(days)) => days
                .as_i64()
                .and_then(|days| i32::try_from(days).ok())
                .map_or(Self::Rhythm, Self::EveryDays),
            Some(Value::String(_)) => Self::Never,
            _ => Self::Rhythm,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rhythm => "rhythm",
            Self::EveryDays(_) => "every",
            Self::Never => "never",
        }
    }

    pub fn check(self) -> Result<()> {
        let is_possible = self
            .days()
            .is_none_or(|days| (1..=MOST_DAYS).contains(&days));
        is_possible
            .then_some(())
            .ok_or_else(|| Error::invalid("every", FieldCode::OutOfRange))
    }

    pub fn days(self) -> Option<i32> {
        match self {
            Self::EveryDays(days) => Some(days),
            Self::Rhythm | Self::Never => None,
        }
    }
}

/// Sets one a contact, in the same order; who is due is decided when suggestions are
/// refreshed.
pub async fn set_wishes(scope: &mut Scope, contacts: &[Uuid], wishes: &[Wish]) -> Result<()> {
    let days: Vec<Option<i32>> = wishes.iter().map(|wish| wish.days()).collect();
    let never: Vec<bool> = wishes.iter().map(|wish| *wish == Wish::Never).collect();
    note(scope, contacts, &days, &never).await?;
    let now = scope.now;
    sqlx::query!(
        "update contacts c set
           keep_in_touch_days = given.days,
           never_suggested = given.never,
           updated_at = $1,
           version = c.version + 1
         from unnest($2::uuid[], $3::integer[], $4::boolean[]) as given (id, days, never)
         where c.id = given.id",
        now,
        contacts,
        &days as &[Option<i32>],
        &never,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Writes down what will be different.
async fn note(
    scope: &mut Scope,
    contacts: &[Uuid],
    days: &[Option<i32>],
    never: &[bool],
) -> Result<()> {
    let (actor, now) = (scope.actor, scope.now);
    sqlx::query!(
        r#"insert into contact_changes
             (workspace_id, contact_id, field, old, new, old_origin, origin, actor_id, at)
           select
             c.workspace_id,
             c.id,
             $1,
             case when c.never_suggested then '"never"'::jsonb else to_jsonb(c.keep_in_touch_days) end,
             case when given.never then '"never"'::jsonb else to_jsonb(given.days) end,
             'edit',
             'edit',
             $5,
             $6
           from unnest($2::uuid[], $3::integer[], $4::boolean[]) as given (id, days, never)
           join contacts c on c.id = given.id
           where (c.keep_in_touch_days, c.never_suggested) is distinct from (given.days, given.never)
           order by c.id"#,
        KEEP_IN_TOUCH,
        contacts,
        days as &[Option<i32>],
        never,
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Sets it, decides again who is due, and returns what it was.
pub async fn set_wish(scope: &mut Scope, contact: Uuid, wish: Wish) -> Result<Wish> {
    wish.check()?;
    note(scope, &[contact], &[wish.days()], &[wish == Wish::Never]).await?;
    let now = scope.now;
    let before = sqlx::query!(
        "update contacts c set
           keep_in_touch_days = $2,
           never_suggested = $3,
           updated_at = $4,
           version = c.version + 1
         from contacts old
         where c.id = $1 and old.id = c.id and c.deleted_at is null
         returning old.keep_in_touch_days, old.never_suggested",
        contact,
        wish.days(),
        wish == Wish::Never,
        now,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    record(
        scope,
        EventKind::ContactUpdated,
        contact,
        json!({ "fields": [KEEP_IN_TOUCH] }),
    )
    .await?;
    super::refresh(scope).await?;
    Ok(Wish::of(before.keep_in_touch_days, before.never_suggested))
}
