//! The HTTP server: what wraps every request, and how it starts and stops.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, NormalizePath, TrailingSlash, from_fn};
use actix_web::{App, HttpServer, web};
use tracing_actix_web::TracingLogger;

use crate::auth::sessions;
use crate::auth::state::State;
use crate::web::error::{self, Error};
use crate::web::form::LIMIT;
use crate::web::{headers, origin};
use crate::{jobs, routes};

/// The application, the same in the server and in tests.
pub fn app(
    state: State,
) -> App<
    impl ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<impl MessageBody>, Error = actix_web::Error, InitError = ()>,
> {
    let session = sessions::middleware(state.databases.clone(), &state.config);
    App::new()
        .app_data(state)
        .app_data(web::PayloadConfig::new(LIMIT))
        .configure(routes::mount_unguarded)
        .service(
            web::scope("")
                .configure(|app| drop(routes::mount(app)))
                .default_service(web::to(|| async { Err::<&str, Error>(Error::NotFound) }))
                .wrap(session)
                .wrap(from_fn(origin::check)),
        )
        .wrap(from_fn(error::pages))
        .wrap(from_fn(headers::secure))
        .wrap(NormalizePath::new(TrailingSlash::Trim))
        .wrap(Compress::default())
        .wrap(TracingLogger::default())
}

/// Serves until told to stop, then lets what is under way finish. Says the address when it is ready.
pub async fn serve(state: State) -> anyhow::Result<()> {
    let address = (state.config.host.clone(), state.config.port);
    let workers = state.config.workers;
    let (databases, config) = (std::sync::Arc::clone(&state.databases), std::sync::Arc::clone(&state.config));
    let mut server = HttpServer::new(move || app(state.clone())).shutdown_timeout(10);
    if let Some(workers) = workers {
        server = server.workers(workers);
    }
    let (host, port) = address.clone();
    let server = server.bind(address).map_err(|error| anyhow::anyhow!("cannot listen on {host}:{port}: {error}"))?;
    jobs::start(&databases, &config)?;
    server.run().await?;
    Ok(())
}
