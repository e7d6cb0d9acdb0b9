//! The screens of whoever runs an organisation.

pub mod activations;
pub mod audit;
pub mod audit_file;
pub mod audited_patients;
pub mod clinic_form;
pub mod clinics;
pub mod columns;
pub mod devices;
pub mod duplicates;
pub mod figures;
pub mod imports;
pub mod invitations;
pub mod looks;
pub mod office;
pub mod people;
pub mod permissions;
mod person;
pub mod person_form;
pub mod pictures;
pub mod readings;
pub mod refusals;
pub mod runs;
pub mod second_factors;
pub mod templates;
pub mod two_step_roles;
pub mod unusual;
