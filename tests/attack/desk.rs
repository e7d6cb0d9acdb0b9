//! Somebody at work while others attack: asks for a page again and again, on a thread of their own, and says how long it took.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::target::HOST;

/// One desk at work.
pub struct Desk {
    over: Arc<AtomicBool>,
    thread: JoinHandle<Vec<(u16, Duration)>>,
}

/// What a desk has seen.
pub struct Seen {
    pub pages: usize,
    pub refused: usize,
    pub median: Duration,
    pub worst: Duration,
}

impl Seen {
    pub fn told(&self) -> String {
        let ms = |it: Duration| it.as_secs_f64() * 1000.0;
        let Seen { pages, refused, median, worst } = self;
        format!("desk: {pages} pages, {refused} not served, median {:.0} ms, worst {:.0} ms", ms(*median), ms(*worst))
    }
}

impl Desk {
    /// Begins to work, with the cookies of somebody who is signed in.
    pub fn open(port: u16, cookies: String) -> Desk {
        let over = Arc::new(AtomicBool::new(false));
        let ends = Arc::clone(&over);
        let thread = std::thread::spawn(move || {
            let mut seen = Vec::new();
            while !ends.load(Ordering::SeqCst) {
                let since = Instant::now();
                let status = page(port, &cookies).unwrap_or_default();
                seen.push((status, since.elapsed()));
                std::thread::sleep(Duration::from_millis(50));
            }
            seen
        });
        Desk { over, thread }
    }

    pub fn close(self) -> Seen {
        self.over.store(true, Ordering::SeqCst);
        let seen = self.thread.join().expect("the desk");
        let refused = seen.iter().filter(|(status, _)| *status != 200).count();
        let mut times: Vec<Duration> = seen.iter().map(|(_, took)| *took).collect();
        times.sort();
        let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
        Seen { pages: times.len(), refused, median, worst }
    }
}

/// The board, asked for on a connection of its own.
fn page(port: u16, cookies: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(45))).ok()?;
    write!(
        stream,
        "GET /o/acme/reception/andheri/queue HTTP/1.0\r\nHost: {HOST}\r\nX-Forwarded-For: 192.0.2.10\r\nCookie: {cookies}\r\n\r\n"
    )
    .ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    String::from_utf8_lossy(&answer[..answer.len().min(20)]).split(' ').nth(1)?.parse().ok()
}
