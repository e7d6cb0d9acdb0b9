//! Swasthya: the software a clinic runs its day on. Five kinds of people work here, over one model of a clinic.
//! Start at [`routes`].

pub mod routes;

pub mod account;
pub mod admin;
pub mod doctor;
pub mod patient;
pub mod platform;
pub mod reception;
pub mod shared;
pub mod sign_in;

pub mod models;

pub mod auth;
pub mod directory;

pub mod commands;
pub mod demo;
pub mod jobs;
pub mod providers;
pub mod server;

pub mod web;

pub mod config;
pub mod db;
pub mod keys;
pub mod locale;
pub mod schema;
