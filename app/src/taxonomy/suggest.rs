//! Which tags fit one contact, with the reason in words: by rules, or by the language model
//! where the workspace has one and somebody asked it. The model is asked without a transaction
//! and for a bounded time, about one contact alone; what it says is kept until what is known of
//! the contact, or the taxonomy, is another.

use std::{collections::HashMap, time::Duration};

use language::{Answer, ClassifyRequest, Label, Provider, Tagged, choose_tags};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::time::timeout;
use uuid::Uuid;

use super::{
    fits::fits,
    rule::{Rule, RuleField, digest, sentence},
    store::{rules, taxonomy},
};
use crate::{
    contacts,
    context::{Scope, Viewer},
    error::{Error, Result, internal},
    language_model::{Trouble, Writer, writer},
    workspaces::Permission,
};

/// Somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(45);
/// A model that is less sure than this is not heard.
const SURE: f64 = 0.6;
const LONGEST_NOTE: usize = 400;
const MOST_TOPICS: i64 = 30;

/// What the model said of a contact, as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Said {
    /// Of the taxonomy.
    pub tag: Uuid,
    pub said: String,
    pub confidence: f64,
}

/// A tag that a contact might get.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub entry: Uuid,
    pub tag: Uuid,
    pub name: String,
    pub category: String,
    /// In words.
    pub why: String,
    pub is_by_model: bool,
}

/// The tags that fit, and are neither on the contact nor were taken off it.
pub async fn offers(scope: &mut Scope, contact: Uuid) -> Result<Vec<Offer>> {
    contacts::contact(scope, contact).await?;
    let rules = rules(scope).await?;
    let said = verdicts(scope, &digest(&rules), &[contact])
        .await?
        .remove(&contact);
    let mut reasons: HashMap<Uuid, (String, bool)> = HashMap::new();
    match said {
        Some(said) => {
            let told = said
                .into_iter()
                .map(|said| (said.tag, (format!("The model reads “{}”", said.said), true)));
            reasons.extend(told);
        }
        None => {
            let words: Vec<_> = rules.iter().map(|rule| &rule.words).collect();
            for fit in fits(scope, &words, &[contact]).await? {
                let Some(rule) = rules.get(fit.rule) else {
                    continue;
                };
                let why = match fit.said {
                    Some(said) if fit.field != RuleField::Relation => {
                        format!("{}: {said}", fit.field.why(&fit.word))
                    }
                    _ => fit.field.why(&fit.word),
                };
                reasons.insert(rule.entry, (why, false));
            }
        }
    }
    let known = known_tags(scope, contact).await?;
    let mut offers = Vec::new();
    for category in taxonomy(scope).await? {
        for entry in category.entries {
            let rule = rules.iter().find(|rule| rule.entry == entry.id);
            let Some((rule, (why, is_by_model))) = rule.zip(reasons.remove(&entry.id)) else {
                continue;
            };
            if !known.contains(&rule.tag) {
                offers.push(Offer {
                    entry: entry.id,
                    tag: rule.tag,
                    name: rule.name.clone(),
                    category: entry.category,
                    why,
                    is_by_model,
                });
            }
        }
    }
    Ok(offers)
}

/// Those on the contact, and those that a person took off.
async fn known_tags(scope: &mut Scope, contact: Uuid) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"select tag_id as "tag_id!" from contact_tags where contact_id = $1
           union
           select r.tag_id
           from contact_members(array[$1]) m
           join contact_tag_removals r on r.contact_id = m.member_id"#,
        contact,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Asks the model about one contact. None where rules do it, or it answered; else why it could
/// not, and rules do.
pub async fn ask_about(viewer: &Viewer, contact: Uuid) -> Result<Option<Trouble>> {
    viewer.require(Permission::EditContacts)?;
    let mut scope = viewer.begin().await?;
    contacts::contact(&mut scope, contact).await?;
    let rules = rules(&mut scope).await?;
    let asked = questions(&mut scope, &rules, &[contact]).await?.pop();
    let writer = writer(&viewer.kith, &mut scope).await?;
    scope.commit().await?;
    let provider = match writer {
        Writer::Offline => return Ok(None),
        Writer::Away(trouble) => return Ok(Some(trouble)),
        Writer::Model(provider) => provider,
    };
    let Some(asked) = asked.filter(|_| !rules.is_empty()) else {
        return Ok(None);
    };
    match answer_to(provider.as_ref(), &asked).await {
        Ok(tagged) => {
            let mut scope = viewer.begin().await?;
            keep(&mut scope, &rules, &asked, &tagged).await?;
            scope.commit().await?;
            Ok(None)
        }
        Err(trouble) => Ok(Some(trouble)),
    }
}

/// What a model is asked about a contact.
pub struct Question {
    pub contact: Uuid,
    /// Of what was known as it was asked.
    digest: String,
    request: ClassifyRequest,
}

