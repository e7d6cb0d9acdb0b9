//! Finding people: by phone, number or name, in any script, in spite of mistakes; a few milliseconds at a million patients.

mod terms;

pub use terms::{Indexed, index, reindex};
