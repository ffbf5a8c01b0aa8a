use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// One thing that was found, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub label: String,
    pub detail: String,
    pub href: String,
}

#[server(input = leptos::server_fn::codec::GetUrl)]
pub async fn find(query: String) -> Result<Vec<Found>, Error> {
    use crate::{context::viewer, forms::value_or_error};

    value_or_error(async {
        let mut scope = viewer()?.begin().await?;
        super::palette::find(&mut scope, &query).await
    })
    .await
}

/// How many contacts a query finds, in words, or why it cannot be read.
#[server(input = leptos::server_fn::codec::GetUrl)]
pub async fn count_contacts(query: String) -> Result<String, Error> {
    use crate::{
        contacts::{
            self, ListQuery,
            page::count_words,
            query::{parse, unmet},
        },
        context::viewer,
        fields::{self, types::Subject},
        forms::value_or_error,
    };

    value_or_error(async {
        let viewer = viewer()?;
        let typed = query;
        let query = match parse(&typed) {
            Ok(query) => ListQuery {
                query,
                zone: viewer.zone,
                ..ListQuery::default()
            },
            Err(problem) => return Ok(problem.to_string()),
        };
        let mut scope = viewer.begin().await?;
        let fields = fields::fields(&mut scope, Subject::Contact).await?;
        if let Some(problem) = unmet(&typed, &fields) {
            return Ok(problem.to_string());
        }
        let count = contacts::count(&mut scope, &query).await?;
        Ok(format!("{} found", count_words(count, query.count_limit())))
    })
    .await
}
