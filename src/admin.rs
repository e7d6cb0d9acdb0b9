//! Running the organisation.
