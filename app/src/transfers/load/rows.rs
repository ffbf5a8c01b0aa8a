//! The statements that store rows of a table whose columns the database named.

use crate::transfers::tables::{Column, Kind, Table};

/// References to rows that are not there yet stay empty for now.
pub fn insert(table: &Table) -> String {
    let columns: Vec<&Column> = stored(table).collect();
    let names: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
    let values: Vec<String> = columns
        .iter()
        .map(|column| match column.is_late && !column.is_required {
            true => "null".to_owned(),
            false => format!("r.{}", quoted(&column.name)),
        })
        .collect();
    // The member's own address may be known here already.
    let known = match table.name.as_str() {
        "own_addresses" => {
            " on conflict (workspace_id, email) do update set created_at = excluded.created_at"
        }
        _ => "",
    };
    format!(
        "insert into {table} ({}) select {} from jsonb_populate_recordset(null::{table}, $1) r{known}",
        names.join(", "),
        values.join(", "),
        table = quoted(&table.name),
    )
}

/// Fills those references.
pub fn update(table: &Table) -> String {
    let late = table.columns.iter().filter(|column| column.is_late);
    let late: Vec<String> = late
        .map(|column| format!("{0} = r.{0}", quoted(&column.name)))
        .collect();
    let key: Vec<String> = table
        .key
        .iter()
        .map(|name| format!("t.{0} = r.{0}", quoted(name)))
        .collect();
    format!(
        "update {table} t set {} from jsonb_populate_recordset(null::{table}, $1) r where {}",
        late.join(", "),
        key.join(" and "),
        table = quoted(&table.name),
    )
}

fn stored(table: &Table) -> impl Iterator<Item = &Column> {
    table
        .columns
        .iter()
        .filter(|column| column.kind != Kind::Counted)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Whether the row is at fault: a value of another type, a constraint, a reference to nothing.
pub fn is_bad(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| code.starts_with("22") || code.starts_with("23"))
}
