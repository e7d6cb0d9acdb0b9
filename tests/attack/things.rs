//! A world in which there is something of everything, at two clinics and in two organisations; and what the ids of addresses are of.

use std::collections::BTreeMap;

use chrono::Days;
use diesel::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::Text;
use swasthya::auth::RouteRow;
use swasthya::db::Author;
use uuid::Uuid;

use crate::support::bills::today;
use crate::support::past::{begin, let_days_pass, past};
use crate::support::register::{REGISTER, bring, brought, run};
use crate::support::world::id;
use crate::support::{Browser, World};

/// What the id after a word is of. An address with another word before its id is not known here, and the attack says so.
const KINDS: [(&str, &str); 24] = [
    ("bookings", "booking"),
    ("patients", "patient"),
    ("family", "patient"),
    ("invoices", "invoice"),
    ("payments", "payment"),
    ("receipts", "payment"),
    ("appointments", "appointment"),
    ("visits", "appointment"),
    ("consultations", "consultation"),
    ("prescriptions", "prescription"),
    ("transfers", "transfer"),
    ("clinics", "clinic"),
    ("people", "person"),
    ("schedules", "person"),
    ("hours", "hours"),
    ("absences", "absence"),
    ("imports", "import"),
    ("notifications", "notification"),
    ("organisations", "organisation"),
    ("offers", "organisation"),
    ("devices", "device"),
    ("email", "email link"),
    ("resets", "reset link"),
    ("invitations", "invitation link"),
];

/// Ids by what they are of.
pub type Ids = BTreeMap<String, Vec<String>>;

/// Ids of three places.
pub struct Things {
    /// Of acme's Andheri clinic and whoever belongs there.
    pub own: Ids,
    /// Of acme's Bandra clinic.
    pub elsewhere: Ids,
    /// Of zenith.
    pub others: Ids,
    /// Whose it is, of what belongs to one of acme's patients.
    pub patients: BTreeMap<String, String>,
}

#[derive(QueryableByName)]
struct Belonging {
    #[diesel(sql_type = Text)]
    thing: String,
    #[diesel(sql_type = Text)]
    patient: String,
}

const BELONGING: &str = "SELECT LOWER(HEX(id)) thing, LOWER(HEX(patient_id)) patient FROM appointments
    UNION SELECT LOWER(HEX(id)), LOWER(HEX(patient_id)) FROM invoices
    UNION SELECT LOWER(HEX(id)), LOWER(HEX(patient_id)) FROM consultations
    UNION SELECT LOWER(HEX(id)), LOWER(HEX(patient_id)) FROM prescriptions
    UNION SELECT LOWER(HEX(payments.id)), LOWER(HEX(patient_id)) FROM payments JOIN invoices ON invoices.id = invoice_id
    UNION SELECT LOWER(HEX(profile_id)), LOWER(HEX(profile_id)) FROM patients";

#[derive(QueryableByName)]
struct Thing {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    hex: String,
}

/// What the object of an address is, if it names one.
pub fn kind_of(row: &RouteRow) -> Option<&'static str> {
    let parts: Vec<&str> = row.path.split('/').collect();
    let place = (1..parts.len()).find(|at| parts[*at].starts_with('{') && !["{org}", "{clinic}"].contains(&parts[*at]))?;
    Some(KINDS.iter().find(|(word, _)| *word == parts[place - 1]).map_or("unknown", |(_, kind)| kind))
}

/// The address of a route in that place, with that object.
pub fn address(row: &RouteRow, (organisation, clinic): (&str, &str), object: &str) -> String {
    let path = row.path.replace("{org}", organisation).replace("{clinic}", clinic);
    path.split('/').map(|part| if part.starts_with('{') { object } else { part }).collect::<Vec<_>>().join("/")
}

