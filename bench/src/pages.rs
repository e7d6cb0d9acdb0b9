//! The pages that are measured: who asks for them, with which of many parameters, and what must stand on them.

use crate::build::today;
use crate::visitors::Who;
use crate::world::people::Person;
use crate::world::visits::{Course, Visit};
use crate::world::{CLINICS, TOKENS, World, draw};

pub struct Page {
    /// What the command line calls it.
    pub name: &'static str,
    pub title: &'static str,
    /// The share of the floor's requests that it is to reach.
    pub target: Option<f64>,
    asked: fn(&Known) -> Vec<Asked>,
}

/// One request, and texts that its page must hold.
#[derive(Clone, Debug)]
pub struct Asked {
    pub who: Who,
    pub path: String,
    pub holds: Vec<String>,
}

/// What the pages of an organisation are asked with.
pub struct Known {
    world: World,
    today: Vec<Visit>,
}

/// At how many clinics pages are asked for.
const CLINICS_ASKED: u32 = 4;
/// How many different patients, names, phones.
const PEOPLE_ASKED: u32 = 200;
/// How many accounts of families.
const FAMILIES_ASKED: usize = 12;

pub const PAGES: [Page; 15] = [
    Page { name: "sign-in", title: "Sign-in", target: None, asked: |_| vec![Asked::new(Who::Nobody, "/sign-in", &["/sign-in/codes"])] },
    Page { name: "queue", title: "Doctor's queue", target: Some(0.40), asked: Known::queues },
    Page { name: "phone", title: "Search by phone", target: Some(0.40), asked: |known| known.searches(|it| digits(&it.phone)) },
    Page { name: "name", title: "Search by name", target: Some(0.25), asked: |known| known.searches(|it| it.name.clone()) },
    Page { name: "record", title: "Patient's record", target: Some(0.40), asked: Known::records },
    Page { name: "board", title: "Board, 60 visits", target: Some(0.25), asked: Known::boards },
    Page {
        name: "registration",
        title: "Registration form",
        target: Some(0.20),
        asked: |known| known.at_desks("patients/new", "/patients"),
    },
    Page { name: "consultation", title: "Consultation", target: Some(0.20), asked: Known::consultations },
    Page { name: "today", title: "Patient's Today", target: Some(0.20), asked: |known| known.at_home("today") },
    Page { name: "visits", title: "Patient's visits", target: Some(0.20), asked: |known| known.at_home("visits") },
    Page { name: "prescriptions", title: "Patient's prescriptions", target: Some(0.20), asked: |known| known.at_home("prescriptions") },
    Page { name: "payments", title: "Payments of a day", target: Some(0.20), asked: Known::payments },
    Page { name: "people", title: "People", target: Some(0.20), asked: |known| known.in_office("people", "Admin of all") },
    Page { name: "audit", title: "Audit", target: None, asked: |known| known.in_office("audit", "Clinic 1") },
    Page { name: "figures", title: "Figures", target: None, asked: |known| known.in_office("figures", "Clinic 1") },
];

impl Page {
    pub fn of_name(name: &str) -> Option<&'static Page> {
        PAGES.iter().find(|it| it.name == name)
    }

    pub fn asked(&self, known: &Known) -> Vec<Asked> {
        (self.asked)(known)
    }
}

impl Asked {
    fn new(who: Who, path: impl Into<String>, holds: &[&str]) -> Asked {
        Asked { who, path: path.into(), holds: holds.iter().map(|it| (*it).to_owned()).collect() }
    }
}

