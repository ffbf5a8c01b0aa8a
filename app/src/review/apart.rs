//! That two are not one, because somebody said so: they are neither proposed nor joined. And of
//! whom only a person may say that they are one.

use std::collections::HashSet;

use uuid::Uuid;

use super::verdict::in_order;
use crate::{
    context::Scope,
    error::Result,
    identity::{About, Decision, Grounds, note_decisions},
};

/// Pairs as they stand now, the lower id first.
pub(super) type Couples = HashSet<(Uuid, Uuid)>;

/// What people said about pairs, also of those who were joined since.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// They are two.
    pub apart: Couples,
    /// They may be one, but were parted, or an answer about them was taken back.
    pub by_hand: Couples,
}

impl Said {
    pub(super) fn is_apart(&self, one: Uuid, other: Uuid) -> bool {
        self.apart.contains(&in_order(one, other))
    }

    /// Whether Kith may say by itself that they are one.
    pub(super) fn is_free(&self, one: Uuid, other: Uuid) -> bool {
        let couple = in_order(one, other);
        !self.apart.contains(&couple) && !self.by_hand.contains(&couple)
    }
}

macro_rules! said_about {
    ($scope:ident, $table:tt, $standing:tt) => {
        sqlx::query!(
            r#"select
                 state = 'rejected' as "is_apart!", "#
                + $standing
                + r#"(one_id) as "one!", "#
                + $standing
                + r#"(other_id) as "other!"
               from "#
                + $table
                + " where workspace_id = acting_workspace() and (state = 'rejected' or by_hand)"
        )
        .fetch_all($scope.db())
        .await?
        .into_iter()
        .map(|row| (row.is_apart, in_order(row.one, row.other)))
        .collect::<Vec<_>>()
    };
}

pub(super) async fn said(scope: &mut Scope, about: About) -> Result<Said> {
    let rows = match about {
        About::Contacts => said_about!(scope, "identity_candidates", "standing_contact"),
        About::Companies => said_about!(scope, "company_candidates", "standing_company"),
    };
    let mut said = Said::default();
    // Who were joined by hand since are one.
    for (is_apart, couple) in rows.into_iter().filter(|(_, (one, other))| one != other) {
        let list = if is_apart {
            &mut said.apart
        } else {
            &mut said.by_hand
        };
        list.insert(couple);
    }
    Ok(said)
}

/// Whoever acts says that this new contact is none of these.
pub async fn keep_apart(scope: &mut Scope, contact: Uuid, others: &[Uuid]) -> Result<()> {
    set_apart(scope, About::Contacts, contact, others).await?;
    let pairs = others.iter().map(|other| (contact, *other));
    let decided: Vec<_> = pairs
        .map(|(one, other)| (one, other, Grounds::default()))
        .collect();
    note_decisions(scope, About::Contacts, Decision::Reject, &decided).await
}

macro_rules! reject_in {
    ($scope:ident, $ones:ident, $others:ident, $table:tt) => {{
        let (workspace, actor, now) = ($scope.workspace, $scope.actor, $scope.now);
        sqlx::query!(
            "insert into "
                + $table
                + " (workspace_id, one_id, other_id, probability, rule_version, state, created_at, decided_at, decided_by)
                   select distinct $1::uuid, least(one, other), greatest(one, other), 0::real, 'hand-1', 'rejected', $4::timestamptz, $4::timestamptz, $5::uuid
                   from unnest($2::uuid[], $3::uuid[]) as two (one, other)
                   on conflict (one_id, other_id) do update set
                     state = 'rejected',
                     decided_at = excluded.decided_at,
                     decided_by = excluded.decided_by",
            workspace,
            &$ones,
            &$others,
            now,
            actor,
        )
        .execute($scope.db())
        .await?
    }};
}

/// The one and these are two from now on.
pub async fn set_apart(scope: &mut Scope, about: About, one: Uuid, others: &[Uuid]) -> Result<()> {
    let pairs: Vec<(Uuid, Uuid)> = others.iter().map(|other| (one, *other)).collect();
    set_all_apart(scope, about, &pairs).await
}

/// Each of these pairs is two from now on.
pub async fn set_all_apart(scope: &mut Scope, about: About, pairs: &[(Uuid, Uuid)]) -> Result<()> {
    let (ones, others): (Vec<Uuid>, Vec<Uuid>) = pairs.iter().copied().unzip();
    match about {
        About::Contacts => reject_in!(scope, ones, others, "identity_candidates"),
        About::Companies => reject_in!(scope, ones, others, "company_candidates"),
    };
    Ok(())
}

/// What is said of two contacts; none where nothing is.
pub async fn said_of(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<Option<String>> {
    let found = sqlx::query_scalar!(
        "select state
         from identity_candidates
         where one_id = least($1::uuid, $2) and other_id = greatest($1::uuid, $2)",
        one,
        other,
    );
    Ok(found.fetch_optional(scope.db()).await?)
}

/// Two who were set apart are as was said of them before.
pub async fn set_back(
    scope: &mut Scope,
    one: Uuid,
    other: Uuid,
    before: Option<&str>,
) -> Result<()> {
    sqlx::query!(
        "with gone as (
           delete from identity_candidates
           where one_id = least($1::uuid, $2) and other_id = greatest($1::uuid, $2) and $3::text is null
         )
         update identity_candidates p set
           state = case
             when $3 in ('open', 'away') then case
               when exists (
                 select from contacts c where c.id in (p.one_id, p.other_id) and c.deleted_at is not null
               ) then 'away'
               else 'open'
             end
             else $3
           end
         where one_id = least($1::uuid, $2)
           and other_id = greatest($1::uuid, $2)
           and $3 is not null
           and state = 'rejected'",
        one,
        other,
        before,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// The one is to be parted from the contact: whoever else was joined to either may be the same
/// person still, but is joined to nobody of the other side without an answer.
pub async fn ask_about_members(scope: &mut Scope, one: Uuid, contact: Uuid) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "with parted as (
           select member_id as id from contact_members(array[$2::uuid])
         ),
         staying as (
           select member_id as id from contact_members(array[$3::uuid])
           except
           select id from parted
         )
         insert into identity_candidates
           (workspace_id, one_id, other_id, probability, rule_version, state, by_hand, created_at, decided_at)
         select $1, least(p.id, s.id), greatest(p.id, s.id), 0, 'hand-1', 'merged', true, $4, $4
         from parted p
         cross join staying s
         on conflict (one_id, other_id) do update set by_hand = true",
        workspace,
        one,
        contact,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
