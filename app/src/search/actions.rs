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
        super::store::find(&mut scope, &query).await
    })
    .await
}
