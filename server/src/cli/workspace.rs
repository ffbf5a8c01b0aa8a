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
    /// When the day begins here, and whom to write to is told; with options, choose it
    Morning {
        /// A time, such as 07:30
        at: Option<String>,
        /// Whose clocks, such as Europe/Berlin; `mine` follows yours
        #[arg(long, value_name = "ZONE")]
        zone: Option<String>,
    },
    /// Who writes drafts: rules, or a language model; with options, choose it
    Language(Box<LanguageArguments>),
}

#[derive(Args)]
pub struct LanguageArguments {
    /// offline (rules), anthropic or openai-compatible (OpenAI, Ollama, llama.cpp, vLLM)
    #[arg(long)]
    pub kind: Option<String>,
    /// The address of the API [default: the provider's own]
    #[arg(long)]
    pub base_url: Option<String>,
    /// As the provider names it
    #[arg(long)]
    pub model: Option<String>,
    /// Read the key from the first line of standard input
    #[arg(long, conflicts_with = "forget_key")]
    pub key_stdin: bool,
    /// Keep no key
    #[arg(long)]
    pub forget_key: bool,
    /// What a month may cost at most, in US dollars
    #[arg(long, value_name = "DOLLARS")]
    pub budget: Option<String>,
    /// What a million tokens that are read cost, in US dollars; 0 for a model of your own
    #[arg(long, value_name = "DOLLARS", requires = "price_written")]
    pub price_read: Option<String>,
    /// What a million tokens that are written cost
    #[arg(long, value_name = "DOLLARS", requires = "price_read")]
    pub price_written: Option<String>,
    /// Ask the model the smallest question there is
    #[arg(long)]
    pub test: bool,
}

impl LanguageArguments {
    /// Whether it says anything new.
    pub fn chooses(&self) -> bool {
        let texts = [
            &self.kind,
            &self.base_url,
            &self.model,
            &self.budget,
            &self.price_read,
        ];
        self.key_stdin || self.forget_key || texts.iter().any(|text| text.is_some())
    }
}
