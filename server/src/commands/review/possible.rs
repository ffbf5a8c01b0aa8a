//! `kith contacts possible` and `kith companies possible`.

use anyhow::Result;
use app::{
    identity::About,
    review::{api::PairDetails, pairs_of},
};

use super::{line, named};
use crate::{
    cli::Global,
    commands::{
        account::{in_words, member},
        print, with_kith,
    },
};

/// More than these are not listed.
const MOST: i64 = 100;

pub async fn possible(global: &Global, account: &str, about: About, text: &str) -> Result<()> {
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let mut scope = viewer.begin().await?;
        let (id, name) = named(&mut scope, about, text).await?;
        let pairs = pairs_of(&mut scope, about, id, MOST)
            .await
            .map_err(|error| in_words(&error))?;
        let lines: Vec<String> = pairs.iter().map(line).collect();
        let words = match (lines.is_empty(), about) {
            (true, About::Contacts) => {
                format!("Nobody is possibly the same as {name}, as far as Kith can see.")
            }
            (true, About::Companies) => {
                format!("No company is possibly the same as {name}, as far as Kith can see.")
            }
            (false, _) => lines.join("\n"),
        };
        let pairs: Vec<PairDetails> = pairs.into_iter().map(PairDetails::from).collect();
        print(global, &pairs, &words);
        Ok(())
    })
    .await
}
