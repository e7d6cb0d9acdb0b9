//! The clinic, in wings, ground first: each imports only those before it, and only through their faces. Knows nothing of HTTP.

pub mod values;

pub mod journal;

pub mod practice;

pub mod people;

pub mod billing;

pub mod visits;

pub mod clinical;

pub mod reports;

pub mod exchange;
