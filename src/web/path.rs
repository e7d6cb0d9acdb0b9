//! What addresses say, and where to go on.

use actix_web::HttpRequest;

/// The organisation that the address names, by its slug.
pub fn slug(request: &HttpRequest) -> &str {
    request.match_info().get("org").unwrap_or_default()
}

/// A path on this server, or the start: never another site.
pub fn own_path(next: &str) -> &str {
    let safe = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.contains(char::is_control);
    if safe { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn web_4_only_paths_of_our_own_are_followed() {
        assert_eq!(own_path("/o/acme/reception/andheri/queue?x=1"), "/o/acme/reception/andheri/queue?x=1");
        for bad in ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/a\nb"] {
            assert_eq!(own_path(bad), "/", "{bad}");
        }
    }
}
