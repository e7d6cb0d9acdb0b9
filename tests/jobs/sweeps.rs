//! What nobody needs any more goes.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use swasthya::db::Author;
use swasthya::jobs::sweeps;
use swasthya::schema::directory::{otps, outbox, sessions};

use crate::support::World;

#[actix_web::test]
async fn old_sessions_codes_and_messages_go_and_new_ones_stay() {
    let world = World::open().await;
    let count = || async {
        world
            .databases()
            .read_directory(|db| {
                let sessions: i64 = sessions::table.count().get_result(db)?;
                let otps: i64 = otps::table.count().get_result(db)?;
                Ok((sessions, otps, outbox::table.count().get_result::<i64>(db)?))
            })
            .await
            .expect("the directory")
    };
    world.sign_in_by_phone("98450 12345").await;
    let before = count().await;
    sweeps::sweep(world.databases()).await.expect("a sweep");
    assert_eq!(count().await, before);
    world.visitor().post("/sign-in/codes", &[("phone", "98450 00000")]).await;
    assert_eq!(count().await.0, before.0 + 1, "a browser that asked for a code is remembered");
    let ended = "UPDATE sessions SET expires_at = expires_at - INTERVAL 1 DAY WHERE user_id IS NULL";
    world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(ended)).await.expect("time passes");
    sweeps::sweep(world.databases()).await.expect("a sweep");
    assert_eq!(count().await.0, 1, "nobody's go when they ended; hers stays");
    for sql in [
        "UPDATE sessions SET expires_at = expires_at - INTERVAL 90 DAY",
        "UPDATE otps SET expires_at = expires_at - INTERVAL 2 DAY",
        "UPDATE outbox SET status = 'sent', created_at = created_at - INTERVAL 91 DAY",
    ] {
        world.databases().write_directory(Author::system(), move |tx| tx.db.batch_execute(sql)).await.expect("time passes");
    }
    sweeps::sweep(world.databases()).await.expect("a sweep");
    assert_eq!(count().await, (0, 0, 0));
}
