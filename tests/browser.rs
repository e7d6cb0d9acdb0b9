//! The day, in real browsers, against a real server process and a real database; and the day when it is killed.
#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

mod board;
mod consulting;
mod day;
mod desk;
mod drafting;
mod faults;
mod floor;
mod kills;
mod live;
mod nurse;
mod owner;
mod paper;
mod phone;
mod plans;
mod register;
mod roles;
mod second_step;
mod tablet;
mod unsent;
mod ways_in;
