//! Tests of src/reception/, path for path.