/// What there is now.
pub fn things(world: &World) -> Things {
    let at = |organisation: &str, clinic: &str, more: &str| {
        let clinic = id(clinic).simple().to_string();
        let kinds = ["appointment", "invoice", "payment", "consultation", "prescription", "import", "notification"]
            .map(|kind| format!("SELECT '{kind}' kind, LOWER(HEX(id)) hex FROM {kind}s WHERE clinic_id = X'{clinic}'"));
        let booked =
            format!("SELECT 'booking' kind, LOWER(HEX(id)) hex FROM appointments WHERE clinic_id = X'{clinic}' AND starts_at IS NOT NULL");
        let people = format!("SELECT 'person' kind, LOWER(HEX(profile_id)) hex FROM clinic_members WHERE clinic_id = X'{clinic}'");
        let plans = format!(
            "SELECT 'hours' kind, LOWER(HEX(id)) hex FROM availability_slots WHERE clinic_id = X'{clinic}'
             UNION ALL SELECT 'absence' kind, LOWER(HEX(id)) hex FROM availability_exceptions WHERE clinic_id = X'{clinic}'"
        );
        let itself = format!("SELECT 'clinic' kind, '{clinic}' hex");
        let sql =
            format!("{} UNION ALL {people} UNION ALL {plans} UNION ALL {booked} UNION ALL {itself} {more}", kinds.join(" UNION ALL "));
        rows(world.databases().write_now(organisation, &Author::system(), |tx| diesel::sql_query(&sql).load(tx.db)).expect("ids"))
    };
    let everybody = "UNION ALL SELECT 'patient' kind, LOWER(HEX(profile_id)) hex FROM patients
        UNION ALL SELECT 'transfer' kind, LOWER(HEX(id)) hex FROM profile_transfers";
    let (own, elsewhere, others) = (at("acme", "andheri", everybody), at("acme", "bandra", ""), at("zenith", "thane", everybody));
    let belonging = world.databases().read_now("acme", |db| diesel::sql_query(BELONGING).load::<Belonging>(db)).expect("ids");
    let patients = belonging.into_iter().map(|it| (hyphened(&it.thing), hyphened(&it.patient))).collect();
    let mut all = Things { own, elsewhere, others, patients };
    for (ids, slug, user) in [(&mut all.own, "acme", "ria"), (&mut all.others, "zenith", "zoya")] {
        let user = id(&format!("user {user}")).simple();
        let sql = format!(
            "SELECT 'organisation' kind, LOWER(HEX(id)) hex FROM organisations WHERE slug = '{slug}'
             UNION ALL SELECT 'device' kind, LOWER(HEX(id)) hex FROM sessions WHERE user_id = X'{user}'"
        );
        ids.extend(rows(world.databases().read_directory_now(|db| diesel::sql_query(&sql).load(db)).expect("ids")));
    }
    all
}

fn hyphened(hex: &str) -> String {
    Uuid::parse_str(hex).expect("an id").to_string()
}

fn rows(found: Vec<Thing>) -> Ids {
    let mut ids = Ids::new();
    for Thing { kind, hex } in found {
        ids.entry(kind).or_default().push(hyphened(&hex));
    }
    ids
}

/// Registers somebody, and puts them into Dr Sen's queue; answers the visit.
async fn comes(ria: &Browser, name: &str) -> String {
    let somebody = [("name", name), ("sex", "female"), ("age", "40"), ("relation", "self"), ("allergies", "No NSAIDs")];
    let page = ria.post("/reception/andheri/patients", &somebody).await;
    let patient = page.header("location").rsplit('=').next().unwrap_or_default().to_owned();
    let doctor = id("dr_sen").to_string();
    let page = ria.submit("/reception/andheri/walk-ins", &[("patient", &patient), ("doctor", &doctor), ("priority", "normal")]).await;
    let cards = page.attributes(".visit", "id");
    cards.last().and_then(|it| it.strip_prefix("visit-")).unwrap_or_else(|| panic!("{name} is not in the queue: {}", page.html)).to_owned()
}

