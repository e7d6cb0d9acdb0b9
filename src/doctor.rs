//! Seeing patients.
