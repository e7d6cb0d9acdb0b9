//! What happens in the consulting room: drafts, signed consultations, vitals, prescriptions, and the warnings against what the
//! patient must not get.

mod caution;
mod consultation;
mod dosed;
mod draft;
mod earlier;
mod history;
mod medicine;
mod prescription;
mod seen;
mod substance;
mod usual;
mod vitals;

pub use caution::{Caution, Cautions, Noted, TAKEN_ON};
pub use consultation::{Consultation, Diagnosis, Encounter, Seal, SealFound, SignedConsultation, Signing};
pub use dosed::{ByWeight, DoseUnit, Dosed};
pub use draft::{AsideMoved, Draft, DraftAside, DraftStarted, FreeVisit, OpenVisit};
pub use earlier::Earlier;
pub use history::ClinicalHistory;
pub use medicine::{Medicine, Suggestion, load_formulary};
pub use prescription::{
    Beside, Dose, Food, Item, Prescription, Reader, Rhythm, Sheet, Supplied, days_told, is_next_step, supply, units_written_out,
};
pub use seen::SeenPatient;
pub use substance::{Likely, term as known_name};
pub use usual::usual_diagnoses;
pub use vitals::{Deviation, Measure, MeasuredVisit, Measuring, TakenVitals, Vitals};
