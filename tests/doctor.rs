//! Tests of src/doctor/, path for path.
