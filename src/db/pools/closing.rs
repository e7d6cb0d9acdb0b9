//! Pools that a round over all organisations opened are closed behind it: a thousand of them would keep as many connections.

use super::Databases;

impl Databases {
    /// Whether an organisation's pool is open.
    pub fn is_open(&self, slug: &str) -> bool {
        self.0.opened().contains_key(slug)
    }

    /// Closes an organisation's pool. Whoever has a connection of it keeps that as long as they need it.
    pub fn close(&self, slug: &str) {
        self.0.opened().remove(slug);
    }
}
