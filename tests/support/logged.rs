//! A server process whose log is read, spoken to over bare sockets.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use super::world::SECRET;
use super::{World, server};

pub struct LoggedServer {
    port: u16,
    process: Child,
    log: JoinHandle<std::io::Result<String>>,
}

impl LoggedServer {
    /// On a committed world, logging so much.
    pub async fn start(world: &World, level: &str) -> LoggedServer {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port();
        let mut process = Command::new(env!("CARGO_BIN_EXE_swasthya"))
            .arg("serve")
            .env("MODE", "demo")
            .env("SECRET", SECRET)
            .env("DATABASE_URL", server::url())
            .env("DATABASE_PREFIX", world.prefix())
            .env("PORT", port.to_string())
            .env("WORKERS", "1")
            .env("LOG", level)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a server");
        let mut stderr = process.stderr.take().expect("its log");
        let log = std::thread::spawn(move || {
            let mut log = Vec::new();
            stderr.read_to_end(&mut log).map(|_| String::from_utf8_lossy(&log).into_owned())
        });
        for _ in 0..400 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            actix_web::rt::time::sleep(Duration::from_millis(25)).await;
        }
        LoggedServer { port, process, log }
    }

    /// Sends bytes as they are; the answer as it came.
    pub fn send(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a server");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        stream.write_all(request).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn get(&self, path: &str) -> String {
        self.send(format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port).as_bytes())
    }

    /// Posts a form.
    pub fn post(&self, cookie: &str, path: &str, body: &str) -> String {
        let (port, length) = (self.port, body.len());
        let head = format!("POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin");
        let kind = "Content-Type: application/x-www-form-urlencoded";
        self.send(format!("{head}\r\nConnection: close\r\n{kind}\r\nContent-Length: {length}\r\n\r\n{body}").as_bytes())
    }

    /// Ends it; what it logged.
    pub fn end(mut self) -> String {
        self.process.kill().expect("its end");
        self.process.wait().expect("its end");
        self.log.join().expect("a thread").expect("a log")
    }
}
