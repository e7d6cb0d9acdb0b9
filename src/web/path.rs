//! Where to go on.

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
