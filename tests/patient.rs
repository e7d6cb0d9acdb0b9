//! Tests of src/patient/, path for path.
