//! `swasthya routes`.

use actix_web::App;

use crate::auth::RouteRow;
use crate::routes;

/// The table of routes, as the server mounts them.
pub fn table() -> Vec<RouteRow> {
    let mut table = Vec::new();
    drop(App::new().configure(|app| table = routes::mount(app)));
    table
}

pub fn run() {
    for RouteRow { method, path, actor, makes, fresh } in table() {
        let (makes, fresh) = (if makes { ", once" } else { "" }, if fresh { ", fresh" } else { "" });
        println!("{method:5} {path:75} {actor}{makes}{fresh}");
    }
}
