//! Tests of src/jobs/ and src/providers/, path for path.

mod delivery;
mod due;
mod letters;
pub mod sealing;
mod sweeps;
