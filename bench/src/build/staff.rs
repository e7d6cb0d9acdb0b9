//! The organisation itself, its clinics, and whoever works there: by the product's commands where it has some.

use std::fmt::Write;

use super::Progress;
use crate::home::{Home, PASSWORD};
use crate::world::{CLINICS, DOCTORS, Id, World, names};

/// The front desks of each clinic follow its doctors.
const DESKS: u32 = 2;

/// What somebody who works there signs in with.
pub fn login(world: &World, clinic: u32, place: u32) -> String {
    format!("worker{clinic}x{place}@{}.test", world.slug)
}

pub fn admin(world: &World) -> String {
    format!("admin@{}.test", world.slug)
}

/// Makes the organisation with its empty database, and the clinics.
pub fn organisation(progress: &Progress) -> anyhow::Result<()> {
    let (home, world) = (progress.home, progress.world);
    home.run(&["migrate"], "")?;
    let there = format!("SELECT COUNT(*) AS it FROM organisations WHERE slug = '{}' AND status = 'active'", world.slug);
    if home.sql(&Home::directory())?.number(&there)? == Some(0) {
        home.run(&["org", "create", &world.slug, &format!("{} patients", world.patients)], "")?;
    }
    let mut sql = String::from("INSERT IGNORE INTO clinics (id, name, slug, city, fee) VALUES ");
    for clinic in 0..CLINICS {
        let mark = if clinic == 0 { "" } else { "," };
        write!(sql, "{mark}({}, 'Clinic {}', 'clinic{clinic}', 'Mumbai', 500)", hex(&world.clinic(clinic)), clinic + 1)?;
    }
    progress.organisation()?.run(&format!("{sql}; INSERT IGNORE INTO changes (clinic_id) SELECT id FROM clinics"))
}

/// Makes everybody who works there, all with the same password.
pub fn workers(progress: &Progress) -> anyhow::Result<()> {
    let (home, world) = (progress.home, progress.world);
    let (mut sql, mut directory) = (progress.organisation()?, home.sql(&Home::directory())?);
    if directory.number(&format!("SELECT COUNT(*) AS it FROM users WHERE email = '{}'", admin(world)))? == Some(0) {
        let clinics: Vec<String> = (0..CLINICS).map(|it| format!("--clinic=clinic{it}")).collect();
        let (email, slug) = (format!("--email={}", admin(world)), format!("--org={}", world.slug));
        let mut arguments = vec!["user", "create", &slug, "--role=admin", "--name=Admin of all", &email, "--password-stdin"];
        arguments.extend(clinics.iter().map(String::as_str));
        home.run(&arguments, PASSWORD)?;
    }
    let hash = password_hash(home, world)?;
    let (mut users, mut profiles, mut members, mut doctors, mut staff) = Default::default();
    for clinic in 0..CLINICS {
        for place in 0..DOCTORS + DESKS {
            let (worker, lot) = (hex(&world.worker(clinic, place)), u64::from(clinic * 100 + place));
            let name = names::name(lot + 7, lot, place % 2 == 0);
            let is_doctor = place < DOCTORS;
            let name = if is_doctor { format!("Dr {name}") } else { name };
            row(&mut users, &format!("{worker}, '{name}', '{}', '{hash}'", login(world, clinic, place)))?;
            row(&mut profiles, &format!("{worker}, {worker}, '{name}'"))?;
            let (role, permissions) = if is_doctor { ("doctor", "[]") } else { ("staff", FRONT_DESK) };
            let member = hex(&world.id(crate::world::Kind::Member, world.morning(0), lot));
            row(&mut members, &format!("{member}, {}, {worker}, '{role}', '{permissions}'", hex(&world.clinic(clinic))))?;
            if is_doctor {
                row(&mut doctors, &format!("{worker}, 'LICENCE {lot}', 'General medicine', 'MBBS', 'allopathy', TRUE"))?;
            } else {
                row(&mut staff, &format!("{worker}, 'Front desk'"))?;
            }
        }
    }
    directory.run(&format!(
        "INSERT IGNORE INTO users (id, full_name, email, password_hash) VALUES {users};
         INSERT IGNORE INTO memberships (user_id, organisation_id)
         SELECT users.id, organisations.id FROM users JOIN organisations ON organisations.slug = '{slug}' WHERE users.email LIKE 'worker%@{slug}.test'",
        slug = world.slug
    ))?;
    sql.run(&format!(
        "INSERT IGNORE INTO profiles (id, user_id, full_name) VALUES {profiles};
         INSERT IGNORE INTO doctors (profile_id, licence, specialisation, qualification, system_of_medicine, verified) VALUES {doctors};
         INSERT IGNORE INTO staff (profile_id, designation) VALUES {staff};
         INSERT IGNORE INTO clinic_members (id, clinic_id, profile_id, role, permissions) VALUES {members}"
    ))
}

/// What is kept of the password that everybody has.
pub fn password_hash(home: &Home, world: &World) -> anyhow::Result<String> {
    let hash = format!("SELECT password_hash AS it FROM users WHERE email = '{}'", admin(world));
    Ok(home.sql(&Home::directory())?.texts(&hash)?.concat())
}

const FRONT_DESK: &str = r#"["patients","check_ins","calls","bills","payments","prescriptions"]"#;

fn row(rows: &mut String, cells: &str) -> anyhow::Result<()> {
    let mark = if rows.is_empty() { "" } else { ", " };
    Ok(write!(rows, "{mark}({cells})")?)
}

/// An id as SQL has it.
pub fn hex(id: &Id) -> String {
    format!("X'{}'", uuid::Uuid::from_bytes(*id).simple())
}
