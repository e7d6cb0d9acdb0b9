//! What all requests share.

use std::sync::Arc;

use actix_web::HttpRequest;

use super::device_cookie::DeviceCookie;
use super::directory::Directory;
use super::live::LiveScreens;
use crate::config::Config;
use crate::db::ids::UserId;
use crate::db::trail::Lately;
use crate::db::{Author, Databases};
use crate::keys::digest;
use crate::providers::google::Google;
use crate::web::client::{address, network};
use crate::web::crowd::{Crowds, connections};
use crate::web::error::Error;

/// The databases, the configuration, the live screens. One for the whole process.
#[derive(Clone)]
pub struct State {
    pub databases: Arc<Databases>,
    pub config: Arc<Config>,
    pub live: Arc<LiveScreens>,
    /// Where people may also sign in, if anywhere.
    pub google: Option<Arc<Google>>,
    /// How many connections are held open for what.
    pub crowds: Crowds,
    /// Who was refused what of late.
    pub refused: Arc<Lately>,
}

impl State {
    pub fn new(databases: Databases, config: Config) -> anyhow::Result<State> {
        let databases = Arc::new(databases);
        let google = Google::of(&config)?.map(Arc::new);
        let live = Arc::new(LiveScreens::new(Arc::clone(&databases)));
        Ok(State { live, databases, config: Arc::new(config), google, crowds: Crowds::of(connections()), refused: Arc::default() })
    }

    pub(super) fn of(request: &HttpRequest) -> Result<State, Error> {
        request.app_data::<State>().cloned().ok_or_else(|| Error::Internal(anyhow::anyhow!("the server was started without its state")))
    }

    /// Where people may also sign in; nothing is there when it is not configured.
    pub(super) fn google(&self) -> Result<&Google, Error> {
        self.google.as_deref().ok_or(Error::NotFound)
    }

    /// The directory, as this user reaches it by this request.
    pub(super) fn directory(&self, request: &HttpRequest, user: UserId) -> Directory {
        Directory::new(Arc::clone(&self.databases), self.author(request, user))
    }

    /// Who makes the request's changes, as the audit log will say it.
    pub fn author(&self, request: &HttpRequest, user: UserId) -> Author {
        let agent = request.headers().get("User-Agent").and_then(|it| it.to_str().ok()).unwrap_or_default();
        let browser =
            DeviceCookie::Known.token(request, self.config.secure_cookies).map(|token| digest(&token).to_vec()).unwrap_or_default();
        let (address, agent) = (address(request), agent.chars().take(255).collect());
        Author { user, network: network(&address), address, agent, browser, looking_as: None }
    }
}
