//! Kith, the product: one folder for each word of the domain.

pub mod accounts;
#[cfg(feature = "ssr")]
pub mod api;
pub mod api_keys;
#[cfg(feature = "ssr")]
pub mod backups;
pub mod bulk;
pub mod companies;
pub mod contacts;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod dashboard;
pub mod dav;
pub mod drafts;
pub mod error;
#[cfg(feature = "ssr")]
pub mod events;
pub mod fields;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod history;
#[cfg(feature = "ssr")]
pub mod http;
#[cfg(feature = "ssr")]
pub mod identity;
#[cfg(feature = "ssr")]
pub mod ids;
pub mod imports;
pub mod jobs;
pub mod keyboard;
pub mod language_model;
pub mod life_events;
#[cfg(feature = "ssr")]
mod markdown;
pub mod merging;
pub mod notifications;
#[cfg(feature = "ssr")]
pub mod onboarding;
pub mod photos;
#[cfg(feature = "ssr")]
mod public_names;
pub mod relations;
pub mod review;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod schema;
#[cfg(feature = "ssr")]
pub mod scoring;
#[cfg(feature = "ssr")]
mod sealing;
pub mod search;
pub mod settings;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod suggestions;
pub mod summaries;
pub mod tags;
pub mod tasks;
pub mod taxonomy;
#[cfg(test)]
mod testing;
pub mod timeline;
#[cfg(feature = "ssr")]
pub mod tls;
pub mod transfers;
pub mod trash;
#[cfg(feature = "ssr")]
pub mod ui;
pub mod views;
pub mod workspaces;
