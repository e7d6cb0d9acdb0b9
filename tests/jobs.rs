//! Tests of src/jobs/ and src/providers/, path for path.

mod delivery;
mod due;
pub mod sealing;
mod sweeps;
