//! Tests of src/admin/, path for path.

mod audit;
mod beside;
mod clinic_bookings;
mod clinics;
mod closings;
mod duplicates;
mod facts;
mod figures;
mod giving;
mod imports;
mod looks;
mod office;
mod people;
mod permissions;
mod pictures;
mod previews;
mod schedules;
mod streaming;
mod templates;
mod undoing;
mod unusual;