/// Puts something of everything there; answers the links that were sent.
pub async fn furnish(world: &World) -> Ids {
    past(world, "thane", "dr_zaveri", "zubin").await;
    past(world, "bandra", "dr_sen", "lakshmi").await;
    begin(world, "andheri", "dr_sen", "mohan_rao").await;
    let_days_pass(world, 1);
    past(world, "andheri", "dr_sen", "asha").await;
    let aside = begin(world, "andheri", "dr_sen", "kabir").await;
    let (ria, sen, om) = (world.sign_in("ria").await, world.sign_in("dr_sen").await, world.sign_in("om").await);
    sen.post(&format!("/doctor/andheri/appointments/{aside}/draft"), &[("notes", "Two days")]).await;
    sen.post(&format!("/doctor/andheri/appointments/{aside}/consultation/removal"), &[]).await;
    ria.post(&format!("/reception/andheri/appointments/{aside}/cancellation"), &[("reason", "Went home")]).await;
    begin(world, "andheri", "dr_sen", "lakshmi").await;
    for (name, done) in
        [("Tara Naik", &[][..]), ("Uma Naik", &["call"]), ("Vidya Naik", &["call", "skip"]), ("Jaya Naik", &["cancellation"])]
    {
        let visit = comes(&ria, name).await;
        for step in done {
            let page = ria.post(&format!("/reception/andheri/appointments/{visit}/{step}"), &[("reason", "Went home")]).await;
            assert_eq!(page.status, 303, "{name}: {step}: {}", page.html);
        }
    }
    for consultation in things(world).own.get("consultation").into_iter().flatten() {
        sen.post(&format!("/doctor/andheri/consultations/{consultation}/correction"), &[]).await;
    }
    world.run_in("acme", "UPDATE profiles SET sharing_agreed_at = NULL WHERE id = <mohan_rao>");
    brought(&om, REGISTER).await;
    let second = bring(&om, "bandra", "Patient Name,Age/Sex,Mobile\nBhanu Kale,40/F,98700 11111\n").await.header("location").to_owned();
    run(&om, &second).await;
    let plan = "/reception/andheri/schedules";
    let day = |ahead| (today() + Days::new(ahead)).to_string();
    let hours = [
        ("repeat", "once"),
        ("from", &*day(30)),
        ("starts", "09:00"),
        ("ends", "13:00"),
        ("minutes", "15"),
        ("capacity", "1"),
        ("mode", "in_person"),
    ];
    om.post(&format!("{plan}/{}/hours", id("dr_sen")), &hours).await;
    om.post(&format!("{plan}/{}/leave", id("dr_sen")), &[("leave_from", &*day(40)), ("reason", "Conference")]).await;
    om.post("/reception/andheri/holidays", &[("holiday_from", &*day(50)), ("reason", "Republic Day")]).await;
    crate::bookings::furnish(world).await;
    let asha = world.sign_in_by_phone("98450 12345").await;
    asha.submit(&format!("/patient/family/{}/transfers", id("kabir")), &[("phone", "98200 11111")]).await;
    let mut links = Ids::new();
    let place = format!("{} staff", id("andheri"));
    om.post(
        "/admin/people",
        &[("name", "Nita Shah"), ("email", "nita@acme.test"), ("places", &place), ("permissions", &place.replace("staff", "bills"))],
    )
    .await;
    world.visitor().post("/sign-in/reset", &[("email", "meena@acme.test")]).await;
    world.sign_in("sana").await.post("/account/email", &[("email", "sana@home.test")]).await;
    for (kind, recipient) in [("invitation link", "nita@acme.test"), ("reset link", "meena@acme.test"), ("email link", "sana@home.test")] {
        let link = world.link_to(recipient).await;
        links.insert(kind.to_owned(), vec![link.rsplit('/').next().unwrap_or_default().to_owned()]);
    }
    links
}
