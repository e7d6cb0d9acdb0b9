//! Tests of src/jobs/ and src/providers/, path for path.

mod delivery;
pub mod sealing;
mod sweeps;
