//! What a request brings: not packed, within its time, and not too many at once of one session or one network of strangers.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::HttpMessage;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt};
use tokio::time::{Instant, Sleep, sleep_until};

use super::client::{address, network};
use super::crowd::{Crowds, Regular, Spot};
use super::error::Error;

/// A body has so long, however short it is.
const PATIENCE: Duration = Duration::from_millis(if cfg!(test) { 200 } else { 20_000 });

/// And a second more for so many bytes that have come: a workbook of 20 MB over a slow line takes its time.
const SLOWEST: u64 = 16 * 1024;

/// The middleware, inside the one that knows who is signed in: strangers take no place of theirs. A browser packs no form: whoever sends a packed one hopes that it is unpacked.
pub async fn admit<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let headers = request.headers();
    if headers.get(CONTENT_ENCODING).is_some_and(|it| it != "identity") {
        return Ok(request.error_response(Error::Packed).map_into_right_body());
    }
    let brings = headers.contains_key(TRANSFER_ENCODING) || headers.get(CONTENT_LENGTH).is_some_and(|it| it != "0");
    let crowds = request.app_data::<Crowds>().cloned();
    if let Some(crowds) = crowds.filter(|_| brings) {
        let session = request.extensions().get::<Regular>().map(|it| it.0.clone());
        let spot = match session {
            Some(session) => crowds.bodies.enter(session),
            None => crowds.bodies_of_strangers.enter(network(&address(request.request()))),
        };
        let spot = match spot {
            Ok(spot) => spot,
            Err(busy) => return Ok(request.error_response(busy).map_into_right_body()),
        };
        let body = Arriving { body: request.take_payload(), until: Box::pin(sleep_until(Instant::now() + PATIENCE)), _spot: spot };
        request.set_payload(Payload::Stream { payload: Box::pin(body) });
    }
    next.call(request).await.map(ServiceResponse::map_into_left_body)
}

/// A body on its way. It holds its place until it is read or given up.
struct Arriving {
    body: Payload,
    until: Pin<Box<Sleep>>,
    _spot: Spot,
}

impl Stream for Arriving {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.body.poll_next_unpin(context) {
            Poll::Ready(Some(Ok(bytes))) => {
                let later = self.until.deadline() + Duration::from_millis(bytes.len() as u64 * 1000 / SLOWEST);
                self.until.as_mut().reset(later);
                Poll::Ready(Some(Ok(bytes)))
            }
            Poll::Pending => self.until.as_mut().poll(context).map(|()| Some(Err(late()))),
            done @ Poll::Ready(_) => done,
        }
    }
}

fn late() -> PayloadError {
    PayloadError::Io(std::io::Error::from(std::io::ErrorKind::TimedOut))
}

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;
    use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, HttpMessage, HttpResponse, web};
    use futures_util::future::join_all;
    use futures_util::stream;

    use super::{Bytes, Crowds, Payload, Pin, Regular, Stream, StreamExt, admit};
    use crate::web::form::Form;

    #[derive(serde::Deserialize)]
    struct Named {
        name: String,
    }

    #[derive(Clone, Copy, PartialEq)]
    enum Sent {
        Whole,
        Endless,
        /// Whole, by somebody who is signed in.
        Theirs,
    }
    use Sent::{Endless, Theirs, Whole};

    /// What is answered to requests that come together, each with this header.
    async fn answers(requests: &[(Sent, (HeaderName, &'static str))]) -> Vec<StatusCode> {
        let handler = web::post().to(|Form(it): Form<Named>| async move { HttpResponse::Ok().body(it.name) });
        let app = App::new().app_data(Crowds::of(12)).wrap(from_fn(admit)).route("/", handler);
        let app = init_service(app).await;
        let answer = |sent: Sent, header: (HeaderName, &'static str)| {
            let request = TestRequest::post().uri("/").set_payload("name=Asha").insert_header((CONTENT_LENGTH, "9"));
            let mut request = request.insert_header(header).to_request();
            if sent == Theirs {
                request.extensions_mut().insert(Regular("hers".into()));
            }
            if sent == Endless {
                let body = stream::iter([Ok(Bytes::from_static(b"name="))]);
                let body: Pin<Box<dyn Stream<Item = _>>> = Box::pin(body.chain(stream::pending()));
                request = request.replace_payload(Payload::Stream { payload: body }).0;
            }
            call_service(&app, request)
        };
        join_all(requests.iter().map(|(sent, header)| answer(*sent, header.clone()))).await.iter().map(|it| it.status()).collect()
    }

    const FORM: (HeaderName, &str) = (CONTENT_TYPE, "application/x-www-form-urlencoded");

    #[actix_web::test]
    async fn a_packed_body_is_refused_before_it_is_unpacked() {
        let packed = [(Whole, (CONTENT_ENCODING, "br")), (Whole, (CONTENT_ENCODING, "gzip, identity"))];
        assert_eq!(answers(&packed).await, [StatusCode::UNSUPPORTED_MEDIA_TYPE; 2]);
        assert_eq!(answers(&[(Whole, FORM), (Whole, (CONTENT_ENCODING, "identity"))]).await, [StatusCode::OK; 2]);
    }

    #[actix_web::test]
    async fn a_body_that_does_not_arrive_is_given_up_and_only_so_many_are_waited_for() {
        let sent = [Endless, Endless, Endless, Endless, Theirs].map(|it| (it, FORM));
        let [late, busy] = [StatusCode::REQUEST_TIMEOUT, StatusCode::SERVICE_UNAVAILABLE];
        assert_eq!(answers(&sent).await, [late, late, late, busy, StatusCode::OK], "whoever is signed in has places of their own");
    }
}
