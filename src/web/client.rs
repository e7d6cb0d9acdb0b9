//! Where a request comes from: its address, and the network that the limits for strangers count by.

use std::net::{IpAddr, Ipv6Addr};

use actix_web::HttpRequest;

/// Whether a proxy stands before the server that says whom it speaks for: data of the application, like the other settings.
#[derive(Clone, Copy, Debug)]
pub struct Proxied(pub bool);

/// The client's address: the socket's, or what a trusted proxy says it is.
pub fn address(request: &HttpRequest) -> String {
    let proxied = request.app_data::<Proxied>().is_some_and(|it| it.0);
    let forwarded = request.headers().get("X-Forwarded-For").and_then(|it| it.to_str().ok()).and_then(|it| it.rsplit(',').next());
    let peer = || request.peer_addr().map(|it| it.ip().to_canonical().to_string()).unwrap_or_default();
    let address = forwarded.filter(|_| proxied).map_or_else(peer, |it| it.trim().to_owned());
    address.chars().filter(char::is_ascii).take(45).collect()
}

/// What one subscriber has: an IPv4 address, or the first 64 bits of an IPv6 one, which have room for all addresses anybody could want.
pub fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|it| it.to_canonical()) {
        Ok(IpAddr::V6(it)) => format!("{}/64", Ipv6Addr::from_bits(it.to_bits() >> 64 << 64)),
        Ok(IpAddr::V4(it)) => it.to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Proxied, address, network};
    use actix_web::test::TestRequest;

    #[test]
    fn an_ipv6_subscriber_is_one_network_and_ipv4_in_it_is_ipv4() {
        for (address, expected) in [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:a:b:c:d", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
            ("", ""),
        ] {
            assert_eq!(network(address), expected, "{address}");
        }
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_its_own_word() {
        let from = |proxied| {
            let request = TestRequest::get().peer_addr("203.0.113.7:1".parse().expect("an address")).app_data(Proxied(proxied));
            address(&request.insert_header(("X-Forwarded-For", "192.0.2.1, 198.51.100.9")).to_http_request())
        };
        assert_eq!((from(false).as_str(), from(true).as_str()), ("203.0.113.7", "198.51.100.9"));
    }
}
