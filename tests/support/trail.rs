//! What reading left in acme's log.

use diesel::prelude::*;
use serde_json::Value;
use swasthya::db::statement::Among;
use swasthya::db::{Author, QueryResult, clock};
use swasthya::models::journal::Opening;
use swasthya::schema::organisation::audit_logs;
use uuid::Uuid;

use super::World;
use super::world::id;

/// A row that says who read what.
#[derive(Clone, Debug)]
pub struct Trace {
    pub user: Uuid,
    pub action: String,
    pub resource: String,
    pub about: Option<Uuid>,
    pub details: Value,
}

impl Trace {
    pub fn is_by(&self, name: &str) -> bool {
        self.user == id(&format!("user {name}"))
    }
}

/// All of them, in the order in which they were written.
pub fn traces(world: &World) -> Vec<Trace> {
    let rows = world.databases().read_now("acme", |db| {
        audit_logs::table
            .filter(audit_logs::action.among(["viewed", "printed", "searched", "exported", "refused", "reason_given"]))
            .order(audit_logs::id)
            .select((audit_logs::user_id, audit_logs::action, audit_logs::resource, audit_logs::resource_id, audit_logs::details))
            .load::<(Vec<u8>, String, String, Option<Vec<u8>>, String)>(db)
    });
    let trace = |(user, action, resource, about, details): (Vec<u8>, String, String, Option<Vec<u8>>, String)| Trace {
        user: Uuid::from_slice(&user).expect("a user"),
        action,
        resource,
        about: about.map(|it| Uuid::from_slice(&it).expect("an id")),
        details: serde_json::from_str(&details).expect("details"),
    };
    rows.expect("the log").into_iter().map(trace).collect()
}

/// Opens records of acme as the system does.
pub fn open<T>(world: &World, query: impl Fn(&mut Opening) -> QueryResult<T>) -> T {
    let read = world.databases().read_noted_now("acme", |db, lately| {
        let by = Author::system();
        let mut opening = Opening::begin(db, &by, None, clock::now(), lately);
        let found = query(&mut opening)?;
        Ok((found, opening.notes()))
    });
    read.expect("what is read")
}
