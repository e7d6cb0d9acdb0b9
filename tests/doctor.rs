//! Tests of src/doctor/, path for path.

mod queue;
