//! The outside world, on ports of the test's own: an HTTP gateway and a mail server that answer as they are told.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// What an HTTP gateway does with a request.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// This status and body.
    Status(u16, &'static str),
    /// `429`, to be left alone for so many seconds.
    After(u64),
    /// A redirect to nowhere.
    Elsewhere,
    /// Something that is not HTTP.
    Garbage,
    /// Nothing: the connection stays open.
    Silence,
    /// It takes the request and hangs up.
    HangUp,
}

/// One request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// The request line and the headers, in lower case but for the line.
    pub head: String,
    pub body: String,
}

/// A gateway by HTTP. Answers the first request by its first answer, and so on; the last one stays.
pub struct HttpGateway {
    pub address: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl HttpGateway {
    pub fn open(answers: &'static [Answer]) -> HttpGateway {
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (seen, asked) = (Arc::clone(&requests), AtomicUsize::new(0));
        let address = serve(move |mut stream| {
            let Some(request) = read_request(&stream) else { return };
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(request);
            let turn = asked.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
            let text = match answers[turn] {
                Answer::Status(status, body) => plain(status, "", body),
                Answer::After(seconds) => plain(429, &format!("Retry-After: {seconds}\r\n"), ""),
                Answer::Elsewhere => plain(302, "Location: http://127.0.0.1:9/\r\n", ""),
                Answer::Garbage => "ok, sent\r\n\r\n".to_owned(),
                Answer::Silence => {
                    thread::sleep(Duration::from_secs(5));
                    return;
                }
                Answer::HangUp => {
                    let _ = stream.shutdown(Shutdown::Both);
                    return;
                }
            };
            let _ = stream.write_all(text.as_bytes());
        });
        HttpGateway { address, requests }
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many messages a gateway that keeps ids has sent on: the same `message_id` twice is one.
    pub fn messages(&self) -> usize {
        let mut ids: Vec<String> = self.requests().iter().map(|request| request.field("message_id")).collect();
        ids.sort();
        ids.dedup();
        ids.len()
    }
}

impl Request {
    /// A field of the form that was posted.
    pub fn field(&self, name: &str) -> String {
        serde_html_form::from_str::<Vec<(String, String)>>(&self.body)
            .expect("a form")
            .into_iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value)
            .unwrap_or_default()
    }

    /// The JSON that was posted.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

fn plain(status: u16, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status} So\r\n{headers}Connection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

fn read_request(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let (mut head, mut line, mut length) = (String::new(), String::new(), 0);
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        head.push_str(&std::mem::take(&mut line));
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { head, body: String::from_utf8(body).ok()? })
}

/// What a mail server says to a recipient.
#[derive(Clone, Copy, Debug)]
pub enum ToRecipient {
    Answers(&'static str),
    HangsUp,
    SaysNothing,
}

/// One mail as it was handed over.
#[derive(Clone, Debug, Default)]
pub struct Mail {
    pub from: String,
    pub to: Vec<String>,
    pub data: String,
}

/// A mail server (RFC 5321): insists on the order of the commands, takes the dots out again, keeps what it took.
pub struct MailServer {
    pub address: String,
    mails: Arc<Mutex<Vec<Mail>>>,
    said: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    pub fn open(to_recipient: ToRecipient) -> MailServer {
        let mails: Arc<Mutex<Vec<Mail>>> = Arc::default();
        let said: Arc<Mutex<Vec<String>>> = Arc::default();
        let (kept, heard) = (Arc::clone(&mails), Arc::clone(&said));
        let address = serve(move |stream| drop(converse(&stream, to_recipient, &kept, &heard)));
        MailServer { address, mails, said }
    }

    /// What it took.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The commands it was given, first words only.
    pub fn commands(&self) -> Vec<String> {
        let said: MutexGuard<Vec<String>> = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.iter().map(|line| line.split([' ', ':']).next().unwrap_or_default().to_uppercase()).collect()
    }
}

fn converse(mut stream: &TcpStream, to_recipient: ToRecipient, mails: &Mutex<Vec<Mail>>, said: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    stream.write_all(b"220 mail.test ESMTP\r\n")?;
    let (mut greeted, mut mail) = (false, Mail::default());
    while let Some(Ok(line)) = lines.next() {
        said.lock().unwrap_or_else(PoisonError::into_inner).push(line.clone());
        let upper = line.to_uppercase();
        let address = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        let answer = if upper.starts_with("EHLO ") {
            greeted = true;
            "250-mail.test\r\n250-8BITMIME\r\n250 SMTPUTF8"
        } else if upper.starts_with("MAIL FROM:<") && greeted {
            mail = Mail { from: address(), ..Mail::default() };
            "250 go on"
        } else if upper.starts_with("RCPT TO:<") && !mail.from.is_empty() {
            match to_recipient {
                ToRecipient::Answers(answer) => {
                    if answer.starts_with("250") {
                        mail.to.push(address());
                    }
                    answer
                }
                ToRecipient::HangsUp => return stream.shutdown(Shutdown::Both),
                ToRecipient::SaysNothing => {
                    thread::sleep(Duration::from_secs(5));
                    return Ok(());
                }
            }
        } else if upper == "DATA" && !mail.to.is_empty() {
            stream.write_all(b"354 end with a dot\r\n")?;
            for line in lines.by_ref().map_while(Result::ok).take_while(|line| line != ".") {
                mail.data.push_str(line.strip_prefix('.').unwrap_or(&line));
                mail.data.push_str("\r\n");
            }
            mails.lock().unwrap_or_else(PoisonError::into_inner).push(std::mem::take(&mut mail));
            "250 taken"
        } else if ["RSET", "NOOP"].contains(&upper.as_str()) {
            "250 fine"
        } else if upper == "QUIT" {
            stream.write_all(b"221 bye\r\n")?;
            return stream.shutdown(Shutdown::Both);
        } else {
            "503 not now"
        };
        stream.write_all(format!("{answer}\r\n").as_bytes())?;
    }
    Ok(())
}

/// Talks to everybody who comes, each on a thread; answers the address.
fn serve(talk: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let talk = Arc::new(talk);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let talk = Arc::clone(&talk);
            thread::spawn(move || talk(stream));
        }
    });
    address
}
