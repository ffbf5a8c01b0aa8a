//! Today: whom to write to first, then what is new. It only reads; every number is
//! counted by the database over a span of time, never over the whole history.

pub mod page;
mod store;
#[cfg(test)]
mod tests;
