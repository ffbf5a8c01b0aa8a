//! REST for programs: `/api/v1`, bearer keys, one envelope for every answer, and a
//! document in OpenAPI 3.1 that is made from the handlers themselves.

mod envelope;
mod extract;
pub mod page;
mod router;
#[cfg(test)]
mod tests;
mod version;

pub use envelope::{
    Answer, Failure, GroupSummary, Meta, Outcome, answer, created, listed, listed_in_groups,
};
pub use extract::{ApiJson, ApiPath, ApiQuery, Caller, PageQuery};
pub use router::{document, router};
pub use version::{changed_meanwhile, fits_version};
