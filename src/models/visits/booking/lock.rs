//! What changes of bookings queue for: a row for each doctor and each patient, always there, taken in the order of the rows' numbers.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::db::Tx;
use crate::db::ids::ProfileId;
use crate::db::statement::Among;
use crate::schema::organisation::booking_locks;

/// How many rows there are. Two people may share one: then they wait for each other, and nothing else.
const ROWS: u16 = 1024;

fn row_of(person: ProfileId) -> i16 {
    let [.., high, low] = *person.0.as_bytes();
    i16::try_from(u16::from_be_bytes([high, low]) % ROWS).unwrap_or_default()
}

/// Waits until nobody else changes what these doctors and patients have booked. Before any sitting is locked, and once in a transaction:
/// whoever took a second lot might wait for somebody who waits for the first.
pub(super) fn take(tx: &mut Tx, people: impl IntoIterator<Item = ProfileId>) -> QueryResult<()> {
    let rows: BTreeSet<i16> = people.into_iter().map(row_of).collect();
    let ordered = booking_locks::table.filter(booking_locks::id.among(rows)).order(booking_locks::id).select(booking_locks::id);
    ordered.for_update().load::<i16>(tx.db).map(drop)
}
