//! Live screens: a stream of server-sent events that says when to look again, and never what there is to see. The screen asks
//! for that itself, with the rights that its reader has then.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_ENCODING, ContentEncoding};
use actix_web::web::Bytes;
use futures_util::stream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};

use super::crowd::Spot;
use super::error::Response;

/// Says that there is something new.
pub const CHANGED: &str = "event: changed\ndata:\n\n";

/// Says nothing: the line is open.
const PING: &str = ": ping\n\n";

const PING_EVERY: Duration = Duration::from_secs(15);

/// After so long a stream ends. The browser opens another, and whoever has no right to it any more gets none.
const LONGEST: Duration = Duration::from_secs(60);

/// What a live screen follows, and the spots that it takes.
pub struct Watching {
    pub versions: watch::Receiver<i64>,
    pub spots: [Spot; 2],
}

struct Listener {
    versions: watch::Receiver<i64>,
    ends: Instant,
    /// Whether anything has been said: the first word covers what changed before the browser listened.
    greeted: bool,
    _spots: Option<[Spot; 2]>,
}

/// Follows a version: one event now, one whenever it changes.
pub fn stream(watching: Watching) -> Response {
    let Watching { versions, spots } = watching;
    let listener = Listener { versions, ends: Instant::now() + LONGEST, greeted: false, _spots: Some(spots) };
    let words = stream::unfold(listener, |mut listener| async {
        let word = listener.next().await?;
        Some((Ok::<_, actix_web::Error>(Bytes::from_static(word.as_bytes())), listener))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // Not compressed: a compressor keeps back what it is given. Nor kept by a proxy.
        .insert_header((CONTENT_ENCODING, ContentEncoding::Identity))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(words))
}

impl Listener {
    /// What to say next, when there is something to say; nothing when the stream has lasted long enough.
    async fn next(&mut self) -> Option<&'static str> {
        if !self.greeted {
            self.greeted = true;
            self.versions.mark_unchanged();
            return Some(CHANGED);
        }
        tokio::select! {
            changed = self.versions.changed() => changed.is_ok().then_some(CHANGED),
            () = sleep(PING_EVERY) => Some(PING),
            () = sleep_until(self.ends) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CHANGED, Duration, Instant, Listener};

    #[actix_web::test]
    async fn a_listener_is_told_at_once_and_then_of_every_change() {
        let (sender, versions) = tokio::sync::watch::channel(7);
        let mut listener = Listener { versions, ends: Instant::now() + Duration::from_millis(50), greeted: false, _spots: None };
        assert_eq!(listener.next().await, Some(CHANGED));
        sender.send_replace(8);
        assert_eq!(listener.next().await, Some(CHANGED));
        assert_eq!(listener.next().await, None, "the stream has lasted long enough");
    }
}
