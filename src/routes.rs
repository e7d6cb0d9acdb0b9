//! Every URL, who it is for, which function answers: START HERE. One function for each audience.
//!
//! - *Folder = URL prefix = role = extractor = template folder = test folder.* `/o/acme/reception/andheri/queue` is for a
//!   [`Reception`] actor and is answered by `src/reception/queue.rs`.
//! - The actor that a handler takes first says who may; a dashboard takes no handler without one of its own. `swasthya routes`
//!   prints this map with them, and `tests/access.rs` walks it as everybody.
//! - GET shows and changes nothing; POST changes: `make` what was not there, once a form, and `post` what is there.
//! - A resource is plural; what is done to one is a resource too: `/void`, `/removal`.
//! - `{id}` is a UUID, found through whoever asks. `{token}` is a one-time link's.
//! - Whatever is mounted first answers: fixed words stand before `{id}`.

use actix_web::web::{self, ServiceConfig};

use crate::auth::{Account, Admin, Dashboard, Doctor, Everybody, Office, Operator, Patient, Prescriptions, Reception, RouteRow, Schedules};
use crate::web::assets;
use crate::{account, admin, doctor, patient, platform, reception, shared, sign_in};

/// Mounts everything, and gives the table of it.
pub fn mount(app: &mut ServiceConfig) -> Vec<RouteRow> {
    let mut table = Vec::new();
    reception().into_service(app, &mut table);
    doctor().into_service(app, &mut table);
    patient().into_service(app, &mut table);
    admin().into_service(app, &mut table);
    platform().into_service(app, &mut table);
    account().into_service(app, &mut table);
    // Last, because its prefix is empty.
    outside().into_service(app, &mut table);
    table
}

