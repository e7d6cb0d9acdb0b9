//! A letter is written with what it tells of, and leaves once, whatever stops between the organisation's database and the directory's.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use swasthya::commands::check;
use swasthya::db::ids::LetterId;
use swasthya::db::provision::DatabaseAccount;
use swasthya::db::{Author, Db};
use swasthya::directory::post::{Letter, Outbox};
use swasthya::jobs::due::round;
use swasthya::models::journal::{DueLetter, DueWork};
use swasthya::schema::organisation::letters;

use crate::support::register::{REGISTER, brought, worked};
use crate::support::world::id;
use crate::support::{Browser, World, server};

/// Om begins an import, of which two other admins are to learn; nobody has brought the letter anywhere yet.
async fn begun(world: &World) -> Browser {
    world.run_in("acme", "UPDATE clinic_members SET role = 'admin' WHERE profile_id IN (<mira>, <bela>)");
    let om = world.sign_in("om").await;
    let import = brought(&om, REGISTER).await;
    assert_eq!(om.post(&format!("{import}/run"), &[]).await.status, 303);
    om
}

/// To whom letters of that import are in the outbox.
async fn told(world: &World) -> Vec<String> {
    let messages = world.databases().read_directory(|db| Outbox::latest(db, 50)).await.expect("the outbox");
    let mut told: Vec<String> = messages.into_iter().filter(|it| it.template == "import_begun").map(|it| it.recipient).collect();
    told.sort();
    told
}

async fn unsent(world: &World) -> Vec<LetterId> {
    world.databases().read("acme", |db: &mut Db| letters::table.select(letters::id).load(db)).await.expect("letters")
}

async fn let_lease_end(world: &World) {
    let older = "UPDATE due_works SET due_at = due_at - INTERVAL 61 SECOND";
    world.databases().write("acme", Author::system(), move |tx| tx.db.batch_execute(older)).await.expect("time passes");
    let older = "UPDATE organisations_due SET due_at = UTC_TIMESTAMP(6)";
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(older)).await.expect("time passes");
}

const BOTH: [&str; 2] = ["bela@acme.test", "mira@acme.test"];

#[actix_web::test]
async fn a_letter_that_nobody_brought_when_the_process_ended_leaves_all_the_same() {
    let world = World::open().await;
    let om = begun(&world).await;
    assert_eq!((told(&world).await.len(), unsent(&world).await.len()), (0, 1), "it is written with what it tells of");
    // Whoever takes it in hand is gone.
    while world.databases().write("acme", Author::system(), DueWork::take).await.expect("what is due").is_some() {}
    let_lease_end(&world).await;
    worked(&om).await;
    assert_eq!((told(&world).await, unsent(&world).await), (BOTH.map(str::to_owned).to_vec(), vec![]));
}

#[actix_web::test]
async fn a_letter_that_is_in_the_outbox_when_the_process_ends_is_not_brought_again() {
    let world = World::open().await;
    let om = begun(&world).await;
    let id = unsent(&world).await[0];
    let due = world.databases().read("acme", move |db| DueLetter::find(db, id)).await.expect("a letter").expect("a letter");
    let first = due.to[..1].to_vec();
    let bring = move |tx: &mut swasthya::db::DirectoryTx| Letter::ImportBegun.send_once(tx, id, &first, &due.values);
    world.databases().write_directory(Author::system(), bring).await.expect("one of the two has it");
    assert_eq!(told(&world).await.len(), 1);
    worked(&om).await;
    assert_eq!((told(&world).await, unsent(&world).await), (BOTH.map(str::to_owned).to_vec(), vec![]));
}

#[actix_web::test]
async fn a_letter_that_the_directory_did_not_take_is_brought_later() {
    let world = World::committed().await;
    let om = begun(&world).await;
    let directory = DatabaseAccount::directory(world.databases().server());
    let everywhere = format!("ON outbox {{}} '{0}'@'localhost', '{0}'@'%'", directory.user);
    let set = |what: &str, whose: &str| {
        let sql = format!("{what} INSERT {}", everywhere.replace("{}", whose));
        server::administer(&directory.database).batch_execute(&sql).expect("a grant");
    };
    set("REVOKE", "FROM");
    while round(&world.state.databases).await.expect("a round") {}
    assert_eq!((told(&world).await.len(), unsent(&world).await.len()), (0, 1));
    set("GRANT", "TO");
    let_lease_end(&world).await;
    worked(&om).await;
    assert_eq!((told(&world).await, unsent(&world).await), (BOTH.map(str::to_owned).to_vec(), vec![]));
}

/// The desk corrects Kabir's number: his record leaves Asha's account.
#[actix_web::test]
async fn auth_16_that_the_desk_moved_a_record_is_told_to_the_old_number_once_it_is_committed() {
    let world = World::open().await;
    let ria = world.sign_in("ria").await;
    let record = format!("/reception/andheri/patients/{}", id("kabir"));
    let form = [("name", "Kabir Rao"), ("sex", "male"), ("relation", "child"), ("age", "7"), ("phone", "98330 40404")];
    assert_eq!(ria.post(&record, &form).await.status, 303);
    let moved = unsent(&world).await;
    assert_eq!((moved.len(), world.message_to("+919845012345").await.is_none()), (1, true), "nothing of it is in the outbox yet");
    worked(&ria).await;
    let letter = world.message_to("+919845012345").await.expect("a letter to whose account it was on").body;
    assert!(letter.contains("Kabir Rao") && letter.contains("Acme Clinics") && unsent(&world).await.is_empty(), "{letter}");
}

#[actix_web::test]
async fn what_was_not_done_is_told_to_nobody() {
    let world = World::open().await;
    let om = begun(&world).await;
    worked(&om).await;
    let import = om.get("/admin/imports").await.attributes("#imports tbody a", "href").swap_remove(0);
    om.post(&format!("{import}/run"), &[]).await;
    worked(&om).await;
    assert_eq!(told(&world).await.len(), 2, "it was done before: nothing began");
}

#[actix_web::test]
async fn a_letter_that_is_given_up_is_found_by_the_check() {
    let world = World::committed().await;
    begun(&world).await;
    check::run(&world.config).expect("it waits, and that is no trouble");
    world.run_in("acme", "UPDATE due_works SET given_up_at = UTC_TIMESTAMP(6) WHERE kind = 'letter'");
    assert!(check::run(&world.config).is_err(), "nobody else says so");
}
