//! Records with an id of their own: what an earlier import said of one, and what this one does.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::essence;
use crate::{
    context::Scope,
    error::Result,
    life_events::{
        find::Read,
        rules::{Bio, Found, Statement, changed, told_by_bio},
        types::EventSource,
    },
};

pub(super) struct Said {
    pub contact_id: Uuid,
    pub record_id: Uuid,
    pub fields: Value,
    pub said_at: DateTime<Utc>,
}

/// What fields are called that hold a line or a text about somebody, without `X-` and
/// whatever product's name is before it.
const BIO_FIELDS: [&str; 7] = [
    "headline",
    "tagline",
    "bio",
    "occupation",
    "position",
    "summary",
    "about",
];

impl Said {
    fn bio(&self) -> Bio {
        let custom = self.fields.get("custom").and_then(Value::as_object);
        let named = custom.into_iter().flatten().filter(|(name, _)| {
            let name = name.to_lowercase();
            let last = name.split(['-', '_', ' ', '.']).next_back();
            last.is_some_and(|last| BIO_FIELDS.contains(&last))
        });
        let values = named.filter_map(|(_, values)| values.as_array()).flatten();
        let headlines = values.filter_map(Value::as_str).map(ToOwned::to_owned);
        let about = self.fields.get("about").and_then(Value::as_str);
        Bio {
            headlines: headlines.collect(),
            about: about.unwrap_or_default().to_owned(),
        }
    }

    fn statement(&self) -> Statement {
        let text = |field: &str| {
            let said = self.fields.get(field).and_then(Value::as_str);
            said.filter(|said| !said.is_empty()).map(ToOwned::to_owned)
        };
        let named = [
            ("Title", text("title")),
            ("Company", text("company_name")),
            ("Place", text("location")),
        ];
        let words = named
            .iter()
            .filter_map(|(name, said)| Some(format!("{name}: {}", said.as_ref()?)));
        Statement {
            words: words.collect::<Vec<_>>().join("; "),
            title: text("title"),
            company: text("company_name"),
            domain: text("company_domain"),
            location: text("location"),
            confidence: 1.0,
        }
    }
}

/// Records that an earlier import said something else of.
pub async fn records(scope: &mut Scope, import: Uuid) -> Result<Vec<Read>> {
    let said = sqlx::query_as!(
        Said,
        r#"select l.contact_id, s.source_record_id as record_id, s.fields, s.said_at
           from record_statements s
           join identity_links l on l.source_record_id = s.source_record_id
           join imports m on m.id = s.import_id
           where s.source_record_id in (select source_record_id from record_statements where import_id = $1)
           order by s.source_record_id, s.said_at, m.created_at, m.id"#,
        import,
    )
    .fetch_all(scope.db())
    .await?;
    let records = said.chunk_by(|one, other| one.record_id == other.record_id);
    let pairs = records.flat_map(|statements| statements.iter().zip(statements.iter().skip(1)));
    let read = pairs.flat_map(|(before, now)| {
        news_of_record(before, now).into_iter().map(|found| Read {
            contact: now.contact_id,
            record: now.record_id,
            source: EventSource::Record,
            essence: essence(&found),
            happened_on: now.said_at.date_naive(),
            interaction: None,
            found,
        })
    });
    Ok(read.collect())
}

/// By its fields, and by what the profile says about them, each kind of thing once.
pub(super) fn news_of_record(before: &Said, now: &Said) -> Vec<Found> {
    let by_fields = changed(&before.statement(), &now.statement());
    let mut found: Vec<Found> = by_fields.into_iter().collect();
    for told in told_by_bio(&before.bio(), &now.bio()) {
        if found.iter().all(|one| one.kind != told.kind) {
            found.push(told);
        }
    }
    found
}