/// The desk of a clinic: walk-ins, the queue, people, money.
fn reception() -> Dashboard<Reception> {
    Dashboard::<Reception>::at("/reception/{clinic}")
        // People
        .get("/searches", reception::searches::index)
        .get("/patients/new", reception::patients::new)
        .get("/patients/duplicates", reception::duplicates::index)
        .make("/patients", reception::patients::create)
        .get("/patients/{id}", reception::patients::show)
        .get("/patients/{id}/edit", reception::patients::edit)
        .post("/patients/{id}", reception::patients::update)
        .get("/patients/{id}/card", reception::cards::show)
        .get("/patients/{id}/reasons/new", reception::reasons::new)
        .post("/patients/{id}/reasons", reception::reasons::create)
        .post("/patients/{id}/alerts", reception::alerts::create)
        .post("/patients/{id}/alerts/removal", reception::alerts::destroy)
        .post("/patients/{id}/alerts/restoration", reception::alerts::restore)
        .post("/patients/{id}/alerts/answer", reception::alerts::answer)
        .post("/patients/{id}/phone-confirmation", reception::numbers::confirm)
        .post("/patients/{id}/phone-release", reception::numbers::release)
        .post("/patients/{id}/sharing", reception::numbers::share)
        // Money
        .get("/payments", reception::payments::index)
        .get("/invoices/{id}", reception::invoices::show)
        .make("/invoices/{id}/payments", reception::payments::create)
        .post("/invoices/{id}/held", reception::payments::use_held)
        .post("/invoices/{id}/void", reception::voids::invoice)
        .post("/invoices/{id}/void/removal", reception::voids::destroy)
        .post("/invoices/{id}/repayment", reception::voids::give_back)
        .post("/payments/{id}/void", reception::voids::payment)
        .get("/payments/{id}/receipt", reception::receipts::show)
        // The queue
        .get("/queue", reception::queue::index)
        .get("/live", reception::live::show)
        .get("/unfinished", reception::unfinished::index)
        .make("/walk-ins", reception::walk_ins::create)
        .get("/appointments/{id}", reception::appointments::show)
        .get("/appointments/{id}/slip", reception::slips::show)
        .post("/appointments/{id}/call", reception::calling::call)
        .post("/appointments/{id}/skip", reception::calling::skip)
        .post("/appointments/{id}/recall", reception::calling::recall)
        .post("/appointments/{id}/start", reception::calling::start)
        .post("/appointments/{id}/finish", reception::calling::finish)
        .post("/appointments/{id}/move", reception::placing::move_over)
        .post("/appointments/{id}/priority", reception::placing::prioritise)
        .post("/appointments/{id}/complaint", reception::complaints::update)
        .post("/appointments/{id}/cancellation", reception::cancellations::create)
        .post("/appointments/{id}/cancellation/removal", reception::cancellations::destroy)
        .post("/appointments/{id}/undo", reception::calling::undo)
        .post("/appointments/{id}/closure", reception::closures::create)
        // What is booked
        .get("/bookings", reception::bookings::index)
        .get("/bookings/requests", reception::bookings::requests)
        .get("/bookings/places", reception::bookings::choosing::index)
        .get("/bookings/new", reception::bookings::making::new)
        .make("/bookings", reception::bookings::making::create)
        .get("/bookings/{id}", reception::bookings::show)
        .get("/bookings/{id}/move", reception::bookings::moving::edit)
        .post("/bookings/{id}/move", reception::bookings::moving::update)
        .post("/bookings/{id}/approval", reception::bookings::answers::approve)
        .post("/bookings/{id}/refusal", reception::bookings::answers::refuse)
        .post("/bookings/{id}/cancellation", reception::bookings::answers::cancel)
        .post("/bookings/{id}/check-in", reception::bookings::answers::check_in)
        // What is measured before the doctor
        .get("/appointments/{id}/vitals", reception::vitals::new)
        .make("/appointments/{id}/vitals", reception::vitals::create)
        .post("/appointments/{id}/vitals/removal", reception::vitals::destroy)
        .post("/appointments/{id}/vitals/restoration", reception::vitals::restore)
        // Prescriptions
        .get("/prescriptions/{id}", shared::prescriptions::show::<Prescriptions>)
        // When doctors can be booked
        .get("/schedules", shared::schedules::index::<Schedules>)
        .get("/schedules/{id}", shared::schedules::show::<Schedules>)
        .post("/schedules/{id}/hours", shared::schedules::hours::create::<Schedules>)
        .post("/schedules/{id}/leave", shared::schedules::absences::leave::<Schedules>)
        .post("/schedules/{id}/bookings", shared::schedules::bookings::update::<Schedules>)
        .post("/hours/{id}", shared::schedules::hours::update::<Schedules>)
        .post("/hours/{id}/removal", shared::schedules::hours::destroy::<Schedules>)
        .post("/holidays", shared::schedules::absences::holiday::<Schedules>)
        .post("/absences/{id}/removal", shared::schedules::absences::destroy::<Schedules>)
        .get("/notifications", shared::notifications::index::<Reception>)
        .get("/notifications/bell", shared::notifications::bell::<Reception>)
        .post("/notifications/reading", shared::notifications::read_all::<Reception>)
        .post("/notifications/{id}/reading", shared::notifications::read::<Reception>)
}

