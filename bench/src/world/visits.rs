//! Who came when, to which doctor, and how it went. Visits are numbered through: each twentieth is at the same clinic.

use chrono::{Duration, NaiveDateTime};

use super::{A_DAY, CLINICS, DOCTORS, Id, Kind, TIMES, World, draw, percent};

/// How a visit went, or how far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    Seen,
    InTheRoom,
    Called,
    Waiting,
    Skipped,
    Cancelled,
    NeverCame,
}

impl Course {
    pub fn status(self) -> &'static str {
        match self {
            Course::Seen => "completed",
            Course::InTheRoom => "in_consultation",
            Course::Called | Course::Waiting | Course::Skipped => "checked_in",
            Course::Cancelled => "cancelled",
            Course::NeverCame => "no_show",
        }
    }

    pub fn is_over(self) -> bool {
        matches!(self, Course::Cancelled | Course::NeverCame)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Visit {
    pub number: u64,
    pub clinic: u32,
    pub doctor: u32,
    pub token: u32,
    /// Counted from the first.
    pub day: u32,
    /// The patient's number.
    pub patient: u32,
    pub course: Course,
    pub came: NaiveDateTime,
    pub started: NaiveDateTime,
    pub ended: NaiveDateTime,
}

/// Scatters a clinic's patients over its later visits. It shares no factor with any number of patients of a clinic.
const STEP: u64 = 7919;

impl World {
    /// How many visits there were before today.
    pub fn visits(&self) -> u64 {
        u64::from(self.patients) * u64::from(TIMES)
    }

    /// The number of a visit, by where and when it was.
    pub fn visit_number(&self, clinic: u32, day: u32, doctor: u32, token: u32) -> u64 {
        u64::from(day * A_DAY + (token - 1) * DOCTORS + doctor) * u64::from(CLINICS) + u64::from(clinic)
    }

    /// A visit before today.
    pub fn visit(&self, number: u64) -> Visit {
        let mut visit = self.place(number);
        let lot = draw(number, 20);
        visit.course = match lot % 100 {
            0..=2 => Course::Cancelled,
            3..=4 => Course::NeverCame,
            _ => Course::Seen,
        };
        let opens = self.morning(visit.day);
        visit.came = opens + Duration::seconds(i64::from(visit.token) * 720 + i64::from(visit.doctor) * 60 + seconds(lot >> 8, 50));
        visit.started = visit.came + Duration::seconds(600 + seconds(lot >> 16, 600));
        visit.ended = visit.started + Duration::seconds(240 + seconds(lot >> 32, 360));
        visit
    }

    /// A visit of today, as it stands at that instant: some were seen, one is in the room, some wait.
    pub fn visit_today(&self, number: u64, now: NaiveDateTime) -> Visit {
        let mut visit = self.place(number);
        visit.course = match visit.token {
            1..=6 => Course::Seen,
            7 => Course::InTheRoom,
            8 => Course::Called,
            9 => Course::Skipped,
            10 => Course::Cancelled,
            _ => Course::Waiting,
        };
        visit.came = now - Duration::seconds(i64::from(16 - visit.token) * 540 + i64::from(visit.doctor) * 30);
        visit.started = visit.came + Duration::seconds(300);
        visit.ended = visit.started + Duration::seconds(400 + seconds(draw(number, 21), 100));
        visit
    }

    /// Everything but the course. First everybody comes once, in the order of their numbers; later in another order.
    fn place(&self, number: u64) -> Visit {
        let (clinics, of_clinic) = (u64::from(CLINICS), u64::from(self.of_clinic()));
        let (clinic, at_clinic) = (number % clinics, number / clinics);
        let (round, place) = (at_clinic / of_clinic, at_clinic % of_clinic);
        let patient = if round == 0 { place } else { (place * STEP + round * 101) % of_clinic };
        let of_day = at_clinic % u64::from(A_DAY);
        let day = narrow(at_clinic / u64::from(A_DAY));
        let instant = self.morning(day);
        Visit {
            number,
            clinic: narrow(clinic),
            doctor: narrow(of_day % u64::from(DOCTORS)),
            token: narrow(of_day / u64::from(DOCTORS)) + 1,
            day,
            patient: narrow(patient * clinics + clinic),
            course: Course::Seen,
            came: instant,
            started: instant,
            ended: instant,
        }
    }

    /// When somebody came last before today.
    pub fn last_day(&self, patient: u32) -> u32 {
        let of_clinic = u64::from(self.of_clinic());
        let (at_clinic, last) = (u64::from(patient / CLINICS), u64::from(TIMES - 1));
        let back = (at_clinic + of_clinic * 101 - last * 101 % of_clinic) % of_clinic;
        narrow((last * of_clinic + back * inverse(STEP, of_clinic) % of_clinic) / u64::from(A_DAY))
    }

    pub fn appointment(&self, visit: &Visit) -> Id {
        self.id(Kind::Appointment, self.morning(visit.day), visit.number)
    }

    /// The rest of what a visit has one of.
    pub fn of_visit(&self, kind: Kind, visit: &Visit) -> Id {
        self.id(kind, self.morning(visit.day), visit.number)
    }

    /// Whether something was prescribed.
    pub fn has_prescription(&self, visit: &Visit) -> bool {
        visit.course == Course::Seen && percent(visit.number, 22) < 85
    }
}

/// What times `number` leaves 1 over a multiple of `modulus`.
fn inverse(number: u64, modulus: u64) -> u64 {
    let (mut old, mut rest) = ((i128::from(number), 1_i128), (i128::from(modulus), 0_i128));
    while rest.0 != 0 {
        let quotient = old.0 / rest.0;
        (old, rest) = (rest, (old.0 - quotient * rest.0, old.1 - quotient * rest.1));
    }
    u64::try_from(old.1.rem_euclid(i128::from(modulus))).unwrap_or_default()
}

fn seconds(lot: u64, most: u64) -> i64 {
    i64::try_from(lot % most).unwrap_or_default()
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn everybody_came_five_times_and_the_last_day_is_known() {
        let world = World::until("p10k", 10_000, NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
        let mut came: Vec<Vec<u32>> = vec![Vec::new(); 10_000];
        for number in 0..world.visits() {
            let visit = world.visit(number);
            assert_eq!(visit.number, world.visit_number(visit.clinic, visit.day, visit.doctor, visit.token));
            came[visit.patient as usize].push(visit.day);
        }
        for (patient, days) in (0..).zip(&came) {
            assert_eq!(days.len(), 5, "{patient}");
            assert!(days.windows(2).all(|it| it[0] <= it[1]), "{patient}: {days:?}");
            assert_eq!(days[4], world.last_day(patient), "{patient}");
        }
        assert_eq!(world.visit(world.visits() - 1).day + 1, world.days());
    }
}