fn digits(phone: &str) -> String {
    phone.trim_start_matches("+91").to_owned()
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn dashed(id: &crate::world::Id) -> String {
    uuid::Uuid::from_bytes(*id).to_string()
}

impl Known {
    pub fn of(world: &World) -> Known {
        Known { world: world.clone(), today: today::visits(world) }
    }

    fn at(&self, audience: &str, clinic: u32, rest: &str) -> String {
        format!("/o/{}/{audience}/clinic{clinic}/{rest}", self.world.slug)
    }

    /// People from all the years, at the clinics that are asked.
    fn people(&self) -> impl Iterator<Item = (u32, Person)> + '_ {
        let (world, of_clinic) = (&self.world, u64::from(self.world.of_clinic()));
        (0..PEOPLE_ASKED).map(move |at| {
            let clinic = at % CLINICS_ASKED;
            let place = u32::try_from(draw(at.into(), 60) % of_clinic).unwrap_or_default();
            (clinic, world.person(place * CLINICS + clinic))
        })
    }

    fn searches(&self, typed: fn(&Person) -> String) -> Vec<Asked> {
        let asked = |(clinic, it): (u32, Person)| {
            let path = self.at("reception", clinic, &format!("searches?q={}", encoded(&typed(&it))));
            Asked::new(Who::Desk(clinic), path, &["/patients/"])
        };
        self.people().map(asked).collect()
    }

    fn records(&self) -> Vec<Asked> {
        let asked = |(clinic, it): (u32, Person)| {
            let path = self.at("reception", clinic, &format!("patients/{}", dashed(&it.id)));
            Asked::new(Who::Desk(clinic), path, &[&it.name, &it.record_number])
        };
        self.people().map(asked).collect()
    }

    fn at_desks(&self, rest: &str, holds: &str) -> Vec<Asked> {
        (0..CLINICS_ASKED).map(|clinic| Asked::new(Who::Desk(clinic), self.at("reception", clinic, rest), &[holds])).collect()
    }

    fn boards(&self) -> Vec<Asked> {
        let asked = |clinic| {
            let waiting: Vec<String> = self.waiting(clinic).map(|it| self.world.person(it.patient).name).collect();
            let holds: Vec<&str> = waiting.iter().map(String::as_str).collect();
            Asked::new(Who::Desk(clinic), self.at("reception", clinic, "queue"), &holds)
        };
        (0..CLINICS_ASKED).map(asked).collect()
    }

    /// Who waits at a clinic today.
    fn waiting(&self, clinic: u32) -> impl Iterator<Item = &Visit> {
        self.today.iter().filter(move |it| it.clinic == clinic && it.course == Course::Waiting)
    }

    /// Two doctors of each clinic that is asked.
    fn doctors() -> impl Iterator<Item = (u32, u32)> {
        (0..CLINICS_ASKED).flat_map(|clinic| [(clinic, 0), (clinic, 1)])
    }

    fn queues(&self) -> Vec<Asked> {
        let asked = |(clinic, doctor)| {
            let waiting = self.waiting(clinic).filter(|it| it.doctor == doctor).map(|it| self.world.person(it.patient).name);
            let waiting: Vec<String> = waiting.collect();
            let holds: Vec<&str> = waiting.iter().map(String::as_str).collect();
            Asked::new(Who::Doctor(clinic, doctor), self.at("doctor", clinic, "queue"), &holds)
        };
        Known::doctors().map(asked).collect()
    }

    fn consultations(&self) -> Vec<Asked> {
        let asked = |(clinic, doctor)| {
            let visit = self.today.iter().find(|it| it.clinic == clinic && it.doctor == doctor && it.course == Course::InTheRoom)?;
            let path = format!("appointments/{}/consultation", dashed(&self.world.appointment(visit)));
            Some(Asked::new(
                Who::Doctor(clinic, doctor),
                self.at("doctor", clinic, &path),
                &[&self.world.person(visit.patient).name, "/draft"],
            ))
        };
        Known::doctors().filter_map(asked).collect()
    }

    /// Families of whom somebody waits today; no child, who may be of age by now and has not agreed to be seen by the family.
    fn at_home(&self, rest: &str) -> Vec<Asked> {
        let asked = |it: &Visit| {
            let person = self.world.person(it.patient);
            let path = format!("/o/{}/patient/{rest}", self.world.slug);
            (person.relation != "child").then(|| Asked::new(Who::Family(person.family), path, &[&person.name]))
        };
        (0..CLINICS_ASKED).flat_map(|clinic| self.waiting(clinic)).filter_map(asked).take(FAMILIES_ASKED).collect()
    }

    /// Days of the last six weeks.
    fn payments(&self) -> Vec<Asked> {
        let days = self.world.days();
        let asked = |ago: u32| {
            let (clinic, day) = (ago % CLINICS_ASKED, days - ago);
            let mut visits = (1..=TOKENS).map(|token| self.world.visit(self.world.visit_number(clinic, day, 0, token)));
            let visit = visits.find(|it| it.course == Course::Seen)?;
            let path = self.at("reception", clinic, &format!("payments?on={}", self.world.morning(day).date()));
            Some(Asked::new(Who::Desk(clinic), path, &[&self.world.person(visit.patient).name]))
        };
        (2..days.min(42)).filter_map(asked).collect()
    }

    fn in_office(&self, rest: &str, holds: &str) -> Vec<Asked> {
        vec![Asked::new(Who::Admin, format!("/o/{}/admin/{rest}", self.world.slug), &[holds])]
    }
}
