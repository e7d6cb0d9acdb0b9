//! Checking in.

use swasthya::db::Author;
use swasthya::db::ids::{ClinicId, ProfileId};
use swasthya::models::visits::{Appointment, CheckIn, Priority, WalkIn};

use crate::support::past::{past, wait};
use crate::support::world::id;
use crate::support::{Browser, Page, World};

/// Checks a patient in with a doctor at Andheri.
pub async fn check_in(desk: &Browser, patient: &str, doctor: &str, priority: &str) -> Page {
    let (patient, doctor) = (id(patient).to_string(), id(doctor).to_string());
    let form = [("patient", patient.as_str()), ("doctor", doctor.as_str()), ("priority", priority), ("complaint", "Fever")];
    desk.submit("/reception/andheri/walk-ins", &form).await
}

#[actix_web::test]
async fn whoever_is_checked_in_stands_on_the_board_with_a_token() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let page = check_in(&ria, "asha", "dr_sen", "normal").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.texts("#board .patient"), ["Asha Rao"]);
    assert_eq!(page.text(".visit .token"), "1");
    assert_eq!(page.text(".visit .status"), "Waiting");
    assert_eq!(page.text(".visit .wait"), "next");
    let seen = world.sign_in("mira").await.get("/reception/andheri/queue").await;
    assert!(seen.text(".visit .about").contains("Fever"), "{}", seen.html);
    let given = page.text("#given");
    for words in ["Token 1 for Asha Rao", "Dr Anjali Sen", "Due ₹500"] {
        assert!(given.contains(words), "{words} in {given}");
    }
    let next = page.attributes("#given a.button", "href");
    assert!(next[0].contains("/invoices/") && next[1].ends_with("/slip?print=now"), "{next:?}");
    assert_eq!(page.attributes("[autofocus]", "href"), [next[0].as_str()], "Enter opens the payment");
    assert_eq!(ria.get(&next[0]).await.count(".payments > li"), 0, "and takes nothing");
    assert_eq!(page.text(".visit .badge"), "Due ₹500", "the clinic's fee is asked for");
}

#[actix_web::test]
async fn checking_in_twice_is_one_visit() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    check_in(&ria, "lakshmi", "dr_sen", "normal").await;
    let page = check_in(&ria, "asha", "dr_sen", "normal").await;
    assert_eq!(page.texts("#board .patient"), ["Asha Rao", "Lakshmi Iyer"]);
    assert!(page.text("#notice").contains("already, with token 1"), "{}", page.html);
}

#[actix_web::test]
async fn the_form_proposes_what_is_likely_and_enter_checks_in() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    check_in(&ria, "asha", "dr_sen", "normal").await;
    // Whom a search showed is not noted again.
    assert_eq!(ria.htmx("found", "/reception/andheri/searches?q=mohan").await.status, 200);
    let page = ria.get(&format!("/reception/andheri/queue?patient={}", id("mohan_rao"))).await;
    assert_eq!(page.value("doctor"), id("dr_sen").to_string(), "general medicine, though the homeopath's queue is shorter");
    assert_eq!(page.value("priority"), "elderly", "he is over sixty");
    assert_eq!(page.count("#check-in button[autofocus]"), 1);
    assert!(page.queries <= 6, "{} statements", page.queries);
    let again = ria.get(&format!("/reception/andheri/queue?patient={}", id("asha"))).await;
    assert_eq!(again.value("priority"), "normal");
    assert!(again.texts("#check-in [role=alert]").join(" ").contains("token 1 with Dr Anjali Sen"), "{}", again.html);
}

/// Whom the form offers somebody; nothing where it asks.
async fn offered(desk: &Browser, patient: &str) -> Vec<String> {
    let page = desk.get(&format!("/reception/andheri/queue?patient={}", id(patient))).await;
    assert!(page.queries <= 6, "{} statements", page.queries);
    page.attributes("[name=doctor][checked]", "value")
}

#[actix_web::test]
async fn a_doctor_who_is_proposed_says_why() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let why = async |patient| ria.get(&format!("/reception/andheri/queue?patient={}", id(patient))).await.texts("#check-in .doctor .badge");
    assert_eq!(why("mohan_das").await, ["general"]);
    past(&world, "andheri", "dr_joshi", "asha").await;
    assert_eq!((why("asha").await, why("mohan_rao").await), (vec!["last seen".to_owned()], vec!["the family's doctor".to_owned()]));
    world.run_in("acme", "UPDATE doctors SET specialisation = 'Homeopathic physician' WHERE profile_id = <dr_sen>");
    assert_eq!(why("lakshmi").await, Vec::<String>::new(), "no homeopath is everybody's");
}

