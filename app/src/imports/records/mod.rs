//! Exports of contacts, calendars and chats: what the product's other sources of mail
//! are to messages. A record is kept as it came, with what this import said of it apart
//! from what others say; the same delivered again is known.

mod batch;
mod contacts;
mod happened;
mod mapping;
mod me;
mod meetings;
mod member;
mod mend;
mod origin;
mod own_fields;
mod reader;
mod recognise;
mod rejections;
mod said;
mod statements;
mod tables;
mod timeline;

pub use batch::{may_go_together, store_records, write};
pub use happened::People;
pub use mapping::give_mapping;
pub use me::cast;
pub use meetings::{DAYS_AHEAD, DAYS_BACK, forget_meetings};
pub use member::{
    answer_member, asks_member, chosen_member, is_asked_of, settle_member, words_of_member,
};
pub use mend::{Broken, broken_row, mend_row};
pub use reader::{Batch, Plan, input_of, looks, read};
pub use recognise::{kind_of, recognise};
pub use statements::{forget_statements, made_by, spoken_of};
pub use tables::{
    Progress, Table, answer_mapping, decided, leave_table_out, progress, settle_tables, table_of,
    tables_of,
};
