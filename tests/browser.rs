//! The day, in real browsers, against a real server process and a real database; and the day when it is killed.

mod support;

mod day;
mod faults;
mod live;
