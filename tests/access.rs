//! The whole matrix: every route that `swasthya routes` prints, every kind of actor, own and foreign ids. A new route is
//! in it by being mounted.

use diesel::connection::SimpleConnection;
use swasthya::auth::RouteRow;
use swasthya::commands::routes::table;
use swasthya::db::Author;
use uuid::Uuid;

use crate::support::past::past;
use crate::support::world::{PASSWORD, id, login};
use crate::support::{Browser, Page, World};

/// What an actor gets at a route before anything else is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Open,
    SignIn,
    Forbidden,
    NotFound,
}

/// Somebody, and what opens to them at acme's Andheri clinic, by the duty that a route demands.
pub struct Actor {
    pub name: &'static str,
    pub browser: Browser,
    pub door: fn(&str) -> Door,
}

/// Whether a duty is one of the front desk's, whatever permission it needs.
pub fn at_desk(duty: &str) -> bool {
    duty.starts_with("reception")
}

/// Whether it is one of the office's.
pub fn in_office(duty: &str) -> bool {
    duty.starts_with("office")
}

impl Actor {
    /// What opens to them of a route. The operator's floor is not there for anybody else.
    pub fn door_of(&self, row: &RouteRow) -> Door {
        match (self.door)(row.actor) {
            Door::SignIn => Door::SignIn,
            _ if row.actor == "operator" && self.name != "operator" => Door::NotFound,
            door => door,
        }
    }
}

pub async fn actors(world: &World) -> Vec<Actor> {
    let outside = |duty: &str| if duty == "signed in" { Door::Open } else { Door::NotFound };
    let (admin, bela) = (world.sign_in("om").await, world.sign_in("bela").await);
    let gone = world.sign_in("dr_joshi").await;
    admin.post(&format!("/admin/people/{}/deactivate", id("dr_joshi")), &[]).await;
    vec![
        Actor {
            name: "operator",
            browser: world.sign_in("devika").await,
            door: |duty| if matches!(duty, "signed in" | "operator") { Door::Open } else { Door::NotFound },
        },
        Actor { name: "operator, before the second step", browser: before_the_second_step(world, "devika").await, door: |_| Door::SignIn },
        Actor {
            name: "half signed in, before the second step",
            browser: before_the_second_step(world, "zara").await,
            door: |_| Door::SignIn,
        },
        Actor { name: "locked out after wrong passwords", browser: locked_out(world, "bela").await, door: |_| Door::SignIn },
        Actor { name: "invited, before choosing a password", browser: invited(world, &admin).await, door: |_| Door::SignIn },
        Actor { name: "doctor who was let go", browser: gone, door: outside },
        Actor { name: "nobody", browser: world.visitor(), door: |_| Door::SignIn },
        Actor { name: "half signed in, before the code", browser: world.half_signed_in("98200 11111").await, door: |_| Door::SignIn },
        Actor {
            name: "receptionist",
            browser: world.sign_in("ria").await,
            door: |duty| match duty {
                "reception with vitals" | "reception with schedules" => Door::Forbidden,
                "signed in" | "patient" => Door::Open,
                duty if at_desk(duty) => Door::Open,
                _ => Door::Forbidden,
            },
        },
        Actor {
            name: "receptionist without refunds",
            browser: world.sign_in("meena").await,
            door: |duty| match duty {
                "reception with refunds" | "reception with vitals" | "reception with schedules" => Door::Forbidden,
                "signed in" | "patient" => Door::Open,
                duty if at_desk(duty) => Door::Open,
                _ => Door::Forbidden,
            },
        },
        Actor {
            name: "receptionist without any permission",
            browser: world.sign_in("sana").await,
            door: |duty| match duty {
                "signed in" | "reception" | "patient" => Door::Open,
                _ => Door::Forbidden,
            },
        },
        Actor {
            name: "manager of the clinic",
            browser: world.sign_in("mira").await,
            door: |duty| match duty {
                "signed in" | "patient" => Door::Open,
                duty if at_desk(duty) || in_office(duty) => Door::Open,
                _ => Door::Forbidden,
            },
        },
        Actor {
            name: "receptionist of the other clinic",
            browser: bela,
            door: |duty| match duty {
                "signed in" | "patient" => Door::Open,
                duty if duty == "admin" || in_office(duty) => Door::Forbidden,
                _ => Door::NotFound,
            },
        },
        Actor {
            name: "doctor",
            browser: world.sign_in("dr_sen").await,
            door: |duty| match duty {
                "signed in" | "doctor" | "patient" => Door::Open,
                _ => Door::Forbidden,
            },
        },
        Actor {
            name: "admin",
            browser: admin,
            door: |duty| match duty {
                "doctor" => Door::Forbidden,
                _ => Door::Open,
            },
        },
        Actor {
            name: "patient",
            browser: world.sign_in_by_phone("98450 12345").await,
            door: |duty| match duty {
                "signed in" | "patient" => Door::Open,
                duty if duty == "admin" || in_office(duty) => Door::Forbidden,
                _ => Door::NotFound,
            },
        },
        Actor { name: "receptionist of another organisation", browser: world.sign_in("zoya").await, door: outside },
        Actor { name: "admin of another organisation", browser: world.sign_in("zara").await, door: outside },
    ]
}

