//! Static files, built into the program, served under names that hold a hash of what they contain: cached for ever,
//! compressed once.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{LazyLock, OnceLock};

use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ContentEncoding};
use actix_web::web::{Bytes, Path};
use actix_web::{HttpRequest, HttpResponse};
use rust_embed::RustEmbed;

use super::error::{Error, Response};
use crate::keys::digest;

#[derive(RustEmbed)]
#[folder = "static"]
struct Files;

struct Asset {
    address: String,
    media_type: String,
    content: Bytes,
    compressed: OnceLock<Bytes>,
}

/// The style sheets that pages link: each names the files that it is made of.
const SHEETS: [&str; 2] = ["app.css", "print.css"];

/// What `htmx.js` is made of: htmx starts as soon as it is there, and must find its extension.
const HTMX: [&str; 2] = ["vendor/htmx.min.js", "vendor/hx-sse.min.js"];

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let made = SHEETS.map(|sheet| (sheet.to_owned(), composed(&read(sheet)))).into_iter();
    let made = made.chain([("htmx.js".to_owned(), HTMX.map(read).join("\n;\n"))]);
    let alone = Files::iter()
        .filter(|path| path.starts_with("js/") || path.starts_with("img/") || path == "vendor/icons.svg")
        .filter_map(|path| Some((path.rsplit('/').next()?.to_owned(), Files::get(&path)?.data.into_owned())));
    made.map(|(name, content)| (name, content.into_bytes())).chain(alone).map(|(name, content)| asset(name, content)).collect()
});

fn read(path: &str) -> String {
    Files::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

/// A style sheet, each `@import "file" layer(name);` replaced by the file; without what only its readers need.
fn composed(sheet: &str) -> String {
    let line = |line: &str| match line.strip_prefix("@import \"").and_then(|it| it.split_once('"')) {
        None => format!("{line}\n"),
        Some((path, rest)) => match rest.trim().strip_prefix("layer(").and_then(|it| it.strip_suffix(");")) {
            None => read(path) + "\n",
            Some(layer) => format!("@layer {layer} {{\n{}}}\n", read(path)),
        },
    };
    let whole: String = sheet.lines().map(line).collect();
    let needed = |line: &&str| !(line.is_empty() || line.starts_with("/*") && line.ends_with("*/"));
    whole.lines().map(str::trim).filter(needed).collect::<Vec<_>>().join("\n")
}

fn asset(name: String, content: Vec<u8>) -> (String, Asset) {
    let hash = digest(&content);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    let address = format!("/static/{stem}.{:02x}{:02x}{:02x}{:02x}.{extension}", hash[0], hash[1], hash[2], hash[3]);
    let media_type = mime_guess::from_path(&name).first_or_octet_stream();
    let media_type = if media_type.type_() == "text" { format!("{media_type}; charset=utf-8") } else { media_type.to_string() };
    (name, Asset { address, media_type, content: content.into(), compressed: OnceLock::new() })
}

/// The address of a static file, with its hash. An unknown name gives an address that is not found.
pub fn address(name: &str) -> String {
    ASSETS.get(name).map_or_else(|| format!("/static/{name}"), |asset| asset.address.clone())
}

/// `GET /static/{name}`.
pub async fn show(request: HttpRequest, name: Path<String>) -> Response {
    let wanted = format!("/static/{name}");
    let asset = ASSETS.values().find(|asset| asset.address == wanted).ok_or(Error::NotFound)?;
    let mut answer = HttpResponse::Ok();
    answer.content_type(asset.media_type.as_str()).insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"));
    let takes_brotli = request
        .headers()
        .get(ACCEPT_ENCODING)
        .and_then(|it| it.to_str().ok())
        .is_some_and(|it| it.split(',').any(|e| e.trim().starts_with("br")));
    if takes_brotli {
        let body = asset.compressed.get_or_init(|| compress(&asset.content)).clone();
        return Ok(answer.insert_header((CONTENT_ENCODING, "br")).insert_header(("Vary", "Accept-Encoding")).body(body));
    }
    Ok(answer.insert_header(ContentEncoding::Identity).body(asset.content.clone()))
}

fn compress(content: &[u8]) -> Bytes {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 9, 22);
    let _ = writer.write_all(content);
    drop(writer);
    out.into()
}
