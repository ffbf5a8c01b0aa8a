//! A page of the list in groups: people of one group after the other, in keyset pages that
//! go on from group to group. A page that lies within one group costs what a page of the
//! list does.

use sqlx::query_scalar;
use uuid::Uuid;

use super::{
    Group, Grouping, groups,
    in_order::InOrder,
    statement::{COUNTED, Parts, Placed, Reached, TOGETHER, counts, known, within},
};
use crate::{
    contacts::{
        Cursor, ListOrder, ListQuery, Listed,
        list::cursor_of,
        query::{Clause, Query, Thing},
    },
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{self, types::Subject},
};

/// So many groups are counted at once: all of a page that a person looks at.
const COUNTED_TOGETHER: usize = 50;

/// What a page shows of one group.
#[derive(Clone, Debug)]
pub struct Section {
    pub group: Group,
    /// Up to [`Section::COUNTED`]; one more says that there are more.
    pub count: i64,
    pub people: Vec<Listed>,
    /// It began on a page before.
    pub goes_on: bool,
}

impl Section {
    pub const COUNTED: i64 = COUNTED;
}

pub struct Sections {
    pub sections: Vec<Section>,
    pub next: Option<Cursor>,
}

/// A page of the list by what it is grouped by.
pub async fn grouped(scope: &mut Scope, list: &ListQuery, by: &Grouping) -> Result<Sections> {
    let own = fields::fields(scope, Subject::Contact).await?;
    if !by.is_there(&own) {
        return Err(Error::invalid("group", FieldCode::Unknown));
    }
    let found = match by {
        Grouping::Company => by_company(scope, list).await?,
        Grouping::Tag => {
            let groups = groups::tags(scope).await?;
            one_by_one(scope, list, groups).await?
        }
        _ => one_by_one(scope, list, by.groups(&own)).await?,
    };
    let (found, next) = cut(list, found);
    Ok(Sections {
        sections: sections(scope, list, found).await?,
        next,
    })
}

/// Somebody, and the group they stand in.
type Found = (Group, Placed);

/// The first group alone, since most pages lie within one.
async fn one_by_one(scope: &mut Scope, list: &ListQuery, groups: Vec<Group>) -> Result<Vec<Found>> {
    let after = list.after.as_ref();
    let key = after.and_then(|after| after.group.as_deref());
    let reached = groups
        .iter()
        .position(|group| Some(group.key.as_str()) == key);
    let mut after = after.filter(|_| reached.is_some());
    let rest = groups.get(reached.unwrap_or_default()..);
    let (first, others) = rest
        .and_then(|rest| rest.split_at_checked(1))
        .unwrap_or_default();
    let mut found: Vec<Found> = Vec::new();
    for some in std::iter::once(first).chain(others.chunks(TOGETHER)) {
        let missing = list.limit + 1 - i64::try_from(found.len()).unwrap_or(i64::MAX);
        if missing <= 0 {
            break;
        }
        let known = known(scope, list, some).await?;
        let order = InOrder::of(&list.sort, known.order.as_ref())?;
        let mut parts = Parts::new(&known, &order, scope.now);
        for group in some {
            parts.push(&within(list, group), after.take(), missing);
        }
        for row in parts.fetch(scope, missing).await? {
            let part = usize::try_from(row.part).unwrap_or_default();
            if let Some(group) = some.get(part) {
                found.push((group.clone(), row));
            }
        }
    }
    Ok(found)
}

async fn by_company(scope: &mut Scope, list: &ListQuery) -> Result<Vec<Found>> {
    let none = Group {
        key: String::new(),
        label: "No company".to_owned(),
        query: Clause::HasNo(Thing::Company).into(),
    };
    let known = known(scope, list, std::slice::from_ref(&none)).await?;
    let order = InOrder::of(&list.sort, known.order.as_ref())?;
    let reached = reached(scope, list.after.as_ref()).await?;
    let within_none = list.after.as_ref();
    let within_none = within_none.filter(|after| after.group.as_deref() == Some(""));
    let mut rows = Vec::new();
    if within_none.is_none() {
        let mut parts = Parts::new(&known, &order, scope.now);
        parts.push_companies(list, reached.as_ref(), list.limit + 1);
        rows = parts.fetch(scope, list.limit + 1).await?;
    }
    // To find those without one, everybody is looked at: only where they are shown.
    let missing = list.limit + 1 - i64::try_from(rows.len()).unwrap_or(i64::MAX);
    if missing > 0 {
        let mut parts = Parts::new(&known, &order, scope.now);
        parts.push(&within(list, &none), within_none, missing);
        rows.extend(parts.fetch(scope, missing).await?);
    }
    let in_order = rows.into_iter().map(|row| {
        let company = row.person.company_id.zip(row.person.company.clone());
        let group = match company {
            Some((id, name)) => Group {
                key: id.to_string(),
                label: name,
                query: Query::company(id),
            },
            None => none.clone(),
        };
        (group, row)
    });
    Ok(in_order.collect())
}

/// Where the companies of a page begin. A company that is deleted by now still has its
/// place among the names.
async fn reached(scope: &mut Scope, after: Option<&Cursor>) -> Result<Option<Reached>> {
    let company = after.and_then(|after| after.group.as_deref()?.parse::<Uuid>().ok());
    let (Some(cursor), Some(company)) = (after, company) else {
        return Ok(None);
    };
    let name = query_scalar!("select name_folded from companies where id = $1", company);
    let name = name.fetch_optional(scope.db()).await?;
    Ok(name.map(|name| Reached {
        company,
        name,
        cursor: cursor.clone(),
    }))
}

/// As many as fit, and where the next page begins.
fn cut(list: &ListQuery, mut found: Vec<Found>) -> (Vec<Found>, Option<Cursor>) {
    let most = usize::try_from(list.limit).unwrap_or_default();
    let is_full = found.len() > most;
    found.truncate(most);
    let last = found.last().filter(|_| is_full);
    let next = last.map(|(group, row)| {
        let cursor = match (&list.sort, &row.key) {
            (ListOrder::Usual(sort), _) => cursor_of(&row.person, *sort),
            (ListOrder::Own(_), key) => Cursor {
                key: key.clone().unwrap_or_default(),
                id: row.person.id,
                group: None,
            },
        };
        Cursor {
            group: Some(group.key.clone()),
            ..cursor
        }
    });
    (found, next)
}

async fn sections(scope: &mut Scope, list: &ListQuery, found: Vec<Found>) -> Result<Vec<Section>> {
    let begun = list.after.as_ref().and_then(|after| after.group.clone());
    let mut sections: Vec<Section> = Vec::new();
    for (group, row) in found {
        match sections
            .last_mut()
            .filter(|last| last.group.key == group.key)
        {
            Some(last) => last.people.push(row.person),
            None => sections.push(Section {
                goes_on: begun.as_ref() == Some(&group.key),
                group,
                count: 0,
                people: vec![row.person],
            }),
        }
    }
    for some in sections.chunks_mut(COUNTED_TOGETHER) {
        let groups: Vec<Group> = some.iter().map(|section| section.group.clone()).collect();
        let known = known(scope, list, &groups).await?;
        let counts = counts(scope, list, &known, &groups).await?;
        for (section, count) in some.iter_mut().zip(counts) {
            section.count = count;
        }
    }
    Ok(sections)
}
