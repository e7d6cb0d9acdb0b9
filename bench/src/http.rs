//! A browser as small as can be: one request a connection, cookies kept, nothing followed, nothing unpacked.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, ensure};

#[derive(Default)]
pub struct Browser {
    port: u16,
    cookies: BTreeMap<String, String>,
}

pub struct Answer {
    pub status: u16,
    pub location: String,
    pub encoding: String,
    /// What came, packed as it came; chunks put together.
    pub body: Vec<u8>,
    /// Bytes of all that came, as a connection that stays open would have brought it.
    pub size: usize,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Browser {
    pub fn new(port: u16) -> Browser {
        Browser { port, cookies: BTreeMap::new() }
    }

    /// The cookies as a request carries them.
    pub fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    pub fn post(&mut self, path: &str, form: &str) -> anyhow::Result<Answer> {
        self.ask("POST", path, "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n", form)
    }

    fn ask(&mut self, method: &str, path: &str, headers: &str, body: &str) -> anyhow::Result<Answer> {
        let headers = format!("{headers}Cookie: {}\r\nContent-Length: {}\r\n", self.cookie(), body.len());
        let (answer, cookies) =
            exchange(self.port, &format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{headers}", self.port), body)
                .with_context(|| format!("{method} {path}"))?;
        self.cookies.extend(cookies);
        self.cookies.retain(|_, value| !value.is_empty());
        Ok(answer)
    }
}

/// A GET as the generator makes it: with someone's cookies, and what may be packed how.
pub fn get(port: u16, path: &str, cookie: &str, accept: &str) -> anyhow::Result<Answer> {
    let mut head = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n");
    for (name, value) in [("Cookie", cookie), ("Accept-Encoding", accept)] {
        if !value.is_empty() {
            head += &format!("{name}: {value}\r\n");
        }
    }
    Ok(exchange(port, &head, "").with_context(|| format!("GET {path}"))?.0)
}

type Cookies = Vec<(String, String)>;

fn exchange(port: u16, head: &str, body: &str) -> anyhow::Result<(Answer, Cookies)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    stream.write_all(format!("{head}Connection: close\r\n\r\n{body}").as_bytes())?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all)?;
    let end = all.windows(4).position(|it| it == b"\r\n\r\n").context("no answer")?;
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).context("no status")?;
    let size = all.len().saturating_sub("connection: close\r\n".len());
    let (mut answer, mut cookies) =
        (Answer { status, location: String::new(), encoding: String::new(), body: Vec::new(), size }, Vec::new());
    let mut chunked = false;
    for (name, value) in head.lines().skip(1).filter_map(|line| line.split_once(": ")) {
        match name.to_ascii_lowercase().as_str() {
            "location" => answer.location = value.to_owned(),
            "content-encoding" => answer.encoding = value.to_owned(),
            "transfer-encoding" => chunked = value.contains("chunked"),
            "set-cookie" => cookies
                .extend(value.split(';').next().and_then(|it| it.split_once('=')).map(|(name, value)| (name.to_owned(), value.to_owned()))),
            _ => {}
        }
    }
    answer.body = if chunked { put_together(&all[end + 4..])? } else { all[end + 4..].to_vec() };
    Ok((answer, cookies))
}

fn put_together(mut rest: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let line = rest.windows(2).position(|it| it == b"\r\n").context("a chunk without its length")?;
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..line])?.split(';').next().unwrap_or_default().trim(), 16)?;
        if length == 0 {
            return Ok(whole);
        }
        let (begin, end) = (line + 2, line + 2 + length);
        ensure!(rest.len() >= end + 2, "a chunk that was cut off");
        whole.extend_from_slice(&rest[begin..end]);
        rest = &rest[end + 2..];
    }
}
