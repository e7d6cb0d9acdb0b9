//! Requests over sockets: a browser's of the tests, to a server in another process, and those that no browser would send.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::time::{Duration, Instant};

use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::rt::net::TcpStream;
use actix_web::test::TestRequest;
use actix_web::{HttpResponse, HttpResponseBuilder};
use futures_util::StreamExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::browser::App;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(45);

/// A connection that was not used for longer may have been closed by the server.
const FRESH: Duration = Duration::from_secs(2);

/// What a request that was not answered counts as.
const UNANSWERED: u16 = 599;

/// The way to a server: connections are used again.
pub struct Wire {
    port: u16,
    idle: RefCell<Vec<(TcpStream, Instant)>>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
    /// Whether the connection may be used again.
    open: bool,
}

impl Answer {
    pub fn header(&self, name: &str) -> String {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
    }
}

impl Wire {
    pub fn to(port: u16) -> Rc<Wire> {
        Rc::new(Wire { port, idle: RefCell::default() })
    }

    /// A socket at the server's door.
    pub async fn connect(&self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    /// Sends bytes as they are, and reads the answer.
    pub async fn send(&self, bytes: &[u8]) -> io::Result<Answer> {
        let waiting = self.idle.borrow_mut().pop().filter(|(_, since)| since.elapsed() < FRESH);
        let again = waiting.is_some();
        let mut stream = match waiting {
            Some((stream, _)) => stream,
            None => self.connect().await?,
        };
        let mut answer = exchange(&mut stream, bytes).await;
        if again && answer.is_err() {
            stream = self.connect().await?;
            answer = exchange(&mut stream, bytes).await;
        }
        let answer = answer?;
        if answer.open {
            self.idle.borrow_mut().push((stream, Instant::now()));
        }
        Ok(answer)
    }

    /// The server as the tests' browsers know one.
    pub fn app(self: &Rc<Self>) -> App {
        let wire = Rc::clone(self);
        Rc::new(move |request: TestRequest| {
            let wire = Rc::clone(&wire);
            Box::pin(async move {
                let bytes = as_sent(request).await;
                let answer = wire.send(&bytes).await.unwrap_or_else(|error| Answer {
                    status: UNANSWERED,
                    headers: Vec::new(),
                    body: format!("no answer: {error}").into_bytes(),
                    open: false,
                });
                as_received(answer)
            })
        })
    }
}

/// The bytes of a request. The address that it comes from is said as a proxy says it.
async fn as_sent(request: TestRequest) -> Vec<u8> {
    let (head, mut payload) = request.to_request().into_parts();
    let mut body = Vec::new();
    while let Some(Ok(bytes)) = payload.next().await {
        body.extend(bytes);
    }
    let path = head.uri.path_and_query().map_or("/", |it| it.as_str());
    let mut bytes = format!("{} {path} HTTP/1.1\r\n", head.method).into_bytes();
    for (name, value) in head.headers.iter().filter(|(name, _)| *name != "content-length") {
        bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    if let Some(from) = head.peer_addr.filter(|_| !head.headers.contains_key("x-forwarded-for")) {
        bytes.extend(format!("x-forwarded-for: {}\r\n", from.ip()).bytes());
    }
    bytes.extend(format!("content-length: {}\r\n\r\n", body.len()).bytes());
    bytes.extend(body);
    bytes
}

fn as_received(answer: Answer) -> ServiceResponse {
    let mut response = HttpResponseBuilder::new(StatusCode::from_u16(answer.status).unwrap_or(StatusCode::BAD_GATEWAY));
    for (name, value) in &answer.headers {
        let framing = ["content-length", "transfer-encoding", "connection"].contains(&name.as_str());
        let header = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value));
        if let (false, (Ok(name), Ok(value))) = (framing, header) {
            response.append_header((name, value));
        }
    }
    let response: HttpResponse = response.body(answer.body);
    ServiceResponse::new(TestRequest::default().to_http_request(), response)
}

/// Writes and reads at once: a server may answer before it has read everything.
pub async fn exchange(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<Answer> {
    let (mut reader, mut writer) = stream.split();
    let mut written = false;
    let write = async {
        if writer.write_all(bytes).await.is_ok() {
            written = true;
        }
        std::future::pending::<()>().await;
    };
    let answer = tokio::select! {
        answer = tokio::time::timeout(PATIENCE, read_answer(&mut reader)) => answer,
        () = write => Ok(Err(io::ErrorKind::BrokenPipe.into())),
    };
    let mut answer = answer.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
    answer.open &= written;
    Ok(answer)
}

/// Reads one answer. A stream of events is not waited for.
pub async fn read_answer(reader: &mut (impl AsyncReadExt + Unpin)) -> io::Result<Answer> {
    let mut buffer = Vec::with_capacity(16 * 1024);
    let end = loop {
        if let Some(at) = position(&buffer, b"\r\n\r\n") {
            break at;
        }
        more(reader, &mut buffer).await?;
    };
    let mut body = buffer.split_off(end + 4);
    let head = String::from_utf8_lossy(&buffer).into_owned();
    let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
    let lines = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    let headers = lines.map(|(name, value)| (name.to_lowercase(), value.as_bytes().to_vec())).collect();
    let mut answer = Answer { status, headers, body: Vec::new(), open: true };
    let closing = answer.header("connection").eq_ignore_ascii_case("close");
    if answer.header("content-type").starts_with("text/event-stream") {
        answer.open = false;
        return Ok(answer);
    }
    if answer.header("transfer-encoding") == "chunked" {
        answer.body = unchunked(reader, body).await?;
    } else {
        let length: usize = answer.header("content-length").parse().unwrap_or(0);
        while body.len() < length {
            more(reader, &mut body).await?;
        }
        answer.body = body;
    }
    answer.open = !closing;
    Ok(answer)
}

async fn unchunked(reader: &mut (impl AsyncReadExt + Unpin), mut rest: Vec<u8>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = loop {
            if let Some(at) = position(&rest, b"\r\n") {
                break at;
            }
            more(reader, &mut rest).await?;
        };
        let size = usize::from_str_radix(&String::from_utf8_lossy(&rest[..end]), 16).map_err(|_| io::ErrorKind::InvalidData)?;
        while rest.len() < end + 2 + size + 2 {
            more(reader, &mut rest).await?;
        }
        body.extend(&rest[end + 2..end + 2 + size]);
        rest.drain(..end + 2 + size + 2);
        if size == 0 {
            return Ok(body);
        }
    }
}

async fn more(reader: &mut (impl AsyncReadExt + Unpin), buffer: &mut Vec<u8>) -> io::Result<()> {
    if reader.read_buf(buffer).await? == 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
}

fn position(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes.windows(sought.len()).position(|it| it == sought)
}
