//! `kith demo`: a believable workspace in an empty data folder, then the server.

use std::fs::File;

use anyhow::{Context, Result, bail};
use app::{
    accounts::{self, NewUser},
    imports::import_local_file,
    schema, workspaces,
};
use leptos::config::LeptosOptions;

use super::account::member;
use crate::{
    cli::Global,
    configuration,
    database::Database,
    serve::{self, Plan},
    signals,
};

const PASSWORD: &str = "demonstration";

pub async fn demo(global: &Global) -> Result<()> {
    let stop = signals::stop_token()?;
    let listener = serve::listen(global.address).await?;
    let database = Database::keep(global, configuration::data_dir(global)?).await?;
    let outcome = async {
        schema::migrate(&database.pool).await?;
        fill(global, &database).await?;
        serve::serve_with(
            global,
            &Plan {
                jobs: true,
                migrate: false,
            },
            &database,
            listener,
            &stop,
        )
        .await
    };
    let outcome = outcome.await;
    database.close().await?;
    outcome
}

async fn fill(global: &Global, database: &Database) -> Result<()> {
    let options = LeptosOptions::builder().output_name("kith").build();
    let kith = serve::kith(global, database, options)?;
    let is_used: bool = sqlx::query_scalar("select exists (select from users)")
        .fetch_one(&database.pool)
        .await?;
    if is_used {
        bail!("the data folder holds accounts already; the demonstration wants an empty one");
    }
    let plan = sample::demonstration(kith.clock.now());
    let new = NewUser {
        email: plan.me.email.clone(),
        name: plan.me.name.clone(),
        password: PASSWORD.to_owned(),
        invitation: None,
    };
    accounts::register(&kith, new, true).await?;
    let viewer = member(&kith, &plan.me.email).await?;
    let mut scope = viewer.begin().await?;
    for address in &plan.me.other_emails {
        workspaces::add_own_address(&mut scope, address).await?;
    }
    scope.commit().await?;
    let file = kith.settings.data_dir.join("demonstration.mbox");
    let mut mailbox = File::create(&file).context("writing the demonstration mailbox")?;
    sample::write_mbox(&plan, &mut mailbox)?;
    import_local_file(&viewer, &file).await?;
    std::fs::remove_file(&file)?;
    println!("Sign in as {} with the password {PASSWORD}", plan.me.email);
    Ok(())
}
