//! The tables of a workspace, as the database itself names them: one that a later version
//! brings leaves and comes with the others.

use std::collections::BTreeMap;

use crate::{context::Scope, error::Result};

const SEARCHED: &str = "Messages are read for search anew.";
const COMPARED: &str = "Contacts are compared anew.";
const TELLING: &str = "How members are told is theirs: they choose it anew.";
const TOLD: &str = "What devices were told: they look anew.";

/// What does not leave, and why.
pub const LEFT_OUT: &[(&str, &str)] = &[
    ("api_keys", "Keys of programs are secrets: make new ones."),
    (
        "app_passwords",
        "Passwords of devices are secrets: make new ones.",
    ),
    (
        "calendar_feeds",
        "Addresses of calendars are secrets: make new ones.",
    ),
    ("card_books", TOLD),
    ("card_states", TOLD),
    ("card_touches", TOLD),
    ("contact_comparisons", COMPARED),
    ("contact_scans", COMPARED),
    (
        "invitations",
        "Links of invitations are secrets: invite again.",
    ),
    (
        "language_settings",
        "The key of a language model is a secret: choose the model anew.",
    ),
    ("message_numbers", SEARCHED),
    ("message_words", SEARCHED),
    ("unsearched_messages", SEARCHED),
    ("notification_choices", TELLING),
    ("notification_deliveries", TELLING),
    ("notification_hours", TELLING),
    ("notifications", TELLING),
    ("push_subscriptions", TELLING),
    (
        "tag_verdicts",
        "What a language model found of contacts is asked anew.",
    ),
    ("taxonomy_readings", "Tags are looked for anew."),
    (
        "ticked_contacts",
        "Ticks in the list last until something is done with them.",
    ),
    ("transfers", "Files like this one are made anew."),
];

/// What leaves, and belongs to the accounts of an installation: members are invited anew.
pub const OF_MEMBERS: &[&str] = &["birthday_leads", "memberships"];

/// Identifiers made from what they name: they are the same in every workspace.
const DERIVED: &[&str] = &["block_id", "thread_id"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    /// An identifier of this workspace, or the name of a field, which may hold one.
    Id,
    /// An account of the installation.
    Account,
    Workspace,
    /// Identifiers may stand within.
    Json,
    /// A number that the database gives.
    Counted,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    pub is_required: bool,
    /// Refers to a row that comes later in the order of the tables, or in the same table.
    pub is_late: bool,
    refers: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// The columns of the primary key, by which rows are ordered.
    pub key: Vec<String>,
    /// Columns that the database makes of the others.
    pub generated: Vec<String>,
}

/// Every table with a `workspace_id` that leaves, those that others refer to first.
pub async fn tables(scope: &mut Scope) -> Result<Vec<Table>> {
    let rows = sqlx::query!(
        r#"select
             c.relname::text as "table!",
             a.attname::text as "name!",
             format_type(a.atttypid, null) as "type!",
             a.attnotnull as "is_required!",
             a.attgenerated <> '' as "is_generated!",
             a.attidentity <> '' as "is_counted!",
             (
               select k.confrelid::regclass::text
               from pg_constraint k
               where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum]
               limit 1
             ) as refers,
             (
               select array_position(i.indkey::int2[], a.attnum)
               from pg_index i
               where i.indrelid = c.oid and i.indisprimary
             ) as place
           from pg_class c
           join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           where c.relnamespace = 'public'::regnamespace
             and c.relkind in ('r', 'p')
             and not c.relispartition
             and exists (
               select from pg_attribute w
               where w.attrelid = c.oid and w.attname = 'workspace_id' and not w.attisdropped
             )
           order by c.relname, a.attnum"#,
    )
    .fetch_all(scope.db())
    .await?;
    let mut found: BTreeMap<String, Table> = BTreeMap::new();
    let mut keys: BTreeMap<String, BTreeMap<i32, String>> = BTreeMap::new();
    for row in rows {
        if LEFT_OUT.iter().any(|(name, _)| *name == row.table) {
            continue;
        }
        let table = found.entry(row.table.clone()).or_insert_with(|| Table {
            name: row.table.clone(),
            columns: Vec::new(),
            key: Vec::new(),
            generated: Vec::new(),
        });
        if let Some(place) = row.place {
            let key = keys.entry(row.table.clone()).or_default();
            key.insert(place, row.name.clone());
        }
        if row.is_generated {
            table.generated.push(row.name);
        } else {
            table.columns.push(Column {
                kind: kind_of(
                    &row.name,
                    &row.r#type,
                    row.is_counted,
                    row.refers.as_deref(),
                ),
                name: row.name,
                is_required: row.is_required,
                is_late: false,
                refers: row.refers,
            });
        }
    }
    for (name, key) in keys {
        if let Some(table) = found.get_mut(&name) {
            table.key = key.into_values().collect();
        }
    }
    Ok(in_order(found))
}

fn kind_of(name: &str, sql_type: &str, is_counted: bool, refers: Option<&str>) -> Kind {
    match (name, sql_type, refers) {
        _ if is_counted => Kind::Counted,
        ("workspace_id", _, _) => Kind::Workspace,
        (_, _, Some("users")) | ("actor_id", _, _) => Kind::Account,
        (name, "uuid", _) if !DERIVED.contains(&name) => Kind::Id,
        ("field", "text", _) => Kind::Id,
        (_, "uuid[]", _) => Kind::Json,
        // What a source said stays as it was.
        (name, "jsonb", _) if name != "raw" => Kind::Json,
        _ => Kind::Plain,
    }
}

/// Those first that refer to nothing which is still to come; where all do, by name.
fn in_order(mut waiting: BTreeMap<String, Table>) -> Vec<Table> {
    let mut ordered: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let is_free = |table: &&Table| {
            let mut refers = table
                .columns
                .iter()
                .filter_map(|column| column.refers.as_ref());
            refers.all(|other| *other == table.name || !waiting.contains_key(other))
        };
        let next = waiting.values().find(is_free).or(waiting.values().next());
        let Some(mut table) = next
            .map(|table| table.name.clone())
            .and_then(|name| waiting.remove(&name))
        else {
            break;
        };
        for column in &mut table.columns {
            let refers = column.refers.as_ref();
            column.is_late =
                refers.is_some_and(|other| *other == table.name || waiting.contains_key(other));
        }
        ordered.push(table);
    }
    ordered
}
