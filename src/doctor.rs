//! Seeing patients.

pub mod calls;
pub mod live;
pub mod queue;
pub mod skips;