/// A doctor at a clinic: the queue, consultations, prescriptions.
fn doctor() -> Dashboard<Doctor> {
    Dashboard::<Doctor>::at("/doctor/{clinic}")
        .get("/queue", doctor::queue::index)
        .get("/live", doctor::live::show)
        .get("/unfinished", doctor::unfinished::index)
        .make("/calls", doctor::calling::call_next)
        .post("/appointments/{id}/skip", doctor::calling::skip)
        .post("/appointments/{id}/closure", doctor::closures::create)
        // Consultations
        .post("/appointments/{id}/consultation", doctor::consultations::create)
        .post("/appointments/{id}/consultation/removal", doctor::consultations::destroy)
        .get("/appointments/{id}/consultation", doctor::drafts::edit)
        .post("/appointments/{id}/draft", doctor::drafts::update)
        .post("/appointments/{id}/signature", doctor::signatures::create)
        .post("/appointments/{id}/alerts", doctor::alerts::create)
        .post("/appointments/{id}/alerts/removal", doctor::alerts::destroy)
        .post("/appointments/{id}/alerts/restoration", doctor::alerts::restore)
        .post("/appointments/{id}/alerts/answer", doctor::alerts::answer)
        .post("/appointments/{id}/correction/removal", doctor::corrections::destroy)
        .get("/appointments/{id}/vitals", doctor::vitals::index)
        .post("/appointments/{id}/vitals/removal", doctor::vitals::destroy)
        .post("/appointments/{id}/vitals/restoration", doctor::vitals::restore)
        .get("/appointments/{id}/aside", doctor::asides::show)
        .post("/appointments/{id}/aside/transfer", doctor::asides::transfer)
        .post("/appointments/{id}/aside/removal", doctor::asides::destroy)
        .get("/consultations/{id}", doctor::consultations::show)
        .post("/consultations/{id}/correction", doctor::corrections::create)
        .get("/patients", doctor::patients::index)
        .get("/patients/{id}", doctor::patients::show)
        .get("/medicines", doctor::medicines::index)
        .get("/diagnoses", doctor::diagnoses::index)
        .get("/prescriptions/{id}", shared::prescriptions::show::<Doctor>)
        // Their own hours, and what is said of them
        .get("/people/{id}/about", shared::about::edit::<Doctor>)
        .post("/people/{id}/about", shared::about::update::<Doctor>)
        .get("/schedules", shared::schedules::index::<Doctor>)
        .get("/schedules/{id}", shared::schedules::show::<Doctor>)
        .post("/schedules/{id}/hours", shared::schedules::hours::create::<Doctor>)
        .post("/schedules/{id}/leave", shared::schedules::absences::leave::<Doctor>)
        .post("/schedules/{id}/bookings", shared::schedules::bookings::update::<Doctor>)
        .post("/hours/{id}", shared::schedules::hours::update::<Doctor>)
        .post("/hours/{id}/removal", shared::schedules::hours::destroy::<Doctor>)
        .post("/absences/{id}/removal", shared::schedules::absences::destroy::<Doctor>)
        .get("/notifications", shared::notifications::index::<Doctor>)
        .get("/notifications/bell", shared::notifications::bell::<Doctor>)
        .post("/notifications/reading", shared::notifications::read_all::<Doctor>)
        .post("/notifications/{id}/reading", shared::notifications::read::<Doctor>)
}

/// A patient, or whoever cares for the family on one phone.
fn patient() -> Dashboard<Patient> {
    Dashboard::<Patient>::at("/patient")
        .get("/today", patient::today::index)
        .get("/live", patient::live::show)
        .get("/bookings", patient::bookings::index)
        .get("/bookings/places", patient::bookings::choose)
        .get("/bookings/new", patient::bookings::making::new)
        .make("/bookings", patient::bookings::making::create)
        .get("/bookings/{id}", patient::bookings::show)
        .get("/bookings/{id}/move", patient::bookings::moving::edit)
        .post("/bookings/{id}/move", patient::bookings::moving::update)
        .post("/bookings/{id}/cancellation", patient::bookings::cancel)
        .get("/visits", patient::visits::index)
        .get("/visits/{appointment}", patient::visits::show)
        .get("/prescriptions", patient::prescriptions::index)
        .get("/prescriptions/{id}", patient::prescriptions::show)
        .get("/receipts", patient::receipts::index)
        .get("/receipts/{payment}", patient::receipts::show)
        .get("/openings", patient::openings::index)
        .get("/messages", patient::messages::edit)
        .post("/messages", patient::messages::update)
        .get("/notifications", shared::notifications::index::<Patient>)
        .get("/notifications/bell", shared::notifications::bell::<Patient>)
        .post("/notifications/reading", shared::notifications::read_all::<Patient>)
        .post("/notifications/{id}/reading", shared::notifications::read::<Patient>)
        // The family
        .get("/family", patient::family::index)
        .get("/family/new", patient::family::new)
        .make("/family", patient::family::create)
        .get("/family/{id}", patient::family::show)
        .get("/family/{id}/transfers/new", patient::transfers::new)
        .make("/family/{id}/transfers", patient::transfers::create)
        .get("/transfers/{id}", patient::acceptances::new)
        .post("/transfers/{id}/acceptance", patient::acceptances::create)
        .post("/transfers/{id}/removal", patient::transfers::destroy)
}

