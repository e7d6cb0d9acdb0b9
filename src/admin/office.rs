//! The way into the office: on to the first of its pages that the reader may see.

use crate::auth::{Actor, Office};
use crate::models::practice::Permission;
use crate::web::screen::*;

/// `GET .`.
pub async fn show(me: Actor<Office>, hx: Hx) -> Response {
    let first = match Permission::ALL.iter().find(|it| it.is_office() && me.may(**it)) {
        Some(Permission::Imports) => "imports",
        Some(Permission::Audit) => "audit",
        Some(Permission::People) => "people",
        _ => "figures",
    };
    hx.see_other(me.here(first), None)
}
