//! A program that serves, while it is measured: started, waited for, ended.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::http;

pub struct Server {
    pub port: u16,
    child: Child,
    /// From its start until it said that it can work.
    pub ready_after: Duration,
}

impl Server {
    /// Starts it on a free port, and asks that path until it answers 200.
    pub fn start(mut program: Command, ready: &str) -> anyhow::Result<Server> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        program.env("PORT", port.to_string()).stdin(Stdio::null()).stdout(Stdio::null());
        let since = Instant::now();
        let child = program.spawn().context("cannot start a server")?;
        let mut server = Server { port, child, ready_after: Duration::ZERO };
        while !http::get(port, ready, "", "").is_ok_and(|it| it.status == 200) {
            if let Some(status) = server.child.try_wait()? {
                bail!("a server ended before it was ready: {status}");
            }
            if since.elapsed() > Duration::from_secs(30) {
                bail!("a server was not ready after 30 seconds");
            }
            thread::sleep(Duration::from_millis(2));
        }
        server.ready_after = since.elapsed();
        Ok(server)
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