/// Somebody who typed the right password, and not the six digits.
pub async fn before_the_second_step(world: &World, name: &str) -> Browser {
    let browser = world.visitor();
    let page = browser.post("/sign-in/password", &[("login", &login(name)), ("password", PASSWORD)]).await;
    assert_eq!(page.header("location"), "/sign-in/second-step");
    browser
}

/// An admin who has ended two-step sign-in, and signed in again.
async fn without_a_second_factor(world: &World, name: &str) -> Browser {
    world.sign_in(name).await.post("/account/two-step/removal", &[]).await;
    let browser = world.visitor();
    let page = browser.post("/sign-in/password", &[("login", &login(name)), ("password", PASSWORD)]).await;
    assert_eq!(page.header("location"), "/doors");
    browser
}

/// Somebody who knows the password and guessed wrong too often.
async fn locked_out(world: &World, name: &str) -> Browser {
    let (browser, login) = (world.visitor(), format!("{name}@acme.test"));
    for password in ["wrong", "wrong", "wrong", "wrong", "wrong", PASSWORD] {
        assert_eq!(browser.post("/sign-in/password", &[("login", &login), ("password", password)]).await.status, 422);
    }
    browser
}

/// Somebody who has opened the link of an invitation.
async fn invited(world: &World, admin: &Browser) -> Browser {
    let place = format!("{} staff", id("andheri"));
    admin
        .submit(
            "/admin/people",
            &[("name", "Nita Shah"), ("email", "nita@acme.test"), ("places", &place), ("permissions", &place.replace("staff", "bills"))],
        )
        .await;
    let browser = world.visitor();
    assert_eq!(browser.get(&world.link_to("nita@acme.test").await).await.status, 200);
    browser
}

/// Whether the address names an object, besides the organisation and the clinic.
pub fn names_an_object(row: &RouteRow) -> bool {
    row.path.replace("{org}", "").replace("{clinic}", "").contains('{')
}

/// The routes behind a door, and the address of each with that id in it.
pub fn guarded() -> Vec<RouteRow> {
    table().into_iter().filter(|row| row.actor != "anybody" && row.path != "/sign-out").collect()
}

fn address(row: &RouteRow, id: Uuid) -> String {
    let path = row.path.replace("{org}", "acme").replace("{clinic}", "andheri");
    let filled: Vec<String> = path.split('/').map(|part| if part.starts_with('{') { id.to_string() } else { part.to_owned() }).collect();
    filled.join("/")
}

async fn ask(browser: &Browser, row: &RouteRow, id: Uuid) -> Page {
    let path = address(row, id);
    if row.method == "GET" { browser.get(&path).await } else { browser.post(&path, &[]).await }
}

#[actix_web::test]
async fn az_1_every_route_opens_to_exactly_whom_it_is_for() {
    let world = World::open().await;
    let stranger = Uuid::now_v7();
    for actor in actors(&world).await {
        for row in guarded() {
            let page = ask(&actor.browser, &row, stranger).await;
            let to_sign_in = page.status == 303 && page.header("location").starts_with("/sign-in");
            let seen = match page.status {
                303 if to_sign_in => Door::SignIn,
                403 => Door::Forbidden,
                // A family of which nobody waits has nothing to follow.
                404 if row.path.ends_with("/patient/live") && actor.door_of(&row) == Door::Open => Door::Open,
                // Where Google is not configured there is nothing to link.
                404 if row.path.starts_with("/account/google") && actor.door_of(&row) == Door::Open => Door::Open,
                404 if !names_an_object(&row) => Door::NotFound,
                _ => Door::Open,
            };
            let expected = match actor.door_of(&row) {
                // With an id in the address, what is not there and what is not theirs are the same; a form that says nothing
                // at all may be refused before anybody looks.
                Door::NotFound if names_an_object(&row) => {
                    assert!(matches!(page.status, 400 | 404), "{} at {} {}: {}", actor.name, row.method, row.path, page.status);
                    Door::Open
                }
                door => door,
            };
            assert_eq!(seen, expected, "{} at {} {} (for {}): {}", actor.name, row.method, row.path, row.actor, page.status);
            assert!(page.status < 500, "{} at {} {}: {}", actor.name, row.method, row.path, page.status);
        }
    }
}

