//! What the log says of a request: which route, never what stands in its address: names and numbers that are searched for, the tokens of
//! links. What somebody else wrote is escaped, so that no line is forged.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::{Error, HttpMessage};
use tracing::Span;
use tracing::field::Empty;
use tracing_actix_web::{RequestId, RootSpanBuilder};

/// The span of a request.
pub struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let route = request.match_pattern().unwrap_or_default();
        let id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
        tracing::info_span!("request", method = %request.method(), route, request_id = id, status = Empty)
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let status = match outcome {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        span.record("status", status.as_u16());
    }
}

/// An error on one line, whatever it quotes.
pub fn quoted(error: &impl ToString) -> String {
    error.to_string().escape_debug().to_string()
}

/// What is said once a second at most, however often there is cause: a flood fills no disk, and hides nothing else.
pub struct Seldom(Mutex<(Option<Instant>, u64)>);

impl Seldom {
    pub const fn unsaid() -> Seldom {
        Seldom(Mutex::new((None, 0)))
    }

    /// Whether it is said now, and then how often it was not since the last time.
    pub fn say(&self) -> Option<u64> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (last, untold) = &mut *state;
        if last.is_some_and(|it| it.elapsed() < Duration::from_secs(1)) {
            *untold += 1;
            return None;
        }
        *last = Some(Instant::now());
        Some(std::mem::take(untold))
    }
}

#[cfg(test)]
mod tests {
    use super::Seldom;

    #[test]
    fn what_comes_by_the_hundred_is_said_once_and_counted() {
        let seldom = Seldom::unsaid();
        let said: Vec<_> = (0..100).filter_map(|_| seldom.say()).collect();
        assert_eq!(said, [0]);
        std::thread::sleep(std::time::Duration::from_millis(1010));
        assert_eq!((seldom.say(), seldom.say()), (Some(99), None));
    }
}
