//! Compressing answers: once, from the finished page, in memory that is used again, and sent with their length. A stream is
//! left alone: a compressor would keep back what it is given.

use std::cell::RefCell;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use flate2::{Compress, Compression, FlushCompress, Status};
use zstd::bulk::Compressor;

/// What is shorter than this fits into one packet as it is.
const WORTH_IT: usize = 860;

/// zstd's level, the cheapest: pages repeat themselves so much that more work would save little.
const LEVEL: i32 = 1;

/// How an answer is compressed for a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Zstd,
    Gzip,
}

/// The middleware, outermost but for the log.
pub async fn answers<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let encoding = request.headers().get(ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).and_then(Encoding::accepted);
    let response = next.call(request).await?.map_into_boxed_body();
    Ok(response.map_body(|head, body| {
        if head.headers.contains_key(CONTENT_ENCODING) || !is_text(&head.headers) {
            return body;
        }
        let bytes = match body.try_into_bytes() {
            Ok(bytes) if bytes.len() >= WORTH_IT => bytes,
            Ok(bytes) => return BoxBody::new(bytes),
            Err(stream) => return stream,
        };
        head.headers.append(VARY, HeaderValue::from_static("Accept-Encoding"));
        match encoding.and_then(|it| it.compress(&bytes).map(|smaller| (it, smaller))) {
            Some((encoding, smaller)) => {
                head.headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
                BoxBody::new(smaller)
            }
            None => BoxBody::new(bytes),
        }
    }))
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/") || kind.starts_with("application/json") || kind.starts_with("image/svg")
}

thread_local! {
    static ZSTD: RefCell<Option<Compressor<'static>>> = RefCell::new(Compressor::new(LEVEL).ok());
    static GZIP: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::fast(), 15));
}

impl Encoding {
    /// The cheapest encoding that the browser takes: `gzip, deflate, br;q=0.5, zstd`.
    fn accepted(header: &str) -> Option<Encoding> {
        let takes = |name: &str| {
            header.split(',').any(|it| {
                let mut parts = it.split(';').map(str::trim);
                parts.next() == Some(name) && !parts.any(|it| matches!(it, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        };
        [Encoding::Zstd, Encoding::Gzip].into_iter().find(|it| takes(it.name()))
    }

    fn name(self) -> &'static str {
        match self {
            Encoding::Zstd => "zstd",
            Encoding::Gzip => "gzip",
        }
    }

    fn compress(self, bytes: &[u8]) -> Option<Bytes> {
        match self {
            Encoding::Zstd => ZSTD.with_borrow_mut(|it| it.as_mut()?.compress(bytes).ok()).map(Bytes::from),
            Encoding::Gzip => GZIP.with_borrow_mut(|it| {
                it.reset();
                // What cannot be made smaller grows by a few bytes a block, and by the frame around it.
                let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 1000 + 64);
                (it.compress_vec(bytes, &mut out, FlushCompress::Finish).ok()? == Status::StreamEnd).then_some(Bytes::from(out))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::Encoding;

    #[test]
    fn one_answer_after_another_is_compressed_whole() {
        for text in ["token ".repeat(400), "अंधेरी ".repeat(900), "x".repeat(2_000)] {
            let zstd = Encoding::Zstd.compress(text.as_bytes()).expect("compressed");
            assert_eq!(zstd::bulk::decompress(&zstd, text.len()).expect("whole"), text.as_bytes());
            let mut gzip = flate2::write::GzDecoder::new(Vec::new());
            gzip.write_all(&Encoding::Gzip.compress(text.as_bytes()).expect("compressed")).expect("whole");
            assert_eq!(gzip.finish().expect("whole"), text.as_bytes());
        }
    }

    #[test]
    fn the_cheapest_that_the_browser_takes_is_chosen() {
        assert_eq!(Encoding::accepted("gzip, deflate, br, zstd"), Some(Encoding::Zstd));
        assert_eq!(Encoding::accepted("gzip;q=0.8, deflate, zstd;q=0"), Some(Encoding::Gzip));
        assert_eq!(Encoding::accepted("br"), None);
        assert_eq!(Encoding::accepted("identity"), None);
    }
}
