//! Accounts and keys.

use clap::Subcommand;

#[derive(Subcommand)]
pub enum UserCommand {
    /// Create an account with its own workspace
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// Read the password from the first line of standard input
        #[arg(long, required = true)]
        password_stdin: bool,
    },
}

#[derive(Subcommand)]
pub enum KeyCommand {
    /// Create a key and print it
    Create {
        /// The account the key acts for
        #[arg(long)]
        email: String,
        /// What the key is for
        #[arg(long)]
        name: String,
    },
}
