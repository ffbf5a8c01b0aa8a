//! Chat exports: Telegram Desktop's `result.json`, WhatsApp's `.txt`.

mod telegram;
mod whatsapp;

pub(crate) use telegram::Telegram;
pub(crate) use whatsapp::{WhatsApp, is_whatsapp};
