//! Money is asked for before a call and settled after it, and where it is not known whether
//! there is any, there is none.

use std::{collections::HashMap, sync::Mutex};

use async_trait::async_trait;

use crate::price::MicroDollars;

/// What a call takes at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    pub provider: &'static str,
    pub model: String,
    /// Read and written together. A token is at least a byte of the prompt, so that this is a
    /// bound and not a guess.
    pub tokens: u64,
    /// None where the model has no price: a budget in money refuses then.
    pub cost: Option<MicroDollars>,
}

/// What a call took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spent {
    /// It was refused before any work.
    Nothing,
    Known {
        tokens: u64,
        cost: MicroDollars,
    },
    /// It broke off, or was not counted: all that was reserved is spent.
    All,
}

/// The row or entry by which the budget knows a reservation again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reservation(pub u128);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("it is spent for this month")]
    Spent,
    #[error("the price of this model is not known")]
    NoPrice,
    #[error("it cannot be asked now")]
    Away,
}

/// A budget. What was reserved counts as spent until it is settled, and for good where it never
/// is: a process that dies leaves the budget smaller, not larger.
#[async_trait]
pub trait Budget: Send + Sync {
    /// An error in asking is a refusal ([`Refusal::Away`]).
    async fn reserve(&self, most: &Estimate) -> Result<Reservation, Refusal>;

    async fn settle(&self, reservation: Reservation, spent: Spent);
}

/// A budget in memory, of so much in all.
#[derive(Debug)]
pub struct Purse {
    holds: Mutex<Holds>,
}

#[derive(Debug, Default)]
struct Holds {
    left: u64,
    reserved: HashMap<u128, u64>,
    next: u128,
}

impl Purse {
    pub fn of(all: MicroDollars) -> Self {
        let holds = Holds {
            left: all.0,
            ..Holds::default()
        };
        Self {
            holds: Mutex::new(holds),
        }
    }

    /// Neither spent nor reserved.
    pub fn left(&self) -> MicroDollars {
        MicroDollars(self.holds().left)
    }

    fn holds(&self) -> std::sync::MutexGuard<'_, Holds> {
        self.holds
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[async_trait]
impl Budget for Purse {
    async fn reserve(&self, most: &Estimate) -> Result<Reservation, Refusal> {
        let MicroDollars(cost) = most.cost.ok_or(Refusal::NoPrice)?;
        let mut holds = self.holds();
        holds.left = holds.left.checked_sub(cost).ok_or(Refusal::Spent)?;
        holds.next += 1;
        let id = holds.next;
        holds.reserved.insert(id, cost);
        Ok(Reservation(id))
    }

    async fn settle(&self, reservation: Reservation, spent: Spent) {
        let mut holds = self.holds();
        let Some(reserved) = holds.reserved.remove(&reservation.0) else {
            return;
        };
        let back = match spent {
            Spent::Nothing => reserved,
            Spent::Known { cost, .. } => reserved.saturating_sub(cost.0),
            Spent::All => 0,
        };
        holds.left += back;
    }
}
