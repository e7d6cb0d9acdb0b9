//! The demo's world: two organisations, their clinics and people, about 400 patients in families, ninety days of visits and a
//! day in progress. The same every time, but for ids and for the date, which is today's.

mod loading;

use super::cases::Field;
use crate::db::{Author, Databases};
use crate::directory::accounts::Operators;
use crate::directory::people::User;
use crate::directory::proofs::Password;
use crate::models::practice::{Permission, PermissionTemplate};

/// Of everybody who works here.
pub const PASSWORD: &str = "swasthya demo 2026";

/// Who operates the demo's installation.
pub const OPERATOR: &str = "operator@swasthya.demo";
pub const OPERATOR_NAME: &str = "Devika Menon";

/// Makes the operator where there is none.
pub fn take_on_operator(databases: &Databases) -> anyhow::Result<()> {
    if databases.read_directory_now(|db| User::by_login(db, OPERATOR))?.is_some() {
        return Ok(());
    }
    let hash = Password::hash_blocking(PASSWORD)?;
    Ok(databases.write_directory_now(&Author::system(), |tx| {
        let user = Operators::add(tx, OPERATOR, OPERATOR_NAME)?;
        Password::set(tx, user, &hash)
    })?)
}

/// An organisation of the demo.
pub struct DemoPlace {
    pub slug: &'static str,
    pub name: &'static str,
    clinics: &'static [House],
    pub workers: &'static [Worker],
    people: usize,
    days: u64,
    seed: u64,
    /// The first family's phone; the next ones follow it.
    first_number: i64,
}

struct House {
    slug_name: &'static str,
    name: &'static str,
    address: &'static str,
    city: &'static str,
    pincode: &'static str,
    phone: &'static str,
    upi_id: &'static str,
    letterhead: &'static str,
    registration: &'static str,
    fee: i64,
}

/// Somebody who works there. `clinics` are positions in the list of clinics.
pub struct Worker {
    pub login: &'static str,
    pub name: &'static str,
    pub what: &'static str,
    clinics: &'static [usize],
    job: Job,
}

enum Job {
    Admin,
    Staff(&'static [Permission]),
    Doctor(Practised),
}

struct Practised {
    field: Field,
    licence: &'static str,
    specialisation: &'static str,
    qualification: &'static str,
    fee: Option<i64>,
    /// When they begin at each of their clinics, and on which weekdays.
    sittings: &'static [(i64, &'static [u32])],
}

const FRONT_DESK: &[Permission] = PermissionTemplate::FrontDesk.permissions();
const CASHIER: &[Permission] = PermissionTemplate::Cashier.permissions();
const NURSE: &[Permission] = PermissionTemplate::Nurse.permissions();
const MANAGER: &[Permission] = PermissionTemplate::Manager.permissions();
/// Where one person does it all, no template fits.
const SMALL_DESK: &[Permission] = &[
    Permission::Patients,
    Permission::CheckIns,
    Permission::Calls,
    Permission::Bills,
    Permission::Payments,
    Permission::Refunds,
    Permission::Prescriptions,
    Permission::Vitals,
];

const EVERY_DAY: &[u32] = &[0, 1, 2, 3, 4, 5];

