//! Tests of src/platform/, path for path; and of who operates.

mod audit;
mod creations;
mod grants;
mod operators;
pub mod organisations;
mod servers;
mod suspensions;
mod terminal;
