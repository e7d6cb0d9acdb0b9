//! The clinic. Knows nothing of HTTP.

pub mod age;
pub mod amount;
pub mod appointment;
pub mod audit;
pub mod change;
pub mod clinic;
pub mod counter;
pub mod doctor;
pub mod financial_year;
pub mod invoice;
pub mod medicine;
pub mod member;
pub mod money;
pub mod name;
pub mod past_visit;
pub mod patient;
pub mod payment;
pub mod phone;
pub mod prescription;
pub mod profile;
pub mod queue;
pub mod search;
pub mod sitting;
pub mod upi;
