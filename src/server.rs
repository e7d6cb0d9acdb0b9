//! The HTTP server: what wraps every request, and how it starts and stops.

use std::sync::Arc;
use std::thread::available_parallelism;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{NormalizePath, TrailingSlash, from_fn};
use actix_web::{App, HttpServer, web};
use tokio::signal::unix::{SignalKind, signal};
use tracing_actix_web::TracingLogger;

use crate::auth::{State, carry_session, give_cookies, note_refusals, note_use, open_session, session_middleware};
use crate::config::Mode;
use crate::keys::derive;
use crate::web::client::Proxied;
use crate::web::crowd::connections;
use crate::web::error::Error;
use crate::web::error_pages;
use crate::web::form::LIMIT;
use crate::web::log::RequestSpan;
use crate::web::notices::NoticeSeal;
use crate::web::origin::OwnOrigin;
use crate::web::{bodies, compress, headers, hx, origin};
use crate::{jobs, routes};

/// The application, the same in the server and in tests.
pub fn app(
    state: State,
) -> App<
    impl ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<impl MessageBody>, Error = actix_web::Error, InitError = ()>,
> {
    let sessions = session_middleware(state.databases.clone(), &state.config);
    let seal = NoticeSeal::new(&derive(&state.config.secret, "notices"), state.config.secure_cookies);
    App::new()
        .app_data(seal)
        .app_data(if state.config.mode == Mode::Production { OwnOrigin::of(&state.config.base_url) } else { OwnOrigin(None) })
        .app_data(Proxied(state.config.trusted_proxy))
        .app_data(state.crowds.clone())
        .app_data(state)
        .app_data(web::PayloadConfig::new(LIMIT))
        .configure(routes::mount_unguarded)
        .service(
            web::scope("")
                .configure(|app| drop(routes::mount(app)))
                .default_service(web::to(|| async { Err::<&str, Error>(Error::NotFound) }))
                .wrap(from_fn(hx::raise_banner))
                .wrap(from_fn(note_refusals))
                .wrap(from_fn(note_use))
                .wrap(from_fn(give_cookies))
                .wrap(from_fn(bodies::admit))
                .wrap(from_fn(open_session))
                .wrap(sessions)
                .wrap(from_fn(carry_session))
                .wrap(from_fn(origin::check)),
        )
        .wrap(from_fn(error_pages::pages))
        .wrap(from_fn(headers::secure))
        .wrap(NormalizePath::new(TrailingSlash::Trim))
        .wrap(from_fn(compress::answers))
        .wrap(TracingLogger::<RequestSpan>::new())
}

/// How long requests that are under way may take when the server stops.
const GRACE_SECONDS: u64 = 5;

/// Serves until a signal says stop, then lets what is under way finish. Says the greeting when it is ready.
pub async fn serve(state: State, greeting: &str) -> anyhow::Result<()> {
    let (host, port) = (state.config.host.clone(), state.config.port);
    let workers = state.config.workers;
    let (databases, config, live) = (Arc::clone(&state.databases), Arc::clone(&state.config), Arc::clone(&state.live));
    let mut server = HttpServer::new(move || app(state.clone())).tcp_nodelay(true).disable_signals().shutdown_timeout(GRACE_SECONDS);
    let workers = workers.or(available_parallelism().ok().map(Into::into)).unwrap_or(1);
    // Whoever comes when all connections are taken waits until one is free: none is refused for want of a file.
    server = server.workers(workers).max_connections(connections() / workers);
    let server = server.bind((host.as_str(), port)).map_err(|error| anyhow::anyhow!("cannot listen on {host}:{port}: {error}"))?.run();
    jobs::start(&databases, &config)?;
    let handle = server.handle();
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    actix_web::rt::spawn(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        live.close();
        handle.stop(true).await;
    });
    println!("{greeting}");
    server.await?;
    Ok(())
}
