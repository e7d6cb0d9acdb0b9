//! The clinic. Knows nothing of HTTP.

pub mod age;
pub mod appointment;
pub mod audit;
pub mod change;
pub mod clinic;
pub mod counter;
pub mod doctor;
pub mod member;
pub mod money;
pub mod name;
pub mod patient;
pub mod phone;
pub mod profile;
pub mod sitting;
