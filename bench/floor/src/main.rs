//! The floor: actix-web, diesel and askama with one indexed query, twenty rows and one template. No session, no cache, no tricks.

use actix_web::middleware::Compress;
use actix_web::web::{self, Path};
use actix_web::{App, HttpServer, error};
use askama::Template;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, Pool};

diesel::table! {
    appointments (id) {
        id -> Binary,
        clinic_id -> Binary,
        held_on -> Date,
        token -> Integer,
        status -> Text,
        complaint -> Text,
        checked_in_at -> Datetime,
    }
}

#[derive(Queryable)]
struct Row {
    token: i32,
    status: String,
    complaint: String,
    checked_in_at: chrono::NaiveDateTime,
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page {
    rows: Vec<Row>,
}

#[expect(clippy::disallowed_types, reason = "the floor stands on the bare libraries")]
type Connections = Pool<ConnectionManager<diesel::MysqlConnection>>;

/// `GET /{clinic}/{day}`, also under `/compressed`: twenty visits of a clinic's day.
#[expect(clippy::disallowed_types, reason = "the floor stands on the bare libraries")]
async fn show(pool: web::Data<Connections>, path: Path<(String, NaiveDate)>) -> actix_web::Result<web::Html> {
    let (clinic, day) = path.into_inner();
    let clinic = u128::from_str_radix(&clinic, 16).map_err(error::ErrorNotFound)?.to_be_bytes().to_vec();
    let rows = web::block(move || {
        let mut db = pool.get().map_err(|error| error.to_string())?;
        appointments::table
            .filter(appointments::clinic_id.eq(clinic))
            .filter(appointments::held_on.eq(day))
            .limit(20)
            .select((appointments::token, appointments::status, appointments::complaint, appointments::checked_in_at))
            .load::<Row>(&mut *db)
            .map_err(|error| error.to_string())
    });
    let rows = rows.await?.map_err(error::ErrorInternalServerError)?;
    Ok(web::Html::new(Page { rows }.render().map_err(error::ErrorInternalServerError)?))
}

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let [url, port] = ["DATABASE_URL", "PORT"].map(std::env::var);
    let pool: Connections = Pool::builder().max_size(6).test_on_check_out(false).build(ConnectionManager::new(url?))?;
    let app = move || {
        let app = App::new().app_data(web::Data::new(pool.clone()));
        let compressed = web::scope("/compressed").wrap(Compress::default()).route("/{clinic}/{day}", web::get().to(show));
        app.service(compressed).route("/{clinic}/{day}", web::get().to(show))
    };
    HttpServer::new(app).tcp_nodelay(true).bind(("127.0.0.1", port?.parse()?))?.run().await?;
    Ok(())
}
