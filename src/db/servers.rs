//! The database servers: the directory's own, and those that the configuration names besides.

use super::provision::Server;
use crate::config::{Config, OWN};

/// Every server that databases may live on, by name. The first is the directory's own.
#[derive(Clone, Debug)]
pub struct Servers(Vec<(String, Server)>);

impl Servers {
    pub fn of(config: &Config) -> Servers {
        let more = config.database_servers.iter().map(|(name, url)| (name.clone(), Server::at(url, config)));
        Servers([(OWN.to_owned(), Server::of(config))].into_iter().chain(more).collect())
    }

    /// The directory's.
    pub fn own(&self) -> &Server {
        &self.0[0].1
    }

    /// The server of that name, unless it is configured no longer.
    pub fn named(&self, name: &str) -> Option<&Server> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, server)| server)
    }

    /// All of them with their names, the directory's own first.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Server)> {
        self.0.iter().map(|(name, server)| (name.as_str(), server))
    }

    /// The names of those on which databases can be created.
    pub fn that_create(&self) -> Vec<String> {
        self.all().filter(|(_, server)| server.can_create()).map(|(name, _)| name.to_owned()).collect()
    }
}
