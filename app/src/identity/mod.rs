//! One person out of many records. A source record is what one source said; links
//! say whose it is; a contact is derived from its linked records and can always be
//! derived again. A person's own edit outlives whatever a source says later.

mod companies;
mod decisions;
mod derive;
mod edits;
mod employments;
mod fresh;
mod links;
mod part;
mod parted;
mod records;
mod relink;
mod resolve;
mod signatures;
mod sweep;
mod tags;
#[cfg(test)]
mod tests;
mod words;

pub use decisions::{About, Decision, Grounds, note_decisions, note_record_decision};
pub use derive::derive_contacts;
pub use edits::{
    bare_contact, edit_each, edit_fields, edit_many, edited_fields, forget_edits, new_contact,
    note_record, restore_edits,
};
pub use part::{part_unfounded, sweep_new_companies};
pub use records::{
    Candidate, Coming, Share, candidates, ensure_companies_of, resolve_records, resolve_share,
    shares, unlinked_records,
};
pub use relink::{relink_company, rename_people};
pub use resolve::{Resolved, qualified, resolve_addresses};
pub use signatures::{forget_signatures, signers, spell_companies};
pub use sweep::{bear_a_hand, sweep_contacts, sweep_joined};
pub use tags::{derive_tags, pass_on_tags, sweep_tags};
