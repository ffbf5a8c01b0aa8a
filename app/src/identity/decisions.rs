//! What Kith or a person decided about who is who. The rows only grow: an answer that was taken
//! back is one more.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// What a pair is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Contacts,
    Companies,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The two are one.
    Merge,
    /// Who were one are two.
    Split,
    /// The two are not one.
    Reject,
    /// An answer is taken back: they wait for another.
    Reopen,
}

impl Decision {
    fn as_str(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Reject => "reject",
            Self::Reopen => "reopen",
        }
    }
}

/// What a decision rests on.
#[derive(Clone, Debug)]
pub struct Grounds {
    pub evidence: Value,
    pub probability: Option<f32>,
    pub rule: String,
}

impl Default for Grounds {
    /// A person says so.
    fn default() -> Self {
        Self {
            evidence: json!({ "said": "by hand" }),
            probability: None,
            rule: "hand-1".to_owned(),
        }
    }
}

/// Notes that a record was taken from a contact, for another one, or came back.
pub async fn note_record_decision(
    scope: &mut Scope,
    decision: Decision,
    record: Uuid,
    contact: Uuid,
    other: Option<Uuid>,
) -> Result<()> {
    let (id, workspace) = (scope.id(), scope.workspace);
    let (actor, now) = (scope.actor, scope.now);
    let grounds = Grounds::default();
    sqlx::query!(
        "insert into identity_decisions
           (id, workspace_id, kind, contact_id, other_contact_id, source_record_id, evidence, rule_version, actor_id, created_at)
         select
           $1,
           $2,
           $3,
           $4,
           $5,
           r.id,
           $7::jsonb || jsonb_build_object('origin', r.origin, 'external_id', r.external_id),
           $8,
           $9,
           $10
         from source_records r
         where r.id = $6",
        id,
        workspace,
        decision.as_str(),
        contact,
        other,
        record,
        grounds.evidence,
        grounds.rule,
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Notes what was decided about these pairs, and on which grounds, by whoever acts.
pub async fn note_decisions(
    scope: &mut Scope,
    about: About,
    decision: Decision,
    pairs: &[(Uuid, Uuid, Grounds)],
) -> Result<()> {
    let ids: Vec<Uuid> = pairs.iter().map(|_| scope.id()).collect();
    let ones: Vec<Uuid> = pairs.iter().map(|pair| pair.0).collect();
    let others: Vec<Uuid> = pairs.iter().map(|pair| pair.1).collect();
    let evidence: Vec<Value> = pairs.iter().map(|pair| pair.2.evidence.clone()).collect();
    let probabilities: Vec<Option<f32>> = pairs.iter().map(|pair| pair.2.probability).collect();
    let rules: Vec<&str> = pairs.iter().map(|pair| pair.2.rule.as_str()).collect();
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into identity_decisions
           (id, workspace_id, kind, contact_id, other_contact_id, company_id, other_company_id, evidence, probability, rule_version, actor_id, created_at)
         select
           id,
           $1,
           $2,
           case when not $3 then one end,
           case when not $3 then other end,
           case when $3 then one end,
           case when $3 then other end,
           evidence,
           probability,
           rule,
           $4,
           $5
         from unnest($6::uuid[], $7::uuid[], $8::uuid[], $9::jsonb[], $10::real[], $11::text[])
           as decided (id, one, other, evidence, probability, rule)",
        workspace,
        decision.as_str(),
        about == About::Companies,
        actor,
        now,
        &ids,
        &ones,
        &others,
        &evidence,
        &probabilities as &[Option<f32>],
        &rules as &[&str],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
