//! Seeing patients.

pub mod alerts;
pub mod asides;
pub mod calling;
pub mod closures;
mod consultation_form;
mod consultation_page;
pub mod consultations;
pub mod corrections;
pub mod diagnoses;
mod draft_answer;
pub mod drafts;
pub mod live;
pub mod medicines;
pub mod patients;
pub mod queue;
pub mod signatures;
pub mod unfinished;
pub mod vitals;
