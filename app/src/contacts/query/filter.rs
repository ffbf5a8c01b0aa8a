//! The filters that stand above the list, as parts of a query.

use super::{Clause, Deed, Query, State};
use crate::contacts::types::ContactFilter;

impl From<ContactFilter> for Query {
    fn from(filter: ContactFilter) -> Self {
        Self::Clause(match filter {
            ContactFilter::Strong => Clause::Is(State::Strong),
            ContactFilter::Fading => Clause::Is(State::Fading),
            ContactFilter::AwaitsAnswer => Clause::Is(State::Awaiting),
            ContactFilter::NeverAnswered => Clause::Never(Deed::Answered),
            ContactFilter::Archived => Clause::Is(State::Archived),
        })
    }
}
