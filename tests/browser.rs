//! The day, in real browsers, against a real server process and a real database.

mod support;

mod day;
