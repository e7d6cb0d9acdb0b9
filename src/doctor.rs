//! Seeing patients.

pub mod alerts;
pub mod calls;
mod consultation_form;
pub mod consultations;
pub mod corrections;
pub mod drafts;
pub mod live;
pub mod medicines;
pub mod queue;
mod screen;
pub mod signatures;
pub mod skips;
