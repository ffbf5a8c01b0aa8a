//! What holds for the whole workspace: whose mail is mine, who becomes a contact.

use app::workspaces::ContactRule;
use clap::{Args, Subcommand};

use super::{
    Acting,
    imports::contact_rule,
    review::{Joining, joining},
};

#[derive(Args)]
pub struct AddressesArguments {
    #[command(subcommand)]
    pub command: AddressesCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum AddressesCommand {
    /// The addresses whose mail counts as written by the members
    List,
    /// Say that an address is yours; mail that is here is corrected
    Add {
        #[arg(value_name = "ADDRESS")]
        own: String,
    },
    /// Say that an address is not yours; mail that is here is corrected
    Remove {
        #[arg(value_name = "ADDRESS")]
        own: String,
    },
}

#[derive(Args)]
pub struct SettingsArguments {
    #[command(subcommand)]
    pub command: SettingsCommand,
    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Subcommand)]
pub enum SettingsCommand {
    /// Who of those in the mail becomes a contact; with a rule, choose it
    Contacts {
        /// answered (you both wrote), wrote_to (you wrote) or everyone (also who only wrote to you)
        #[arg(value_parser = contact_rule)]
        rule: Option<ContactRule>,
    },
    /// From which probability on contacts are joined without a question; with one, choose it
    Joining {
        /// A percentage from 90 to 99, or off
        #[arg(value_parser = joining)]
        from: Option<Joining>,
    },
}
