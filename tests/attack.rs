//! An attack on a running server, as a stranger, a patient or somebody of another desk would try one: `bin/attack`. The tests do a part.

#[path = "attack/desk.rs"]
mod desk;
#[path = "attack/exhaustion.rs"]
mod exhaustion;
#[path = "attack/look.rs"]
mod look;
#[path = "attack/matrix.rs"]
mod matrix;
#[path = "attack/payloads.rs"]
mod payloads;
#[path = "attack/races.rs"]
mod races;
#[path = "attack/report.rs"]
mod report;
#[path = "attack/target.rs"]
mod target;
#[path = "attack/things.rs"]
pub mod things;
#[path = "attack/wire.rs"]
mod wire;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use futures_util::future::join;

use self::look::{BY_HAND, Found, NO_PAGES, OF_ONE_SHAPE, ROUTES};
use self::payloads::Effort;
use self::report::Report;
use self::target::{Target, executable};
use self::things::{furnish, kind_of, things};
use crate::access::before_the_second_step;
use crate::support::registers::{Chance, seeds};
use crate::support::world::id;
use crate::support::{Browser, World};

/// Whoever finds other pages than the rest.
pub async fn roles(world: &World) -> Vec<(&'static str, Browser)> {
    world.let_pass(2).await;
    let (meena, looking) = (world.sign_in("meena").await, world.sign_in("om").await);
    meena.post("/account/phone", &[("phone", "98200 77777")]).await;
    meena.post("/account/two-step", &[]).await;
    looking.post("/admin/looks", &[("clinic", &id("andheri").to_string()), ("seen_as", "front_desk")]).await;
    let doubtful = world.sign_in_by_phone("98200 99999").await;
    world.run_in_directory("UPDATE memberships SET holder_known_at = UTC_TIMESTAMP(6) - INTERVAL 91 DAY WHERE user_id = <user zubin>");
    let mira = world.sign_in("mira").await;
    vec![
        ("nobody", world.visitor()),
        ("half signed in", world.half_signed_in("98330 40404").await),
        ("between the steps", before_the_second_step(world, "zara").await),
        ("patient", world.sign_in_by_phone("98450 12345").await),
        ("other patient", world.sign_in_by_phone("98200 11111").await),
        ("who may be somebody else", doubtful),
        ("who changes the phone", meena),
        ("who changes the address", world.sign_in("sana").await),
        ("desk", world.sign_in("ria").await),
        ("doctor", world.sign_in("dr_sen").await),
        ("manager", mira),
        ("admin", world.sign_in("om").await),
        ("admin who looks as another", looking),
        ("operator", world.sign_in("devika").await),
    ]
}

#[actix_web::test]
async fn the_attack_knows_every_route_and_every_form() {
    let strange: Vec<_> = ROUTES.iter().filter(|row| kind_of(row) == Some("unknown")).map(|row| row.path.as_str()).collect();
    assert!(strange.is_empty(), "say in tests/attack/things.rs what the ids of these are of: {strange:?}");
    let world = World::open().await;
    let links = furnish(&world).await;
    let (mut opened, mut sent_to, mut unknown) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (who, browser) in roles(&world).await {
        let mut found = Found::at_most(OF_ONE_SHAPE);
        found.go(&browser, &things(&world), &links, |page| assert!(page.status < 500, "{}: {}", page.path, page.status)).await;
        println!("{who}: {} pages, {} forms", found.pages.len(), found.forms.len());
        unknown.extend(found.unknown());
        sent_to.extend(found.sent_to());
        opened.extend(found.opened);
    }
    opened.extend(NO_PAGES.map(|(path, _)| path.to_owned()));
    let by_hand: BTreeSet<String> = BY_HAND.iter().map(|(path, ..)| (*path).to_owned()).collect();
    let gone: Vec<_> = by_hand.intersection(&sent_to).collect();
    let of = |method: &'static str| ROUTES.iter().filter(move |row| row.method == method).map(|row| &row.path);
    let shut: Vec<_> = of("GET").filter(|path| !opened.contains(*path)).collect();
    let unsent: Vec<_> = of("POST").filter(|path| !sent_to.contains(*path) && !by_hand.contains(*path)).collect();
    assert!(unknown.is_empty(), "say in tests/attack/look.rs what is typed there: {unknown:#?}");
    assert!(shut.is_empty(), "nobody of the attack opens these: furnish its world (tests/attack/things.rs): {shut:#?}");
    assert!(unsent.is_empty() && gone.is_empty(), "no page shows a form for these: {unsent:#?}; one does for these: {gone:#?}");
}

#[actix_web::test]
async fn what_a_short_attack_tries_is_held() {
    let mut chance = Chance::of(seeds(1)[0]);
    let (target, report) = (Target::open().await, Report::new());
    let links = furnish(&target.world).await;
    races::run(&target, &report, &links, false).await;
    exhaustion::packed(&target, &report).await;
    let people = ["nobody", "patient", "desk", "doctor", "admin"];
    let people: Vec<_> = roles(&target.world).await.into_iter().filter(|(who, _)| people.contains(who)).collect();
    let effort = Effort { payloads: 1, one_of: 3, of_one_shape: 2, until: Instant::now() + Duration::from_secs(120) };
    // Slow bodies are closed after twenty seconds: meanwhile the rest goes on.
    join(exhaustion::slow(&target, &report, 20), async {
        matrix::run(&target, &report, 60, &mut chance).await;
        payloads::run(&target, &report, &people, &links, effort, &mut chance).await;
    })
    .await;
    target.look_at_log(&report, "all of it");
    assert!(report.broken().is_empty(), "{:#?}", report.broken());
}

/// Not a test: `bin/attack`.
#[actix_web::test]
#[ignore = "bin/attack runs it"]
async fn the_whole_attack() {
    let only = std::env::var("ATTACK_ONLY").unwrap_or_default();
    let minutes: u64 = std::env::var("ATTACK_MINUTES").ok().and_then(|it| it.parse().ok()).unwrap_or(12);
    let until = Instant::now() + Duration::from_secs(60 * minutes);
    let parts = ["matrix", "races", "exhaustion", "payloads"].into_iter().filter(|it| only.is_empty() || only == *it);
    println!("attacking {} of {}", executable(), env!("CARGO_PKG_VERSION"));
    let (mut chance, report) = (Chance::of(seeds(1)[0]), Report::new());
    for part in parts {
        let target = Target::open().await;
        let links = furnish(&target.world).await;
        match part {
            "matrix" => matrix::run(&target, &report, 1, &mut chance).await,
            "payloads" => {
                let people = roles(&target.world).await;
                let effort = Effort { payloads: usize::try_from(minutes).unwrap_or(1), one_of: 1, of_one_shape: OF_ONE_SHAPE, until };
                payloads::run(&target, &report, &people, &links, effort, &mut chance).await;
            }
            "races" => races::run(&target, &report, &links, true).await,
            _ => exhaustion::run(&target, &report).await,
        }
        target.look_at_log(&report, part);
    }
    println!("\n{}", report.table());
    assert!(report.broken().is_empty(), "{:#?}", report.broken());
}
