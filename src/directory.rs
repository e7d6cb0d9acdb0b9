//! The central database: which organisations there are, who may come in, and where to. Six wings over one log, the ground first:
//! each imports those before it alone, and nobody outside a wing names a file inside one.

pub mod audit;

pub mod post;

pub mod tenants;

pub mod people;

pub mod sessions;

pub mod proofs;

pub mod accounts;
