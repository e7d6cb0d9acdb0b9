//! Tests of src/admin/, path for path.

mod audit;
mod clinics;
mod figures;
mod imports;
mod people;