/// One for each of these contacts: what is known of that contact alone.
pub async fn questions(
    scope: &mut Scope,
    rules: &[Rule],
    contacts: &[Uuid],
) -> Result<Vec<Question>> {
    let fields = RuleField::ALL.map(RuleField::as_str);
    let rows = sqlx::query!(
        r#"select d.contact_id as "contact!", d.digest as "digest!", coalesce(known.lines, '') as "lines!"
           from contact_digests($1) d
           left join lateral (
             select string_agg(line, E'\n' order by place, said_at desc, line) as lines
             from (
               select distinct on (s.field, s.text)
                 array_position($2, s.field) as place,
                 s.said_at,
                 case when s.field = 'topic' and s.thread_id is not null then 'subject' else s.field end
                   || ': ' || left(regexp_replace(s.text, '\s+', ' ', 'g'), $3) as line,
                 row_number() over (partition by s.field order by s.said_at desc, s.text) as rank
               from contact_says(array[d.contact_id], $2) s
               -- Of messages only such as went between the two alone.
               where s.thread_id is null or exists (
                 select from interactions i
                 where i.workspace_id = acting_workspace()
                   and i.thread_id = s.thread_id
                   and i.subject = s.text
                   and i.recipients = 1
               )
             ) as said
             where rank <= $4
           ) known on true"#,
        contacts,
        &fields as &[&str],
        i32::try_from(LONGEST_NOTE).unwrap_or(i32::MAX),
        MOST_TOPICS,
    )
    .fetch_all(scope.db())
    .await?;
    let labels: Vec<Label> = rules
        .iter()
        .map(|rule| Label {
            name: rule.name.clone(),
            meaning: sentence(&rule.words),
            phrases: Vec::new(),
        })
        .collect();
    let asked = rows.into_iter().map(|row| Question {
        contact: row.contact,
        digest: row.digest,
        request: ClassifyRequest {
            text: row.lines,
            labels: labels.clone(),
        },
    });
    Ok(asked.collect())
}

pub async fn answer_to(provider: &dyn Provider, asked: &Question) -> Result<Tagged, Trouble> {
    match timeout(PATIENCE, choose_tags(provider, &asked.request)).await {
        Ok(Ok(tagged)) => Ok(tagged),
        Ok(Err(error)) => Err(Trouble::from(&error)),
        Err(_) => Err(Trouble::Late),
    }
}

/// Keeps what the model said, with where it comes from.
pub async fn keep(
    scope: &mut Scope,
    rules: &[Rule],
    asked: &Question,
    tagged: &Tagged,
) -> Result<()> {
    let is_here = sqlx::query_scalar!(
        r#"select exists (select from contacts where id = $1) as "here!""#,
        asked.contact,
    )
    .fetch_one(scope.db())
    .await?;
    if !is_here {
        return Ok(());
    }
    let sure = tagged
        .found
        .iter()
        .filter(|found| found.confidence >= SURE)
        .filter_map(|found| {
            let rule = rules.iter().find(|rule| rule.name == found.label)?;
            Some(Said {
                tag: rule.entry,
                said: found.evidence.clone(),
                confidence: found.confidence,
            })
        });
    let found = serde_json::to_value(sure.collect::<Vec<_>>()).map_err(internal)?;
    let text = keep_text(scope, asked, &tagged.answer).await?;
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into tag_verdicts
           (contact_id, workspace_id, says_digest, rules_digest, found, text_id, read_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (contact_id) do update set
           says_digest = excluded.says_digest,
           rules_digest = excluded.rules_digest,
           found = excluded.found,
           text_id = excluded.text_id,
           read_at = excluded.read_at",
        asked.contact,
        workspace,
        asked.digest,
        digest(rules),
        found,
        text,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn keep_text(scope: &mut Scope, asked: &Question, answer: &Answer) -> Result<Uuid> {
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let usage = answer.usage;
    let read = usage.map(|usage| whole(usage.input + usage.cache_read + usage.cache_write));
    let inputs: Vec<String> = asked
        .request
        .labels
        .iter()
        .map(|label| format!("{}: {}", label.name, label.meaning))
        .chain([asked.request.text.clone(), answer.prompt.clone()])
        .collect();
    sqlx::query!(
        "insert into generated_texts
           (id, workspace_id, kind, contact_id, provider, model, prompt, inputs_digest, interaction_ids,
            units_read, units_written, cost, trigger, channel, variant, language, tone,
            made_subject, made_body, subject, body, created_at, created_by)
         values ($1, $2, 'tags', $3, $4, $5, $6, $7, '{}', $8, $9, $10, 'tags', '', '', '', '',
            '', $11, '', $11, $12, $13)",
        id,
        workspace,
        asked.contact,
        answer.provider,
        answer.model,
        answer.prompt,
        hex::encode(Sha256::digest(inputs.join("\n").as_bytes())),
        read,
        usage.map(|usage| whole(usage.output)),
        answer.cost.map(|cost| whole(cost.0)),
        answer.text,
        now,
        actor,
    )
    .execute(scope.db())
    .await?;
    Ok(id)
}

/// What the model said of those of whom it still holds.
pub(super) async fn verdicts(
    scope: &mut Scope,
    rules_digest: &str,
    contacts: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Said>>> {
    let read = sqlx::query_scalar!(
        "select contact_id from tag_verdicts where contact_id = any($1) and rules_digest = $2",
        contacts,
        rules_digest,
    )
    .fetch_all(scope.db())
    .await?;
    if read.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query!(
        "select v.contact_id, v.found
         from tag_verdicts v
         join contact_digests($1) d on d.contact_id = v.contact_id and d.digest = v.says_digest
         where v.contact_id = any($1)",
        &read,
    )
    .fetch_all(scope.db())
    .await?;
    rows.into_iter()
        .map(|row| {
            let found = serde_json::from_value(row.found).map_err(internal)?;
            Ok((row.contact_id, found))
        })
        .collect::<Result<_, Error>>()
}
