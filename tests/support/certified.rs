//! A certified OpenID Connect provider that knows nothing of us: npm's `oidc-provider`.

use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};

use swasthya::config::GoogleClient;

use super::provider::{CLIENT, SECRET};

/// The provider's process: it ends with the test.
pub struct Provider {
    process: Child,
    /// Held open: it goes on talking.
    _said: Lines<BufReader<ChildStdout>>,
    pub issuer: String,
}

impl Provider {
    /// Serves on a port of its own, for a client that people come back to at that address.
    pub fn start(callback: &str) -> Provider {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/oidc.mjs");
        let mut process = Command::new("node")
            .args([script, CLIENT, SECRET, callback])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node");
        let mut said = BufReader::new(process.stdout.take().expect("its words")).lines();
        let issuer = said.by_ref().map_while(Result::ok).find(|line| line.starts_with("http://")).expect("an issuer");
        Provider { process, _said: said, issuer }
    }

    /// The client that is registered there.
    pub fn client(&self) -> GoogleClient {
        GoogleClient { client_id: CLIENT.into(), client_secret: SECRET.into(), issuer: self.issuer.clone() }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
