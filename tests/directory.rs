//! Tests of src/directory/, path for path.

mod outbox;
