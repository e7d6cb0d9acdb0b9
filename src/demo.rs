//! The demo's world: two organisations, the people who work there, the families who come, and ninety days of visits.

mod cases;
mod chance;
mod days;
mod families;
mod rows;
mod schedules;
pub mod world;
