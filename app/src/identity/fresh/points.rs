//! Ways to reach, each once.

use std::collections::HashSet;

use serde_json::Value;
use uuid::Uuid;

use super::plain::{Plain, Point};
use crate::{context::Scope, error::Result};

/// Of two spellings of one way to reach, the first is kept, with the label that either has.
pub async fn drop_doubles(scope: &mut Scope, plain: &mut [Plain<'_>]) -> Result<()> {
    let several = |points: &[Point<'_>]| {
        let mut pairs = points.windows(2);
        pairs.any(|pair| pair[0].kind == pair[1].kind)
    };
    let crowded: Vec<&mut Plain<'_>> = plain
        .iter_mut()
        .filter(|one| several(&one.points))
        .collect();
    if crowded.is_empty() {
        return Ok(());
    }
    let points = || crowded.iter().flat_map(|one| &one.points);
    let kinds: Vec<&str> = points().map(|point| point.kind).collect();
    let values: Vec<&str> = points().map(|point| point.value.as_str()).collect();
    let keys = sqlx::query_scalar!(
        r#"select point_key(kind, value) as "key!"
           from unnest($1::text[], $2::text[]) with ordinality as given (kind, value, place)
           order by place"#,
        &kinds as &[&str],
        &values as &[&str],
    )
    .fetch_all(scope.db())
    .await?;
    let mut keys = keys.into_iter();
    for one in crowded {
        let keys: Vec<String> = keys.by_ref().take(one.points.len()).collect();
        keep_first(&mut one.points, &keys);
    }
    Ok(())
}

fn keep_first(points: &mut Vec<Point<'_>>, keys: &[String]) {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|at| points[*at].place);
    let mut kept = HashSet::new();
    let mut stays = vec![false; points.len()];
    for at in order {
        stays[at] = kept.insert((points[at].kind, keys[at].as_str()));
    }
    for at in 0..points.len() {
        if stays[at] && points[at].label.is_none() {
            let same = (0..points.len())
                .filter(|other| points[*other].kind == points[at].kind && keys[*other] == keys[at]);
            points[at].label = same.filter_map(|other| points[other].label).max();
        }
    }
    let mut stays = stays.into_iter();
    points.retain(|_| stays.next().unwrap_or_default());
    points.sort_by_key(|point| (rank(point.kind), point.label == Some("fax"), point.place));
}

fn rank(kind: &str) -> usize {
    super::plain::POINTS
        .iter()
        .position(|known| known.0 == kind)
        .unwrap_or_default()
}

pub async fn store_points(scope: &mut Scope, plain: &[Plain<'_>]) -> Result<()> {
    let mut columns = Columns::default();
    for one in plain {
        let mut position = (0, "");
        for point in &one.points {
            let number = if position.1 == point.kind {
                position.0
            } else {
                0
            } + 1;
            position = (number, point.kind);
            columns.push(one, point, number);
        }
    }
    columns.store(scope).await
}

#[derive(Default)]
struct Columns<'a> {
    contacts: Vec<Uuid>,
    records: Vec<Uuid>,
    said_at: Vec<chrono::DateTime<chrono::Utc>>,
    kinds: Vec<&'static str>,
    values: Vec<&'a str>,
    labels: Vec<Option<&'a str>>,
    positions: Vec<i32>,
    raw: Vec<Option<&'a str>>,
    parts: Vec<Option<&'a Value>>,
}

impl<'a> Columns<'a> {
    fn push(&mut self, one: &'a Plain<'_>, point: &'a Point<'_>, position: i32) {
        self.contacts.push(one.source.contact);
        self.records.push(one.source.record);
        self.said_at.push(one.source.said_at);
        self.kinds.push(point.kind);
        self.values.push(&point.value);
        self.labels.push(point.label);
        self.positions.push(position);
        self.raw.push(point.raw);
        self.parts.push(point.parts.as_ref());
    }

    async fn store(self, scope: &mut Scope) -> Result<()> {
        let workspace = scope.workspace;
        sqlx::query!(
            "insert into contact_points
               (workspace_id, contact_id, kind, value, label, position, source_record_id, raw, said_at, parts)
             select $1, contact, kind, value, label, position, record, raw, said_at, parts
             from unnest(
               $2::uuid[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::uuid[], $8::text[], $9::timestamptz[],
               $10::jsonb[]
             ) as new (contact, kind, value, label, position, record, raw, said_at, parts)",
            workspace,
            &self.contacts,
            &self.kinds as &[&str],
            &self.values as &[&str],
            &self.labels as &[Option<&str>],
            &self.positions,
            &self.records,
            &self.raw as &[Option<&str>],
            &self.said_at,
            &self.parts as &[Option<&Value>],
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }
}
