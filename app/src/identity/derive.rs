//! Contacts from their linked records: per field the person's own edit wins, then what
//! is likely over what is not, then what was said last, then what the more trusted origin
//! says (`origin_rank`, at last the external id); lists are unioned. The result does not
//! depend on the order of arrival.

mod edited;
mod fields;
mod points;

use uuid::Uuid;

pub(super) use self::edited::derive_edited;
use self::{fields::derive_fields, points::derive_points};
use super::{
    employments::derive_employments, signatures::refresh_signatures, tags::derive_tags,
    words::derive_words,
};
use crate::{
    context::Scope, error::Result, fields::refresh_values, history, relations::derive_relations,
    review,
};

/// Derives fields, ways to reach and search words of these contacts again, from what
/// their signatures say now and from all their other records.
pub async fn derive_contacts(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    refresh_signatures(scope, contacts).await?;
    derive_records(scope, contacts).await
}

/// As [`derive_contacts`], where no signature came or went.
pub(super) async fn derive_records(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let before = history::Before::of(scope, contacts).await?;
    derive_points(scope, contacts).await?;
    derive_fields(scope, contacts).await?;
    derive_relations(scope, contacts).await?;
    derive_tags(scope, contacts).await?;
    derive_employments(scope, contacts).await?;
    refresh_values(scope, contacts).await?;
    derive_words(scope, contacts).await?;
    before.note_changes(scope).await?;
    review::note_arrivals(scope, contacts).await
}
