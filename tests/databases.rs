//! The tests on a server that they were given: which of them cannot run there, and how it is left.

use std::fs;
use std::path::Path;

use crate::support::server;

/// The tests that `bin/test --database` skips, and why.
fn skipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("own-server.txt").lines().map(|line| line.split_once(' ').expect("a test and the reason"))
}

/// The file that a test is in.
fn file_of(test: &str) -> String {
    let (module, _) = test.rsplit_once("::").expect("a module");
    format!("tests/{}.rs", module.replace("::", "/"))
}

#[test]
fn what_is_skipped_on_a_given_server_exists_and_says_why() {
    for (test, why) in skipped() {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file_of(test))).expect("its file");
        let (_, name) = test.rsplit_once("::").expect("a name");
        assert!(text.contains(&format!("fn {name}()")), "there is no test {test}");
        assert!(text.contains("server::second("), "{test} needs no server of its own");
        assert!(why.len() > 10, "{test}: why?");
    }
}

/// Not a test: what `bin/test --database` ends with.
#[test]
#[ignore = "bin/test --database ends with it"]
fn the_given_server_is_left_as_it_was_found() {
    server::leave();
}
