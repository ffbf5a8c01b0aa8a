//! What a page of the table shows: people, in groups where it has some.

use crate::{
    contacts::{self, Cursor, ListQuery, Listed, Section},
    context::Scope,
    error::Result,
};

pub(super) struct Shown {
    /// A part for each group; without groups one.
    pub parts: Vec<Part>,
    pub next: Option<Cursor>,
}

pub(super) struct Part {
    /// Its people stand in `people` below.
    pub section: Option<Section>,
    pub people: Vec<Listed>,
}

impl Shown {
    pub async fn load(scope: &mut Scope, query: &ListQuery) -> Result<Self> {
        let Some(grouping) = &query.group else {
            let page = contacts::list(scope, query).await?;
            let part = Part {
                section: None,
                people: page.rows,
            };
            return Ok(Self {
                parts: vec![part],
                next: page.next,
            });
        };
        let page = contacts::grouped(scope, query, grouping).await?;
        let parts = page.sections.into_iter().map(|mut section| Part {
            people: std::mem::take(&mut section.people),
            section: Some(section),
        });
        Ok(Self {
            parts: parts.collect(),
            next: page.next,
        })
    }

    pub fn people(&self) -> Vec<Listed> {
        let people = self.parts.iter().flat_map(|part| &part.people);
        people.cloned().collect()
    }

    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.people.is_empty())
    }
}
