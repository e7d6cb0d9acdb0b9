//! Every route, as everybody, with real ids of another clinic, another organisation, another family.

use std::cell::RefCell;

use actix_web::test::TestRequest;
use futures_util::{StreamExt, stream};
use swasthya::auth::RouteRow;
use swasthya::db::ids::AttemptId;
use swasthya::web::events::CHANGED;

use super::look::ROUTES;
use super::report::Report;
use super::target::Target;
use super::things::{Ids, Things, address, kind_of, things};
use crate::access::{Actor, Door, actors, at_desk, before_the_second_step, in_office};
use crate::support::registers::Chance;
use crate::support::world::id;
use crate::support::{Browser, Page};

/// What is sent with each POST: a form that says nothing would be refused before anybody looks whose it is.
const SAID: [(&str, &str); 22] = [
    ("amount", "1"),
    ("method", "cash"),
    ("reason", "Typed wrong"),
    ("name", "Zeenat Aman"),
    ("sex", "female"),
    ("age", "34"),
    ("relation", "child"),
    ("phone", "98330 40404"),
    ("code", "123456"),
    ("priority", "normal"),
    ("complaint", "Fever"),
    ("allergies", "Sulfa"),
    ("forget", "allergy:00000000-0000-7000-8000-000000000000"),
    ("taken_as", "yes"),
    ("diagnosis", "Viral fever"),
    ("email", "thief@evil.test"),
    ("password", "three plain words"),
    ("kind", "clinic"),
    ("upi_id", "thief@evilbank"),
    ("no_show", "yes"),
    ("columns", "name"),
    ("correction", "Wrong dose"),
];

/// How many people try at once.
const AT_ONCE: usize = 4;

/// Whose the address is, beside whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Andheri,
    Bandra,
    Thane,
}

impl Place {
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Place::Andheri => ("acme", "andheri"),
            Place::Bandra => ("acme", "bandra"),
            Place::Thane => ("zenith", "thane"),
        }
    }

    fn ids(self, things: &Things) -> &Ids {
        match self {
            Place::Andheri => &things.own,
            Place::Bandra => &things.elsewhere,
            Place::Thane => &things.others,
        }
    }
}

/// One request that must be refused, or one that must open.
struct Try<'a> {
    row: &'a RouteRow,
    path: String,
    /// What is wrong with it; nothing where it is their own.
    door: Option<Door>,
}

#[derive(Default)]
struct Tally {
    requests: usize,
    refused: usize,
    /// Of those: refused for what the form says, before or beside whose it is.
    by_form: usize,
    opened: usize,
    foreign: Vec<String>,
    faults: Vec<String>,
}

