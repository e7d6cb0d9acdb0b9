//! Closing a clinic while others work there, each on a connection of their own.

use std::sync::mpsc::channel;
use std::thread::{scope, sleep};
use std::time::Duration;

use swasthya::db::Author;
use swasthya::db::ids::{AppointmentId, ClinicId, ProfileId};
use swasthya::models::practice::ClinicClosed;
use swasthya::models::reports::ClinicHanging;
use swasthya::models::visits::{Appointment, CheckIn, Departure, Priority, Stand, StepTaken, WalkIn};

use crate::support::World;
use crate::support::bills::today;
use crate::support::past::wait;
use crate::support::world::id;

/// For so long a change is held open before it is done.
const HELD: Duration = Duration::from_millis(700);

fn andheri() -> ClinicId {
    ClinicId(id("andheri"))
}

fn walk_in(patient: &str) -> WalkIn {
    WalkIn {
        clinic: andheri(),
        doctor: ProfileId(id("dr_sen")),
        patient: ProfileId(id(patient)),
        today: today(),
        priority: Priority::Normal,
        complaint: String::new(),
    }
}

/// What becomes of a change that begins while Andheri is being closed.
fn while_it_closes<T: Send>(world: &World, change: impl Fn(&mut swasthya::db::Tx) -> diesel::QueryResult<T> + Send) -> T {
    let (databases, by) = (world.databases(), Author::system());
    scope(|scope| {
        let (closes, closing) = channel();
        let office = scope.spawn(move || {
            databases.write_now("acme", &Author::system(), |tx| {
                let closed = ClinicHanging::close(tx, andheri(), "The lease ended")?;
                let _ = closes.send(());
                sleep(HELD);
                Ok(closed)
            })
        });
        closing.recv().expect("it closes");
        let done = databases.write_now("acme", &by, change).expect("an answer");
        let closed = office.join().expect("an office").expect("an answer");
        assert_eq!(closed, ClinicClosed::Closed { name: "Andheri Clinic".into() });
        done
    })
}

#[actix_web::test]
async fn whoever_checks_in_while_a_clinic_closes_finds_it_closed() {
    let world = World::committed().await;
    let walk_in = walk_in("asha");
    let check_in = while_it_closes(&world, |tx| Appointment::walk_in(tx, &walk_in));
    assert_eq!(check_in, CheckIn::ClinicClosed);
    let waiting = world.databases().read_now("acme", |db| ClinicHanging::of(db, andheri(), swasthya::db::clock::now()));
    assert_eq!(waiting.expect("the clinic").1.waiting, 0);
}

#[actix_web::test]
async fn nobody_comes_back_into_the_queue_of_a_clinic_that_closes() {
    let world = World::committed().await;
    let visit: AppointmentId = wait(&world, "andheri", "dr_sen", "asha");
    let left = Departure::Cancelled { reason: "Went home".into() };
    let by = Author::system();
    let _ = world.databases().write_now("acme", &by, |tx| Appointment::cancel(tx, andheri(), visit, &left)).expect("cancelled");
    let back = while_it_closes(&world, |tx| Appointment::undo(tx, andheri(), visit, Stand::Cancelled, None));
    assert!(matches!(back, StepTaken::TooLate { stand: Stand::Cancelled, .. }), "{back:?}");
}

#[actix_web::test]
async fn a_clinic_where_somebody_is_just_checked_in_is_not_closed() {
    let world = World::committed().await;
    let (databases, walk_in) = (world.databases(), walk_in("asha"));
    let closed = scope(|scope| {
        let (enters, entering) = channel();
        let desk = scope.spawn(move || {
            databases.write_now("acme", &Author::system(), |tx| {
                let check_in = Appointment::walk_in(tx, &walk_in)?;
                let _ = enters.send(());
                sleep(HELD);
                Ok(check_in)
            })
        });
        entering.recv().expect("somebody enters");
        let closed = databases.write_now("acme", &Author::system(), |tx| ClinicHanging::close(tx, andheri(), "The lease ended"));
        assert!(matches!(desk.join().expect("a desk").expect("an answer"), CheckIn::Queued { .. }));
        closed.expect("an answer")
    });
    assert_eq!(closed, ClinicClosed::InUse);
}

#[actix_web::test]
async fn nobody_is_given_a_place_at_a_closed_clinic_and_whoever_had_one_keeps_it() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    om.submit(&format!("/admin/clinics/{}/closing", id("andheri")), &[("reason", "The lease ended")]).await;
    let (andheri, bandra) = (format!("{} staff", id("andheri")), format!("{} staff", id("bandra")));
    let held = [format!("{} patients", id("andheri")), format!("{} patients", id("bandra"))];
    let nita = [("name", "Nita Shah"), ("email", "nita@acme.test"), ("places", andheri.as_str()), ("permissions", &held[0])];
    let page = om.submit("/admin/people", &nita).await;
    assert_eq!((page.status, page.value("name").as_str()), (422, "Nita Shah"), "{}", page.html);
    assert!(page.text("#places-error").contains("closed"), "{}", page.html);
    for (person, places, status) in [("bela", vec![bandra.as_str(), &andheri], 422), ("ria", vec![andheri.as_str()], 200)] {
        let address = format!("/admin/people/{}", id(person));
        let form = om.get(&address).await;
        let (name, was, email) = (form.value("name"), form.value("was"), format!("{person}@acme.test"));
        let mut typed = vec![("name", name.as_str()), ("was", &was), ("email", &email)];
        typed.extend(places.iter().map(|it| ("places", *it)));
        let kept = form.attributes("[name=permissions][checked]", "value");
        typed.extend(if person == "bela" { &held[..] } else { &kept[..] }.iter().map(|it| ("permissions", it.as_str())));
        let page = om.submit(&address, &typed).await;
        assert_eq!(page.status, status, "{person}: {}", page.html);
        assert_eq!(page.texts("#places-error").concat().contains("is closed"), status == 422, "{person}");
    }
}