/// The office of an organisation.
fn admin() -> Dashboard<Admin> {
    Dashboard::<Admin>::at("/admin")
        .get("", admin::office::show)
        .get("/first-steps", admin::office::steps)
        .get("/figures", admin::figures::index)
        .get("/figures/span", admin::spans::index)
        .get("/clinics", admin::clinics::index)
        .get("/clinics/new", admin::clinics::new)
        .make("/clinics", admin::clinics::create)
        .get("/clinics/{id}", admin::clinics::edit)
        .post("/clinics/{id}", admin::clinics::update)
        .get("/clinics/{id}/closing/new", admin::closings::new)
        .post("/clinics/{id}/closing", admin::closings::create)
        .post("/clinics/{id}/closing/removal", admin::closings::destroy)
        .get("/clinics/{id}/messages", admin::clinic_messages::edit)
        .post("/clinics/{id}/messages", admin::clinic_messages::update)
        .get("/clinics/{id}/bookings", admin::clinic_bookings::edit)
        .post("/clinics/{id}/bookings", admin::clinic_bookings::update)
        .get("/clinics/{id}/logo", admin::pictures::logo)
        .post("/clinics/{id}/logo", admin::pictures::put_logo)
        .post("/clinics/{id}/logo/removal", admin::pictures::take_logo)
        .get("/clinics/{clinic}/schedules", shared::schedules::index::<Admin>)
        .get("/clinics/{clinic}/schedules/{id}", shared::schedules::show::<Admin>)
        .post("/clinics/{clinic}/schedules/{id}/hours", shared::schedules::hours::create::<Admin>)
        .post("/clinics/{clinic}/schedules/{id}/leave", shared::schedules::absences::leave::<Admin>)
        .post("/clinics/{clinic}/schedules/{id}/bookings", shared::schedules::bookings::update::<Admin>)
        .post("/clinics/{clinic}/hours/{id}", shared::schedules::hours::update::<Admin>)
        .post("/clinics/{clinic}/hours/{id}/removal", shared::schedules::hours::destroy::<Admin>)
        .post("/clinics/{clinic}/holidays", shared::schedules::absences::holiday::<Admin>)
        .post("/clinics/{clinic}/absences/{id}/removal", shared::schedules::absences::destroy::<Admin>)
        .get("/people", admin::people::index)
        .get("/people/new", admin::people::new)
        .post("/people/templates", admin::templates::update)
        .make("/people", admin::people::create)
        .get("/people/{id}", admin::people::edit)
        .post("/people/{id}", admin::people::update)
        .get("/people/{id}/about", shared::about::edit::<Admin>)
        .post("/people/{id}/about", shared::about::update::<Admin>)
        .post("/people/{id}/verification", shared::about::verify)
        .post("/people/{id}/verification/removal", shared::about::withdraw)
        .get("/people/{id}/signature", admin::pictures::signature)
        .post("/people/{id}/signature", admin::pictures::put_signature)
        .post("/people/{id}/signature/removal", admin::pictures::take_signature)
        .post("/people/{id}/deactivate", admin::activations::destroy)
        .post("/people/{id}/reactivate", admin::activations::create)
        .make("/people/{id}/invitation", admin::invitations::create)
        .post("/people/{id}/invitation/removal", admin::invitations::destroy)
        .post("/people/{id}/devices/removal", admin::devices::destroy)
        .post("/people/{id}/second-factor/removal", admin::second_factors::destroy)
        .post("/looks", admin::looks::create)
        .post("/looks/removal", admin::looks::destroy)
        .post("/two-step-roles", admin::two_step_roles::update)
        .get("/permissions", admin::permissions::index)
        .get("/imports", admin::imports::index)
        .make("/imports", admin::imports::create)
        .get("/imports/{id}", admin::imports::show)
        .post("/imports/{id}/columns", admin::columns::update)
        .post("/imports/{id}/reading", admin::readings::create)
        .post("/imports/{id}/reading/removal", admin::readings::destroy)
        .post("/imports/{id}/run", admin::runs::create)
        .post("/imports/{id}/undoing", admin::imports::undo)
        .get("/imports/{id}/refused.csv", admin::refusals::show)
        .get("/duplicates", admin::duplicates::index)
        .post("/duplicates", admin::duplicates::update)
        .get("/audit", admin::audit::index)
        .get("/audit.csv", admin::audit_file::show)
        .get("/audit/patients", admin::audited_patients::index)
        .get("/unusual", admin::unusual::index)
        .get("/work", admin::work::index)
        .get("/messages", admin::messages::index)
        .post("/work/again", admin::work::again)
        .get("/notifications", shared::notifications::index::<Office>)
        .get("/notifications/bell", shared::notifications::bell::<Office>)
        .post("/notifications/reading", shared::notifications::read_all::<Office>)
        .post("/notifications/{id}/reading", shared::notifications::read::<Office>)
}

