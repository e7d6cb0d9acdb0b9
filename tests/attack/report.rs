//! What was tried and how it went, as a table.

use std::cell::RefCell;
use std::fmt::Write;
use std::time::Instant;

/// The table, line by line.
pub struct Report {
    since: Instant,
    /// Parts that go on at once write to it.
    lines: RefCell<Vec<Line>>,
}

struct Line {
    case: String,
    requests: usize,
    /// What must hold.
    rule: String,
    figure: String,
    held: bool,
}

impl Report {
    pub fn new() -> Report {
        Report { since: Instant::now(), lines: RefCell::default() }
    }

    /// One case. It is said at once: a long run is watched.
    pub fn line(&self, case: &str, requests: usize, rule: &str, figure: impl Into<String>, held: bool) {
        let line = Line { case: case.to_owned(), requests, rule: rule.to_owned(), figure: figure.into(), held };
        println!("{:5.0} s  {}", self.since.elapsed().as_secs_f64(), line.told());
        self.lines.borrow_mut().push(line);
    }

    pub fn table(&self) -> String {
        let mut text = "| case | requests | what must hold | figures | |\n|---|---|---|---|---|\n".to_owned();
        for line in self.lines.borrow().iter() {
            let _ = writeln!(text, "{}", line.told());
        }
        let requests: usize = self.lines.borrow().iter().map(|it| it.requests).sum();
        let _ = writeln!(text, "\n{requests} requests in {:.0} seconds.", self.since.elapsed().as_secs_f64());
        text
    }

    /// The cases that did not hold.
    pub fn broken(&self) -> Vec<String> {
        self.lines.borrow().iter().filter(|it| !it.held).map(Line::told).collect()
    }
}

impl Line {
    fn told(&self) -> String {
        let Line { case, requests, rule, figure, held } = self;
        format!("| {case} | {requests} | {rule} | {figure} | {} |", if *held { "held" } else { "**BROKEN**" })
    }
}