/// The people of the tests' matrix, and those who are met at a clinic besides.
async fn everybody(target: &Target) -> Vec<Actor> {
    let world = &target.world;
    take_on(target, "cashier", "andheri", "staff", r#"["bills","payments","refunds"]"#);
    take_on(target, "nurse", "andheri", "staff", r#"["check_ins","calls","prescriptions"]"#);
    take_on(target, "dr_pai", "bandra", "doctor", "[]");
    let outside = |duty: &str| if duty == "signed in" { Door::Open } else { Door::NotFound };
    world.let_pass(2).await;
    let mut all = actors(world).await;
    let (cashier, nurse, other_doctor) = (world.sign_in("cashier").await, world.sign_in("nurse").await, world.sign_in("dr_pai").await);
    let desk = [
        ("cashier", cashier, (|duty| may(duty, &["bills", "payments", "refunds"])) as fn(&str) -> Door),
        ("nurse", nurse, |duty| may(duty, &["check-ins", "calls", "prescriptions"])),
        ("doctor of the other clinic", other_doctor, |duty| match duty {
            "signed in" | "patient" => Door::Open,
            duty if duty == "admin" || in_office(duty) => Door::Forbidden,
            _ => Door::NotFound,
        }),
        ("doctor of another organisation", world.sign_in("dr_zaveri").await, outside),
        ("admin between the two steps", before_the_second_step(world, "om").await, |_| Door::SignIn),
    ];
    all.extend(desk.map(|(name, browser, door)| Actor { name, browser, door }));
    world.let_pass(2).await;
    all.push(Actor {
        name: "other patient",
        browser: world.sign_in_by_phone("98200 11111").await,
        door: |duty| match duty {
            "signed in" | "patient" => Door::Open,
            duty if duty == "admin" || in_office(duty) => Door::Forbidden,
            _ => Door::NotFound,
        },
    });
    all
}

/// What opens to staff with these permissions and no others.
fn may(duty: &str, permissions: &[&str]) -> Door {
    match duty {
        "signed in" | "patient" | "reception" => Door::Open,
        duty if at_desk(duty) && permissions.iter().any(|it| duty.ends_with(it)) => Door::Open,
        _ => Door::Forbidden,
    }
}

/// Somebody who works at a clinic of acme, with the password of everybody.
fn take_on(target: &Target, name: &str, clinic: &str, role: &str, permissions: &str) {
    let world = &target.world;
    world.run_in_directory(&format!(
        "INSERT INTO users (id, full_name, email, password_hash)
           SELECT <user {name}>, '{name}', '{name}@acme.test', password_hash FROM users WHERE id = <user ria>;
         INSERT INTO memberships (user_id, organisation_id) SELECT <user {name}>, organisation_id FROM memberships WHERE user_id = <user ria>"
    ));
    let work = if role == "doctor" { "doctors (profile_id, licence)" } else { "staff (profile_id, designation)" };
    world.run_in(
        "acme",
        &format!(
            "INSERT INTO profiles (id, user_id, full_name, sex, relation) VALUES (<{name}>, <user {name}>, '{name}', 'female', 'self');
             INSERT INTO {work} VALUES (<{name}>, 'X');
             INSERT INTO clinic_members (id, clinic_id, profile_id, role, permissions)
               VALUES (<{name} at {clinic}>, <{clinic}>, <{name}>, '{role}', '{permissions}')"
        ),
    );
}

/// Whether the object is theirs to see though it is another's: a patient belongs to the organisation, an admin's reach is every
/// clinic, a doctor's every clinic where they work.
fn within_reach(actor: &Actor, row: &RouteRow, kind: &str, place: Place) -> bool {
    let theirs = match actor.name {
        "receptionist of another organisation" | "admin of another organisation" | "doctor of another organisation" => {
            place == Place::Thane
        }
        _ => place != Place::Thane,
    };
    // Operators see to every organisation, and to nothing in one. The devices are those of two receptionists.
    // Whoever belongs to an organisation is told that there is no offer any more.
    actor.name == "operator" && kind == "organisation"
        || kind == "organisation" && row.path.starts_with("/account/offers/") && theirs
        || kind == "device" && (actor.name, place) == ("receptionist", Place::Andheri)
        || kind == "device" && (actor.name, place) == ("receptionist of another organisation", Place::Thane)
        || theirs
            && (place == Place::Andheri && !matches!(kind, "device") && !actor.name.contains("patient")
                || actor.name == "admin" && row.path.contains("/admin/")
                || row.actor == "doctor" && actor.name == "doctor" && matches!(kind, "consultation" | "prescription"))
}

/// What an address of that place is to somebody, before its object is looked at.
fn door_at(actor: &Actor, row: &RouteRow, place: Place) -> Option<Door> {
    let own = actor.door_of(row);
    if own == Door::SignIn || place == Place::Andheri || !row.path.contains("{org}") {
        return Some(own);
    }
    let of_zenith = actor.name.ends_with("of another organisation");
    let at_bandra = ["receptionist of the other clinic", "doctor of the other clinic", "doctor", "admin"].contains(&actor.name);
    match place {
        Place::Thane if of_zenith => None,
        // The office is the organisation's, whichever clinic it names.
        Place::Bandra if !row.path.contains("{clinic}") || row.path.contains("/admin/") || at_bandra => None,
        _ => Some(Door::NotFound),
    }
}

/// All that is tried as somebody.
fn tries<'a>(actor: &Actor, things: &Things) -> Vec<Try<'a>> {
    let mut all = Vec::new();
    for row in ROUTES.iter().filter(|row| row.actor != "anybody" && row.path != "/sign-out") {
        for place in [Place::Andheri, Place::Bandra, Place::Thane] {
            if place != Place::Andheri && !row.path.contains("{org}") {
                continue;
            }
            let Some(door) = door_at(actor, row, place) else { continue };
            let refused = (door != Door::Open).then_some(door);
            let Some(kind) = kind_of(row) else {
                // What is theirs to send is not sent: it would be done.
                if refused.is_some() || row.method == "GET" {
                    all.push(Try { row, path: address(row, place.names(), ""), door: refused });
                }
                continue;
            };
            for whose in [Place::Andheri, Place::Bandra, Place::Thane] {
                let own = within_reach(actor, row, kind, whose);
                let door = refused.or_else(|| (!own).then_some(Door::NotFound));
                let mine = actor.name.contains("patient") && door == Some(Door::NotFound) && refused.is_none();
                for object in whose.ids(things).get(kind).into_iter().flatten().take(3) {
                    // Whoever works at both clinics is found at either.
                    let here = refused.is_none()
                        && things.own.get(kind).is_some_and(|it| it.contains(object))
                        && within_reach(actor, row, kind, Place::Andheri);
                    let door = if here || mine && is_of(actor, kind, object, things) { None } else { door };
                    if door.is_some() || row.method == "GET" {
                        all.push(Try { row, path: address(row, place.names(), object), door });
                    }
                }
            }
        }
    }
    all
}

/// Whether something is of the patient's own family, or an offer that the two made each other.
fn is_of(actor: &Actor, kind: &str, object: &str, things: &Things) -> bool {
    let family: &[&str] = if actor.name == "patient" { &["asha", "mohan_rao", "kabir"] } else { &["lakshmi"] };
    kind == "transfer" || things.patients.get(object).is_some_and(|patient| family.iter().any(|it| id(it).to_string() == *patient))
}

async fn ask(browser: &Browser, row: &RouteRow, path: &str, htmx: bool) -> Page {
    let mut headers = vec![("Sec-Fetch-Site", "same-origin")];
    if htmx {
        headers.extend([("HX-Request", "true"), ("HX-Target", "main#main")]);
    }
    let request = if row.method == "GET" {
        TestRequest::get()
    } else {
        let (attempt, patient, doctor) = (AttemptId::new().to_string(), id("asha").to_string(), id("dr_sen").to_string());
        let more = [("attempt", attempt.as_str()), ("patient", &patient), ("doctor", &doctor)];
        TestRequest::post().set_form(SAID.iter().copied().chain(more).collect::<Vec<_>>())
    };
    browser.send(request, path, &headers).await
}

/// Tries one of so many of the requests, and puts the answers together.
pub async fn run(target: &Target, report: &Report, one_of: usize, chance: &mut Chance) {
    let people = everybody(target).await;
    let things = things(&target.world);
    let before = target.content();
    let tally = RefCell::new(Tally::default());
    let seeds: Vec<u64> = people.iter().map(|_| chance.next()).collect();
    stream::iter(people.iter().zip(seeds))
        .for_each_concurrent(AT_ONCE, |(actor, seed)| tries_all(actor, &things, one_of, Chance::of(seed), &tally))
        .await;
    let after = target.content();
    let changed: Vec<&String> = after.iter().zip(&before).filter(|(now, then)| now != then).map(|(now, _)| now).collect();
    let tally = tally.into_inner();
    let Tally { requests, refused, by_form, opened, foreign, faults } = tally;
    let routes = ROUTES.len();
    report.line(
        &format!("{routes} routes as {} people, ids of another clinic, organisation and family", people.len()),
        requests,
        "everything that is not theirs is refused",
        format!("{refused} refused ({by_form} of them 422), {opened} of their own opened, {} foreign {}", foreign.len(), first(&foreign)),
        foreign.is_empty() && opened > 0,
    );
    report.line("the same", 0, "no fault of the server's own", format!("{} {}", faults.len(), first(&faults)), faults.is_empty());
    report.line("the same", 0, "no table but the logs is changed", format!("{changed:?}"), changed.is_empty());
}

fn first(all: &[String]) -> String {
    all.iter().take(8).cloned().collect::<Vec<_>>().join("; ")
}

async fn tries_all(actor: &Actor, things: &Things, one_of: usize, mut chance: Chance, tally: &RefCell<Tally>) {
    for Try { row, path, door } in tries(actor, things) {
        for htmx in [false, true] {
            if chance.below(one_of) != 0 {
                continue;
            }
            let page = ask(&actor.browser, row, &path, htmx).await;
            let told = || format!("{} at {} {path}{}: {}", actor.name, row.method, if htmx { " by htmx" } else { "" }, page.status);
            let mut tally = tally.borrow_mut();
            tally.requests += 1;
            if page.status >= 500 {
                tally.faults.push(told());
            }
            let Some(door) = door else {
                tally.opened += usize::from(page.status == 200);
                continue;
            };
            if is_refused(&page, door) && !["Zubin", "data-attack"].iter().any(|it| page.html.contains(it)) {
                tally.refused += 1;
                tally.by_form += usize::from(page.status == 422);
            } else {
                tally.foreign.push(told());
            }
        }
    }
}

/// Whether that is how such a door is shut. htmx is told by a header where to go.
fn is_refused(page: &Page, door: Door) -> bool {
    let away = |to: &str| page.header("location").starts_with(to) || page.header("hx-redirect").starts_with(to);
    match door {
        // A stream has no door: its page asks again, and is told.
        Door::SignIn if page.path.ends_with("/live") && page.html == CHANGED => true,
        Door::SignIn => away("/sign-in") || page.status == 401,
        // A part of a page has no place for it: htmx is sent for the whole page, which says why.
        Door::Forbidden | Door::NotFound if page.html == CHANGED && page.headers.contains_key("hx-redirect") => true,
        // Whoever may do such things at all shows a second factor first; whose it is, is looked at afterwards.
        Door::Forbidden | Door::NotFound if page.status == 303 && away("/account/confirm") => true,
        Door::Forbidden => page.status == 403 || page.status == 404,
        // Who works elsewhere stands in no list of this manager's, to which they are led back.
        Door::NotFound => matches!(page.status, 400 | 404 | 422) || page.status == 303 && away("/o/acme/admin/people"),
        Door::Open => false,
    }
}