#[actix_web::test]
async fn the_doctor_offered_is_ones_own_a_childs_paediatrician_the_familys_or_a_general_one_else_nobody() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let (sen, joshi) = ([id("dr_sen").to_string()], [id("dr_joshi").to_string()]);
    let is = |doctor: &str, speciality: &str| {
        world.run_in("acme", &format!("UPDATE doctors SET specialisation = '{speciality}' WHERE profile_id = <{doctor}>"));
    };
    assert_eq!(offered(&ria, "mohan_das").await, sen, "a general one");
    is("dr_joshi", "Paediatrics");
    assert_eq!((offered(&ria, "kabir").await, offered(&ria, "mohan_das").await), (joshi.to_vec(), sen.to_vec()), "a child's");
    is("dr_joshi", "Homeopathy");
    past(&world, "andheri", "dr_joshi", "asha").await;
    assert_eq!(offered(&ria, "mohan_rao").await, joshi, "the family's");
    assert_eq!(offered(&ria, "lakshmi").await, sen, "another family's");
    is("dr_joshi", "Obstetrics and gynaecology");
    assert_eq!(
        (offered(&ria, "asha").await, offered(&ria, "mohan_rao").await),
        (joshi.to_vec(), sen.to_vec()),
        "nobody whom it does not suit"
    );
    is("dr_sen", "Physiotherapy");
    for patient in ["mohan_das", "lakshmi", "mohan_rao", "kabir"] {
        assert_eq!(offered(&ria, patient).await, Vec::<String>::new(), "{patient}: the desk chooses");
    }
}

#[actix_web::test]
async fn the_form_shows_fee_and_wait_of_each_doctor_what_is_owed_and_who_was_here_today() {
    let world = World::open().await;
    wait(&world, "andheri", "dr_sen", "lakshmi");
    past(&world, "andheri", "dr_sen", "asha").await;
    wait(&world, "andheri", "dr_joshi", "asha");
    let ria = world.sign_in("ria").await;
    let page = ria.get(&format!("/reception/andheri/queue?patient={}", id("asha"))).await;
    let doctors = page.texts("#check-in .doctor");
    for (doctor, words) in [(0, ["General medicine", "₹500", "1 waiting", "last seen"]), (1, ["Homeopathy", "₹300", "1 waiting", "min"])]
    {
        for words in words {
            assert!(doctors[doctor].contains(words), "{words} in {doctors:?}");
        }
    }
    assert_eq!(page.attributes("#check-in [name=doctor]", "data-key"), ["1", "2"]);
    assert_eq!(page.text("#owes"), "Owes ₹300.");
    let alerts = page.texts("#check-in [role=alert]").join(" ");
    assert!(alerts.contains("Has token 1 with Dr Vivek Joshi") && alerts.contains("Was here today already"), "{alerts}");
    assert_eq!(page.count("#check-in [role=alert] a[href*='/appointments/']"), 2);
}

#[actix_web::test]
async fn what_was_typed_is_kept_beside_what_is_wrong() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let patient = id("asha").to_string();
    let page = ria.submit("/reception/andheri/walk-ins", &[("patient", &patient), ("priority", "emergency"), ("complaint", "Fall")]).await;
    assert_eq!(page.status, 422);
    assert_eq!((page.value("priority").as_str(), page.value("complaint").as_str()), ("emergency", "Fall"));
    assert_eq!(page.text("#doctor-error"), "Choose one.");
    assert_eq!(page.count(".visit"), 0);
}

#[actix_web::test]
async fn nobody_is_checked_in_with_a_doctor_who_is_not_there_or_as_a_patient_who_is_not_known() {
    let world = World::open().await;
    let bela = world.sign_in("bela").await;
    let (asha, joshi) = (id("asha").to_string(), id("dr_joshi").to_string());
    let form = [("patient", asha.as_str()), ("doctor", joshi.as_str()), ("priority", "normal")];
    assert_eq!(bela.post("/reception/bandra/walk-ins", &form).await.status, 404);
    assert_eq!(bela.post("/reception/andheri/walk-ins", &form).await.status, 404, "not her clinic");
    let ria = world.sign_in("ria").await;
    assert_eq!(check_in(&ria, "nobody at all", "dr_sen", "normal").await.status, 404);
    let doctor = world.sign_in("dr_sen").await;
    assert_eq!(doctor.post("/reception/andheri/walk-ins", &form).await.status, 403);
}

#[actix_web::test]
async fn sixty_four_desks_at_once_give_every_token_once() {
    let world = World::committed().await;
    let databases = world.databases();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let clinic = ClinicId(id("andheri"));
    let patients: Vec<ProfileId> = databases
        .write_now("acme", &Author::system(), |tx| {
            use diesel::connection::SimpleConnection;
            (0..64)
                .map(|number| {
                    let patient = id(&format!("crowd {number}"));
                    tx.db.batch_execute(&format!(
                        "INSERT INTO profiles (id, full_name, sex, relation) VALUES (X'{0}', 'Crowd {number}', 'female', 'self');
                         INSERT INTO patients (profile_id, record_number, clinic_id) VALUES (X'{0}', 'CR-{number}', X'{1}')",
                        patient.simple(),
                        clinic.0.simple()
                    ))?;
                    Ok(ProfileId(patient))
                })
                .collect()
        })
        .expect("a crowd");
    let mut tokens: Vec<i32> = std::thread::scope(|scope| {
        let desks: Vec<_> = patients
            .iter()
            .map(|patient| {
                let walk_in = WalkIn {
                    clinic,
                    doctor: ProfileId(id("dr_sen")),
                    patient: *patient,
                    today,
                    priority: Priority::Normal,
                    complaint: String::new(),
                };
                scope.spawn(move || match databases.write_now("acme", &Author::system(), |tx| Appointment::walk_in(tx, &walk_in)) {
                    Ok(CheckIn::Queued { token, .. }) => token,
                    other => panic!("{other:?}"),
                })
            })
            .collect();
        desks.into_iter().map(|desk| desk.join().expect("a token")).collect()
    });
    tokens.sort_unstable();
    assert_eq!(tokens, (1..=64).collect::<Vec<i32>>());
}
