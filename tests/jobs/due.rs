//! What is due: in one process's hands at a time, never forgotten, and given up in sight.

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use swasthya::db::ids::ImportId;
use swasthya::db::{Author, DirectoryDb, Tx};
use swasthya::directory::tenants::OrganisationDue;
use swasthya::jobs::due::{round, tell_of_all};
use swasthya::models::journal::{DueKind, DueStanding, DueWork};
use swasthya::schema::directory::organisations_due;

use crate::support::World;
use crate::support::register::{REGISTER, brought, unread, worked};

/// Work about a subject that is not there: every try fails.
async fn in_vain(world: &World) -> ImportId {
    let id = ImportId::new();
    let due = move |tx: &mut Tx| DueWork::at(tx, DueKind::ImportPreview, id, tx.now);
    world.databases().write("acme", Author::system(), due).await.expect("work");
    id
}

async fn take(world: &World) -> Option<DueWork> {
    world.databases().write("acme", Author::system(), DueWork::take).await.expect("what is due")
}

async fn standing(world: &World, id: ImportId) -> DueStanding {
    world.databases().read("acme", move |db| DueWork::of(db, id)).await.expect("works").swap_remove(0)
}

/// Lets so many seconds pass for all that is due.
async fn let_pass(world: &World, seconds: i64) {
    let older = format!("UPDATE due_works SET due_at = due_at - INTERVAL {seconds} SECOND");
    world.databases().write("acme", Author::system(), move |tx| tx.db.batch_execute(&older)).await.expect("time passes");
    let older = format!("UPDATE organisations_due SET due_at = due_at - INTERVAL {seconds} SECOND");
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(&older)).await.expect("time passes");
}

#[actix_web::test]
async fn work_is_in_one_hand_at_a_time_and_in_another_when_its_lease_ends() {
    let world = World::open().await;
    in_vain(&world).await;
    let first = take(&world).await.expect("work");
    assert!(take(&world).await.is_none(), "it is in hand");
    let_pass(&world, 59).await;
    assert!(take(&world).await.is_none(), "its lease has not ended");
    let_pass(&world, 2).await;
    let second = take(&world).await.expect("it is taken up");
    assert_eq!((first.attempts, second.attempts), (1, 2));
    let keeps = |work: DueWork| world.databases().write("acme", Author::system(), move |tx| work.keep(tx, 1));
    assert!(!keeps(first.clone()).await.expect("an answer"), "whoever was silent has lost it");
    assert!(keeps(second.clone()).await.expect("an answer"));
    world.databases().write("acme", Author::system(), move |tx| first.finish(tx)).await.expect("nothing");
    assert!(keeps(second).await.expect("an answer"), "and ends it for nobody");
}

#[actix_web::test]
async fn what_fails_is_tried_again_later_each_time_and_given_up_with_its_reason() {
    let world = World::open().await;
    let id = in_vain(&world).await;
    for (attempt, delay) in [(1, 5), (2, 10), (3, 20), (4, 40)] {
        assert!(round(&world.state.databases).await.expect("a round"), "try {attempt}");
        let failed = standing(&world, id).await;
        assert!(format!("{:?}", failed.why()).contains("not found") && !failed.is_given_up(), "{failed:?}");
        let_pass(&world, delay - 1).await;
        assert!(!round(&world.state.databases).await.expect("a round"), "too early for try {}", attempt + 1);
        let_pass(&world, 1).await;
    }
    assert!(round(&world.state.databases).await.expect("a round"));
    assert!(standing(&world, id).await.is_given_up());
    let_pass(&world, 86_400).await;
    assert!(take(&world).await.is_none(), "it is left alone");
    let again = move |tx: &mut Tx| DueWork::at(tx, DueKind::ImportPreview, id, tx.now);
    world.databases().write("acme", Author::system(), again).await.expect("work");
    assert_eq!(take(&world).await.expect("asked for again it begins anew").attempts, 1);
}

#[actix_web::test]
async fn a_reading_that_kills_whoever_does_it_is_given_up_and_its_page_says_so() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = unread(&om, REGISTER).await;
    for _ in 0..DueKind::ImportPreview.tries() {
        assert!(take(&world).await.is_some());
        let_pass(&world, 61).await;
    }
    assert!(take(&world).await.is_none());
    let page = om.get(&path).await;
    assert!(page.text("#unread").contains("cut short each time"), "{}", page.html);
    om.submit(&format!("{path}/reading"), &[]).await;
    worked(&om).await;
    assert_eq!(om.get(&path).await.text("#fresh"), "5");
}

#[actix_web::test]
async fn what_the_directory_was_not_told_of_is_found_by_the_slow_round() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    let path = unread(&om, REGISTER).await;
    let untold = "UPDATE organisations_due SET due_at = NULL";
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(untold)).await.expect("nobody told");
    assert!(!round(&world.state.databases).await.expect("a round"));
    tell_of_all(&world.state.databases).await.expect("a slow round");
    assert!(round(&world.state.databases).await.expect("a round"));
    assert_eq!(om.get(&path).await.text("#fresh"), "5");
}

#[actix_web::test]
async fn work_of_which_is_told_while_somebody_looks_is_not_forgotten() {
    let world = World::open().await;
    let om = world.sign_in("om").await;
    brought(&om, REGISTER).await;
    let due_at = |db: &mut DirectoryDb| organisations_due::table.select(organisations_due::due_at).first::<Option<NaiveDateTime>>(db);
    assert_eq!(world.databases().read_directory(due_at).await.expect("the directory"), None, "nothing is due");
    in_vain(&world).await;
    let looked = world.databases().write_directory(Author::system(), OrganisationDue::take).await.expect("who is due").expect("acme");
    assert!(!round(&world.state.databases).await.expect("a round"), "somebody looks there");
    in_vain(&world).await;
    world.databases().write_directory(Author::system(), move |tx| looked.settle(tx, None)).await.expect("settled");
    assert!(round(&world.state.databases).await.expect("a round"), "there is more than was seen");
}