/// Who runs the platform: the organisations.
fn platform() -> Dashboard<Operator> {
    Dashboard::platform()
        .get("", platform::organisations::index)
        .get("/organisations/new", platform::organisations::new)
        .post("/organisations", platform::organisations::create)
        .get("/organisations/{id}", platform::organisations::show)
        .post("/organisations/{id}/creation", platform::creations::create)
        .post("/organisations/{id}/count", platform::counts::create)
        .post("/organisations/{id}/suspension", platform::suspensions::create)
        .post("/organisations/{id}/suspension/removal", platform::suspensions::destroy)
}

/// One's own account: ways in, devices, phone, email.
fn account() -> Dashboard<Account> {
    Dashboard::account()
        .get("/ways-in", account::ways_in::index)
        .post("/google", account::google::create)
        .post("/google/removal", account::google::destroy)
        .get("/devices", account::devices::index)
        .post("/devices/removal", account::devices::destroy_others)
        .post("/devices/{id}/removal", account::devices::destroy)
        .post("/offers/{organisation}/acceptance", account::offers::accept)
        .post("/offers/{organisation}/removal", account::offers::decline)
        .get("/password", account::passwords::edit)
        .post("/password", account::passwords::update)
        .get("/two-step", account::two_step::index)
        .post("/two-step", account::two_step::create)
        .post("/two-step/confirmation", account::two_step::update)
        .post("/two-step/phone", account::phone_factors::create)
        .post("/two-step/phone/confirmation", account::phone_factors::update)
        .post("/two-step/removal", account::two_step::destroy)
        .post("/two-step/recovery-codes", account::recovery_codes::create)
        .get("/confirm", account::confirmations::new)
        .post("/confirm", account::confirmations::create)
        .post("/confirm/codes", account::confirmation_codes::create)
        .get("/phone", account::phones::edit)
        .post("/phone", account::phones::update)
        .post("/phone/removal", account::phones::destroy)
        .get("/phone/code", account::phone_codes::edit)
        .post("/phone/code", account::phone_codes::update)
        .get("/email", account::emails::edit)
        .post("/email", account::emails::update)
        .post("/email/removal", account::emails::destroy)
        .get("/email/{token}", account::email_verifications::edit)
        .post("/email/{token}", account::email_verifications::update)
}

/// Outside every organisation: coming in.
fn outside() -> Dashboard<Everybody> {
    Dashboard::outside()
        .get("/", sign_in::doors::root)
        .get("/doors", sign_in::doors::index)
        .get("/signed-in", sign_in::signed_in::show)
        .get("/sign-in", sign_in::codes::new)
        .post("/sign-in/codes", sign_in::codes::create)
        .get("/sign-in/code", sign_in::codes::edit)
        .post("/sign-in/code", sign_in::codes::update)
        .get("/sign-in/password", sign_in::sessions::new)
        .post("/sign-in/password", sign_in::sessions::create)
        .post("/sign-in/google", sign_in::google::create)
        .get("/sign-in/google/callback", sign_in::google::show)
        .post("/sign-out", sign_in::sessions::destroy)
        .get("/sign-in/second-step", sign_in::second_step::edit)
        .post("/sign-in/second-step", sign_in::second_step::update)
        .post("/sign-in/second-step/codes", sign_in::second_step::create)
        .get("/sign-in/holder", sign_in::holders::edit)
        .post("/sign-in/holder", sign_in::holders::update)
        .get("/sign-in/reset", sign_in::resets::new)
        .post("/sign-in/reset", sign_in::resets::create)
        .get("/resets/{token}", sign_in::resets::edit)
        .post("/resets/{token}", sign_in::resets::update)
        .get("/invitations/{token}", sign_in::invitations::edit)
        .post("/invitations/{token}", sign_in::invitations::update)
        .get("/dev/outbox", shared::outbox::index)
        .post("/language", shared::language::update)
        .get("/readyz", shared::health::ready)
}

/// What needs neither a session nor a database: it answers when both are away.
pub fn mount_unguarded(app: &mut ServiceConfig) {
    app.route("/healthz", web::get().to(shared::health::alive)).route("/static/{name}", web::get().to(assets::show));
}
