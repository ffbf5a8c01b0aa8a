//! `kith log`: write down a call, a meeting or a message with a contact.

use anyhow::Result;
use app::{
    timeline::{self, By, LogInput, What, interaction, written},
    workspaces::Permission,
};
use serde_json::json;

use super::{
    account::{in_words, member},
    print,
    score::only,
    with_kith,
};
use crate::cli::{Global, LogArguments};

pub async fn log(global: &Global, arguments: LogArguments) -> Result<()> {
    let account = arguments.acting.account()?.to_owned();
    with_kith(global, async |kith, _| {
        let viewer = member(kith, &account).await?;
        viewer
            .require(Permission::EditContacts)
            .map_err(|error| in_words(&error))?;
        let mut scope = viewer.begin().await?;
        let contact = only(&mut scope, &arguments.contact).await?;
        let input = input(&arguments);
        let logged = timeline::log_contact(&mut scope, contact.id, viewer.zone, &input);
        let id = logged.await.map_err(|error| in_words(&error))?;
        let entry = interaction(&mut scope, id)
            .await
            .map_err(|error| in_words(&error))?;
        scope.commit().await?;
        let when = written(entry.occurred_at, viewer.zone);
        let words = format!("{} with {}, {when}: {id}", input.what.word(), contact.name);
        let answer = json!({
            "id": id,
            "contact_id": contact.id,
            "kind": entry.kind,
            "direction": entry.direction,
            "occurred_at": entry.occurred_at,
            "text": entry.body,
        });
        print(global, &answer, &words);
        Ok(())
    })
    .await
}

fn input(arguments: &LogArguments) -> LogInput {
    let by = if arguments.they { By::Them } else { By::Me };
    let what = if arguments.call {
        What::Call(by)
    } else if arguments.message {
        What::Message(by)
    } else {
        What::Meeting
    };
    LogInput {
        what,
        when: arguments.when.clone(),
        text: arguments.about.clone(),
    }
}
