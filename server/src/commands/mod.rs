//! The commands, one function each.

mod account;
mod changes;
mod companies;
mod contact;
mod demo;
mod doctor;
mod draft;
mod drafts;
mod events;
mod extract;
mod finding;
mod import;
mod imports;
mod language;
mod leaving;
mod log;
mod match_files;
mod merging;
mod notifications;
mod records;
mod review;
mod schedule;
mod score;
mod sources;
mod suggest;
mod summarise;
mod tags;
mod tasks;
mod workspace;

use std::io::{self, Write};

use anyhow::Result;
use app::{context::Kith, identity::About, schema};
use leptos::config::LeptosOptions;
use serde::Serialize;

use crate::{
    backup,
    cli::{
        Arguments, Command, ContactsArguments, ContactsCommand, Global, KeyCommand, UserCommand,
    },
    configuration,
    database::Database,
    serve::{self, Plan},
};

pub async fn run(arguments: Arguments) -> Result<()> {
    let global = arguments.global;
    match arguments.command {
        Command::Serve {
            no_jobs,
            no_migrate,
        } => {
            serve::serve(
                &global,
                &Plan {
                    jobs: !no_jobs,
                    migrate: !no_migrate,
                },
            )
            .await
        }
        Command::Work => serve::work(&global).await,
        Command::Migrate => migrate(&global).await,
        Command::Import(arguments) => import::import(&global, arguments).await,
        Command::Imports(arguments) => imports::imports(&global, arguments).await,
        Command::Addresses(arguments) => workspace::addresses(&global, arguments).await,
        Command::Settings(arguments) => workspace::settings(&global, arguments).await,
        Command::Match(arguments) => match_files::match_files(&global, &arguments),
        Command::Extract(arguments) if arguments.signature => {
            extract::signature(arguments.from.as_deref(), arguments.language.as_deref())
        }
        Command::Extract(arguments) => {
            tokio::task::block_in_place(|| extract::extract(&arguments.files))
        }
        Command::Records(arguments) => records::records(&arguments),
        Command::Suggest(arguments) => suggest::suggest(&global, arguments).await,
        Command::Notifications(arguments) => notifications::notifications(&global, arguments).await,
        Command::Schedule(arguments) => schedule::schedule(&global, arguments).await,
        Command::Draft(arguments) => draft::draft(&global, arguments).await,
        Command::Summarise(arguments) => summarise::summarise(&global, arguments).await,
        Command::Drafts(arguments) => drafts::drafts(&global, arguments).await,
        Command::Events(arguments) => events::events(&global, arguments).await,
        Command::Score(arguments) => score::score(&global, arguments).await,
        Command::Contacts(arguments) => contacts(&global, arguments).await,
        Command::Companies(arguments) => companies::companies(&global, arguments).await,
        Command::Review(arguments) => review::review(&global, arguments).await,
        Command::Views(arguments) => finding::views(&global, arguments).await,
        Command::Changes(arguments) => changes::changes(&global, arguments).await,
        Command::Export(arguments) => leaving::leave(&global, arguments).await,
        Command::Load(arguments) => leaving::load(&global, arguments).await,
        Command::AppPassword {
            command: KeyCommand::Create { email, name },
        } => account::create_app_password(&global, &email, &name).await,
        Command::Tags(arguments) => tags::tags(&global, arguments).await,
        Command::Log(arguments) => log::log(&global, arguments).await,
        Command::Tasks(arguments) => tasks::tasks(&global, arguments).await,
        Command::User {
            command: UserCommand::Create { email, name, .. },
        } => account::create_user(&global, email, name).await,
        Command::ApiKey {
            command: KeyCommand::Create { email, name },
        } => account::create_key(&global, &email, &name).await,
        Command::Backup { file } => backup::backup(&global, &file).await,
        Command::Restore { file, replace } => backup::restore(&global, &file, replace).await,
        Command::Doctor => doctor::doctor(&global).await,
        Command::Demo => demo::demo(&global).await,
    }
}

async fn contacts(global: &Global, arguments: ContactsArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    match arguments.command {
        ContactsCommand::List(wanted) => finding::list(global, account, wanted).await,
        ContactsCommand::Search(wanted) => finding::search(global, account, wanted).await,
        ContactsCommand::Create(new) => contact::create(global, account, *new).await,
        ContactsCommand::Possible { contact } => {
            review::possible(global, account, About::Contacts, &contact).await
        }
        ContactsCommand::History {
            contact,
            limit,
            before,
        } => contact::history(global, account, &contact, before, limit).await,
        ContactsCommand::Revert { contact, change } => {
            contact::revert(global, account, &contact, change).await
        }
        ContactsCommand::Change(wanted) => changes::change(global, account, *wanted).await,
        ContactsCommand::Merge { kept, with, choose } => {
            merging::merge(global, account, &kept, &with, &choose).await
        }
        ContactsCommand::Unmerge { contact } => merging::unmerge(global, account, &contact).await,
        ContactsCommand::Sources { contact } => sources::list(global, account, &contact).await,
        ContactsCommand::Part { source, to } => {
            sources::part(global, account, source, to.as_deref()).await
        }
        ContactsCommand::Return { source } => sources::bring_back(global, account, source).await,
    }
}

/// Runs a command on the database, brought to this version first.
async fn with_kith<T>(
    global: &Global,
    work: impl AsyncFnOnce(&Kith, &Database) -> Result<T>,
) -> Result<T> {
    let database = Database::borrow(global, configuration::data_dir(global)?).await?;
    let outcome = async {
        schema::migrate(&database.pool).await?;
        let options = LeptosOptions::builder().output_name("kith").build();
        work(&serve::kith(global, &database, options)?, &database).await
    };
    let outcome = outcome.await;
    database.close().await?;
    outcome
}

async fn migrate(global: &Global) -> Result<()> {
    with_kith(global, async |_, _| Ok(())).await?;
    print(
        global,
        &serde_json::json!({ "migrated": true }),
        "The database is at this version.",
    );
    Ok(())
}

fn print(global: &Global, value: &impl Serialize, words: &str) {
    let text = if global.json {
        serde_json::json!(value).to_string()
    } else {
        words.to_owned()
    };
    if let Err(cause) = write_out(format!("{text}\n").as_bytes()) {
        tracing::error!(%cause, "the answer could not be written");
    }
}

/// Whether there still is somebody who reads: `head` has seen enough early.
fn write_out(bytes: &[u8]) -> io::Result<bool> {
    let mut out = io::stdout();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true),
    }
}