#[actix_web::test]
async fn auth_21_no_page_of_the_office_or_the_operator_opens_without_a_second_factor() {
    let world = World::open().await;
    for (name, what) in [("om", "admin"), ("mira", "office"), ("devika", "operator")] {
        let browser = without_a_second_factor(&world, name).await;
        for row in guarded().iter().filter(|row| row.actor == what || what != "operator" && in_office(row.actor)) {
            let page = ask(&browser, row, Uuid::now_v7()).await;
            assert_eq!(page.status, 303, "{name}: {} {}", row.method, row.path);
            let to = page.header("location");
            assert!(to.starts_with("/account/confirm"), "{name}: {} {}: {to}", row.method, row.path);
        }
    }
}

#[actix_web::test]
async fn auth_16_a_number_that_may_have_a_new_owner_opens_nothing_but_the_question() {
    let world = World::open().await;
    let asha = world.sign_in_by_phone("98450 12345").await;
    let long_unused = "UPDATE memberships SET holder_known_at = UTC_TIMESTAMP(6) - INTERVAL 91 DAY";
    world.databases().write_directory(Author::system(), |tx| tx.db.batch_execute(long_unused)).await.expect("time passes");
    for row in guarded().iter().filter(|row| !["/doors", "/sign-in/holder"].contains(&row.path.as_str())) {
        let page = ask(&asha, row, Uuid::now_v7()).await;
        let asked = page.status == 303 && page.header("location").starts_with("/sign-in/holder");
        match row.actor {
            "signed in" | "patient" => assert!(asked, "{} {}: {}", row.method, row.path, page.status),
            _ => assert!(asked || matches!(page.status, 403 | 404), "{} {}: {}", row.method, row.path, page.status),
        }
    }
}

#[actix_web::test]
async fn az_11_a_suspended_organisation_refuses_everybody_at_once() {
    let world = World::open().await;
    let browsers = [world.sign_in("ria").await, world.sign_in("dr_sen").await, world.sign_in("om").await];
    let (patient, zara) = (world.sign_in_by_phone("98450 12345").await, world.sign_in("zara").await);
    let suspend =
        |tx: &mut swasthya::db::DirectoryTx| tx.db.batch_execute("UPDATE organisations SET status = 'suspended' WHERE slug = 'acme'");
    world.databases().write_directory(Author::system(), suspend).await.expect("suspended");
    for row in guarded().iter().filter(|row| row.path.starts_with("/o/")) {
        for browser in browsers.iter().chain([&patient]) {
            let page = ask(browser, row, Uuid::now_v7()).await;
            assert!(matches!(page.status, 400 | 403), "{} {}: {}", row.method, row.path, page.status);
        }
        // Whoever does not belong to it finds what they found before: nothing.
        let page = ask(&zara, row, Uuid::now_v7()).await;
        assert!(matches!(page.status, 400 | 404), "{} {}: {}", row.method, row.path, page.status);
    }
}

#[actix_web::test]
async fn az_2_an_id_that_is_not_theirs_is_not_there() {
    let world = World::open().await;
    let foreign = past(&world, "bandra", "dr_sen", "lakshmi").await;
    let zubin = id("zubin");
    let actors = actors(&world).await;
    for row in guarded().iter().filter(|row| names_an_object(row)) {
        for actor in actors.iter().filter(|actor| actor.door_of(row) == Door::Open) {
            for (what, object) in foreign.iter().chain([(&"zenith's patient", &zubin)]) {
                // A patient belongs to the organisation: every desk of it finds them. An admin's reach is every clinic; a
                // doctor's is every clinic where they work.
                let reached = *what == "patient"
                    || (actor.name == "admin" && row.path.contains("/admin/"))
                    || (row.actor == "doctor" && matches!(*what, "consultation" | "prescription"));
                if reached && *what != "zenith's patient" {
                    continue;
                }
                let page = ask(&actor.browser, row, *object).await;
                let refused = matches!(page.status, 400 | 404 | 422);
                assert!(refused, "{} at {} {} with {what}: {}", actor.name, row.method, row.path, page.status);
                assert!(!page.html.contains("Lakshmi Iyer") && !page.html.contains("Zubin"), "{} at {} shows {what}", actor.name, row.path);
            }
        }
    }
}

