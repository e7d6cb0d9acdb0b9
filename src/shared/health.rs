//! Whether the process lives, and whether it can work.

use actix_web::HttpResponse;

use crate::auth::Visitor;
use crate::web::error::Response;

/// `GET /healthz`: the process answers.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok")
}

/// `GET /readyz`: the directory answers too; else 503.
pub async fn ready(visitor: Visitor) -> Response {
    visitor.directory.read(|db| diesel::connection::SimpleConnection::batch_execute(db, "SELECT 1")).await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready"))
}