/// The whole world.
pub const PLACES: [DemoPlace; 2] = [
    DemoPlace {
        slug: "arogya",
        name: "Arogya Clinics, Mumbai",
        clinics: &[
            House {
                slug_name: "Andheri",
                name: "Arogya Clinic, Andheri",
                address: "12, Veera Desai Road, Andheri West",
                city: "Mumbai",
                pincode: "400053",
                phone: "+912226730012",
                upi_id: "arogya.andheri@upi",
                letterhead: "Monday to Saturday, 9:30 am to 8 pm. Closed on Sundays.",
                registration: "MMC/NH/2016/0412",
                fee: 500,
            },
            House {
                slug_name: "Bandra",
                name: "Arogya Clinic, Bandra",
                address: "4, Hill Road, Bandra West",
                city: "Mumbai",
                pincode: "400050",
                phone: "+912226420045",
                upi_id: "arogya.bandra@upi",
                letterhead: "Monday to Saturday, 10 am to 7 pm. Closed on Sundays.",
                registration: "MMC/NH/2019/0977",
                fee: 600,
            },
        ],
        workers: &[
            Worker { login: "sunita", name: "Sunita Pawar", what: "front desk, Andheri", clinics: &[0], job: Job::Staff(FRONT_DESK) },
            Worker { login: "imran", name: "Imran Shaikh", what: "cashier, Andheri", clinics: &[0], job: Job::Staff(CASHIER) },
            Worker { login: "jyoti", name: "Jyoti Salvi", what: "nurse, Andheri", clinics: &[0], job: Job::Staff(NURSE) },
            Worker { login: "farida", name: "Farida Contractor", what: "manager, Andheri", clinics: &[0], job: Job::Staff(MANAGER) },
            Worker {
                login: "lata",
                name: "Lata Kulkarni",
                what: "front desk and refunds, Bandra",
                clinics: &[1],
                job: Job::Staff(SMALL_DESK),
            },
            Worker {
                login: "ananya",
                name: "Dr Ananya Rao",
                what: "general physician, both clinics",
                clinics: &[0, 1],
                job: Job::Doctor(Practised {
                    field: Field::General,
                    licence: "MMC 2009/04/1187",
                    specialisation: "General medicine",
                    qualification: "MBBS, MD (Medicine)",
                    fee: None,
                    sittings: &[(570, &[0, 2, 4]), (600, &[1, 3, 5])],
                }),
            },
            Worker {
                login: "farhan",
                name: "Dr Farhan Qureshi",
                what: "paediatrician, Andheri",
                clinics: &[0],
                job: Job::Doctor(Practised {
                    field: Field::Children,
                    licence: "MMC 2012/07/2204",
                    specialisation: "Paediatrics",
                    qualification: "MBBS, DCH",
                    fee: None,
                    sittings: &[(600, EVERY_DAY)],
                }),
            },
            Worker {
                login: "meenakshi",
                name: "Dr Meenakshi Iyer",
                what: "homeopath, Andheri",
                clinics: &[0],
                job: Job::Doctor(Practised {
                    field: Field::Homeopathy,
                    licence: "MCH 34117",
                    specialisation: "Homeopathy",
                    qualification: "BHMS",
                    fee: Some(400),
                    sittings: &[(660, &[0, 1, 3, 4])],
                }),
            },
            Worker {
                login: "rohan",
                name: "Rohan Deshpande",
                what: "physiotherapist, Andheri",
                clinics: &[0],
                job: Job::Doctor(Practised {
                    field: Field::Physiotherapy,
                    licence: "MSOTPT 2015/PT/0831",
                    specialisation: "Physiotherapy",
                    qualification: "MPT (Orthopaedics)",
                    fee: Some(700),
                    sittings: &[(585, EVERY_DAY)],
                }),
            },
            Worker {
                login: "kavita",
                name: "Dr Kavita Menon",
                what: "gynaecologist, Bandra",
                clinics: &[1],
                job: Job::Doctor(Practised {
                    field: Field::Women,
                    licence: "MMC 2007/02/0560",
                    specialisation: "Obstetrics and gynaecology",
                    qualification: "MBBS, MS (OBG)",
                    fee: Some(800),
                    sittings: &[(630, EVERY_DAY)],
                }),
            },
            Worker {
                login: "arjun",
                name: "Dr Arjun Malhotra",
                what: "dermatologist, Bandra",
                clinics: &[1],
                job: Job::Doctor(Practised {
                    field: Field::Skin,
                    licence: "MMC 2014/09/3391",
                    specialisation: "Dermatology",
                    qualification: "MBBS, DDVL",
                    fee: Some(750),
                    sittings: &[(660, &[0, 2, 3, 5])],
                }),
            },
            Worker { login: "vikram", name: "Vikram Shah", what: "admin", clinics: &[0, 1], job: Job::Admin },
        ],
        people: 400,
        days: 90,
        seed: 2026,
        first_number: 9_820_010_001,
    },
    DemoPlace {
        slug: "niramaya",
        name: "Niramaya Health, Pune",
        clinics: &[House {
            slug_name: "Kothrud",
            name: "Niramaya, Kothrud",
            address: "Shop 3, Paud Road, Kothrud",
            city: "Pune",
            pincode: "411038",
            phone: "+912025381122",
            upi_id: "niramaya@upi",
            letterhead: "Every weekday, 10 am to 6 pm.",
            registration: "PMC/NH/2021/1180",
            fee: 300,
        }],
        workers: &[
            Worker { login: "pooja", name: "Pooja Jadhav", what: "front desk and refunds", clinics: &[0], job: Job::Staff(SMALL_DESK) },
            Worker {
                login: "sameer",
                name: "Dr Sameer Gokhale",
                what: "general physician",
                clinics: &[0],
                job: Job::Doctor(Practised {
                    field: Field::General,
                    licence: "MMC 2011/05/1902",
                    specialisation: "Family medicine",
                    qualification: "MBBS, DNB (DemoFamily Medicine)",
                    fee: None,
                    sittings: &[(600, EVERY_DAY)],
                }),
            },
            Worker { login: "neha", name: "Neha Bhosale", what: "admin", clinics: &[0], job: Job::Admin },
        ],
        people: 60,
        days: 30,
        seed: 411,
        first_number: 9_820_020_001,
    },
];