#[actix_web::test]
async fn az_6_no_representation_of_what_is_another_s_is_there() {
    let world = World::open().await;
    let theirs = past(&world, "bandra", "dr_sen", "lakshmi").await;
    let (visit, invoice, payment, prescription) = (theirs["appointment"], theirs["invoice"], theirs["payment"], theirs["prescription"]);
    let desk = "/o/acme/reception/andheri";
    let at_desk = [
        format!("{desk}/appointments/{visit}"),
        format!("{desk}/appointments/{visit}/slip"),
        format!("{desk}/invoices/{invoice}"),
        format!("{desk}/payments/{payment}/receipt"),
        format!("{desk}/prescriptions/{prescription}"),
    ];
    let on_phone = [format!("visits/{visit}"), format!("prescriptions/{prescription}"), format!("receipts/{payment}")];
    let on_phone = on_phone.map(|path| format!("/o/acme/patient/{path}"));
    let (ria, zoya, asha) = (world.sign_in("ria").await, world.sign_in("zoya").await, world.sign_in_by_phone("98450 12345").await);
    for (who, paths) in [(&ria, &at_desk[..]), (&zoya, &at_desk[..]), (&asha, &on_phone[..])] {
        for path in paths {
            for page in [who.get(path).await, who.htmx("main", path).await] {
                assert!(page.status == 404 && !page.html.contains("Lakshmi"), "{path}: {}", page.status);
            }
        }
    }
}

#[actix_web::test]
async fn az_5_an_id_within_another_s_changes_nothing() {
    let world = World::open().await;
    let theirs = past(&world, "bandra", "dr_sen", "lakshmi").await;
    let (invoice, payment, visit) = (theirs["invoice"], theirs["payment"], theirs["appointment"]);
    let ria = world.sign_in("ria").await;
    let asha = world.sign_in_by_phone("98450 12345").await;
    let form =
        [("amount", "1"), ("method", "cash"), ("reason", "none"), ("phone", "98330 40404"), ("code", "123456"), ("relation", "child")];
    for path in [
        format!("/reception/andheri/invoices/{invoice}/payments"),
        format!("/reception/andheri/invoices/{invoice}/void"),
        format!("/reception/andheri/invoices/{invoice}/repayment"),
        format!("/reception/andheri/payments/{payment}/void"),
        format!("/reception/andheri/appointments/{visit}/cancellation"),
        format!("/reception/andheri/appointments/{visit}/complaint"),
    ] {
        assert_eq!(ria.post(&path, &form).await.status, 404, "{path}");
    }
    for path in [format!("/patient/family/{}/transfers", id("lakshmi")), format!("/patient/transfers/{}/acceptance", id("lakshmi"))] {
        assert_eq!(asha.post(&path, &form).await.status, 404, "{path}");
    }
    let bela = world.sign_in("bela").await;
    assert_eq!(
        bela.get(&format!("/reception/bandra/payments/{payment}/receipt")).await.count(".void, [data-void]"),
        0,
        "the payment stands"
    );
}

#[actix_web::test]
async fn no_page_runs_more_than_six_statements() {
    let world = World::open().await;
    let own = past(&world, "andheri", "dr_sen", "asha").await;
    let own: Vec<Uuid> = own.into_values().chain([id("asha"), id("andheri"), id("meena")]).collect();
    let (mut opened, mut over) = (0, std::collections::BTreeSet::new());
    for actor in actors(&world).await {
        for row in guarded().iter().filter(|row| row.method == "GET" && actor.door_of(row) == Door::Open) {
            for object in &own {
                // Once to take away a notice that waits, which is a statement of its own; then to count.
                ask(&actor.browser, row, *object).await;
                // A live screen that was opened before looks at its clinic for a second more: what is counted is the least.
                let mut page = ask(&actor.browser, row, *object).await;
                for _ in 0..3 {
                    if page.queries > 6 {
                        let again = ask(&actor.browser, row, *object).await;
                        page = if again.queries < page.queries { again } else { page };
                    }
                }
                if page.status == 200 && page.queries > 6 {
                    over.insert(format!("{} runs {} statements for {}", row.path, page.queries, actor.name));
                }
                opened += usize::from(page.status == 200);
                if !names_an_object(row) {
                    break;
                }
            }
        }
    }
    assert!(over.is_empty(), "{over:#?}");
    assert!(opened > 40, "only {opened} pages were there to be counted");
}
