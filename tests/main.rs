//! Every test over HTTP, in process, on databases whose changes disappear.
#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

mod access;
mod account;
mod admin;
mod assets;
mod attack;
mod attempts;
mod bookings;
mod databases;
mod directory;
mod doctor;
mod forms;
mod fresh;
mod fuzz;
mod health;
mod jobs;
mod layers;
mod locales;
mod notifications;
mod papers;
mod patient;
mod platform;
mod reception;
mod registers;
mod sign_in;
mod templates;
mod tenancy;
mod traces;
mod visitors;
