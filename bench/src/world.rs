//! An organisation of a given size, as pure functions: who its patients are and when they came. The same every time, so that
//! a build that was stopped goes on, and a measurement knows whom to look for without asking the database.
//!
//! Whatever the size, there are as many clinics, doctors and visits a day: a larger organisation is one that is older, and its
//! pages show as much as a smaller one's. What differs between sizes is what lies behind a page.

pub mod cases;
pub mod names;
pub mod people;
pub mod visits;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

/// Clinics of an organisation.
pub const CLINICS: u32 = 20;
/// Doctors at each.
pub const DOCTORS: u32 = 4;
/// Visits to each doctor on each day.
pub const TOKENS: u32 = 15;
/// Visits of a clinic's day.
pub const A_DAY: u32 = DOCTORS * TOKENS;
/// How often each patient came before today.
pub const TIMES: u32 = 5;

/// What an id is of; the ids of two kinds never meet.
#[derive(Clone, Copy)]
pub enum Kind {
    User = 1,
    Clinic,
    Worker,
    Member,
    Patient,
    Allergy,
    Condition,
    Sitting,
    Appointment,
    Consultation,
    Symptom,
    Diagnosis,
    Vitals,
    Prescription,
    Item,
    Invoice,
    Line,
    Payment,
    Attempt,
}

pub type Id = [u8; 16];

/// One organisation.
#[derive(Clone, Debug)]
pub struct World {
    pub slug: String,
    pub patients: u32,
    /// The day of the first visits.
    pub begins: NaiveDate,
}

impl World {
    /// The organisation that has come to so many patients by a day, the day itself not counted.
    pub fn until(slug: &str, patients: u32, day: NaiveDate) -> World {
        let mut world = World { slug: slug.to_owned(), patients, begins: day };
        world.begins = day - Days::new(world.days().into());
        world
    }

    /// Patients of each clinic.
    pub fn of_clinic(&self) -> u32 {
        self.patients / CLINICS
    }

    /// On how many days before today they came.
    pub fn days(&self) -> u32 {
        (self.of_clinic() * TIMES).div_ceil(A_DAY)
    }

    /// A UUID of version 7: when it was made, what of, and which of them.
    pub fn id(&self, kind: Kind, made: NaiveDateTime, number: u64) -> Id {
        let mut id = [0; 16];
        id[..6].copy_from_slice(&made.and_utc().timestamp_millis().to_be_bytes()[2..]);
        // Organisations share the directory: their ids must differ there too.
        let own = draw(u64::from(self.patients), 0).to_be_bytes();
        id[6..9].copy_from_slice(&[0x70 | (own[0] & 0x0f), kind as u8, 0x80 | (own[1] & 0x3f)]);
        id[9..].copy_from_slice(&number.to_be_bytes()[1..]);
        id
    }

    pub fn clinic(&self, clinic: u32) -> Id {
        self.id(Kind::Clinic, self.morning(0), clinic.into())
    }

    /// The profile of a doctor, or of another who works there: those follow the doctors.
    pub fn worker(&self, clinic: u32, place: u32) -> Id {
        self.id(Kind::Worker, self.morning(0), u64::from(clinic * 100 + place))
    }

    /// When the clinics open on a day, counted from the first: half past nine in India.
    pub fn morning(&self, day: u32) -> NaiveDateTime {
        (self.begins + Days::new(day.into())).and_time(NaiveTime::MIN) + chrono::Duration::hours(4)
    }
}

/// A number that looks random and is always the same (SplitMix64).
pub fn draw(number: u64, purpose: u64) -> u64 {
    let mut it = number.wrapping_add(purpose.wrapping_mul(0xD1B5_4A32_D192_ED03)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    it ^ (it >> 31)
}

/// One of a hundred, by lot.
pub fn percent(number: u64, purpose: u64) -> u64 {
    draw(number, purpose) % 100
}
