//! Every test over HTTP, in process, on databases whose changes disappear.

mod support;

mod access;
mod admin;
mod directory;
mod doctor;
mod health;
mod jobs;
mod layers;
mod locales;
mod patient;
mod reception;
mod sign_in;
mod tenancy;
