//! The first minutes: one page that leads to the first import. It keeps no state
//! of its own and may be opened again at any time.

pub mod page;
