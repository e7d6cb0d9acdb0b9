//! The table of permissions: what each allows, in a sentence, and which template holds it.

use crate::auth::{Actor, Layout, People};
use crate::models::practice::{Permission, PermissionTemplate};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/permissions/index.html")]
struct Index {
    layout: Layout,
}

page!(Index);

/// `GET permissions`.
pub async fn index(me: Actor<People>, hx: Hx) -> Response {
    hx.page(&Index { layout: me.layout() })
}
