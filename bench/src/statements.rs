//! The database's own account of statements: its slow log, for which every statement counts as slow.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::sql::Sql;

/// What the server is started with: connections keep the setting that they began with. The log makes each statement some µs longer.
pub fn options(folder: &Path) -> Vec<String> {
    vec![
        "--slow-query-log=ON".into(),
        "--long-query-time=0".into(),
        "--loose-log-slow-filter=".into(),
        format!("--slow-query-log-file={}", log(folder).display()),
    ]
}

fn log(folder: &Path) -> PathBuf {
    folder.join("statements.log")
}

/// One statement, whatever its values.
#[derive(Debug, Default)]
pub struct Ran {
    text: String,
    times: u32,
    seconds: f64,
}

/// What ran, and for how many requests.
pub struct Account {
    statements: Vec<Ran>,
    requests: f64,
}

impl Account {
    /// What runs on the server while something is done that answers how many requests it made.
    pub fn of(sql: &mut Sql, folder: &Path, work: impl FnOnce() -> anyhow::Result<f64>) -> anyhow::Result<Account> {
        fs::remove_file(log(folder))?;
        sql.run("FLUSH SLOW LOGS")?;
        let requests = work()?;
        let written = fs::read(log(folder))?;
        Ok(Account { statements: Ran::all(&String::from_utf8_lossy(&written)), requests })
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for Ran { text, times, seconds } in &self.statements {
            let times = f64::from(*times);
            writeln!(f, "{:8.2} {:7.0}  {text}", times / self.requests, seconds / times * 1e6)?;
        }
        Ok(())
    }
}

impl Ran {
    /// Those that took longest together come first.
    fn all(log: &str) -> Vec<Ran> {
        let mut found: HashMap<String, Ran> = HashMap::new();
        let (mut seconds, mut text) = (0.0, String::new());
        for line in log.lines().chain(["# end"]) {
            if line.starts_with('#') {
                if !text.is_empty() {
                    let text = without_values(&std::mem::take(&mut text));
                    let ran = found.entry(text.clone()).or_insert_with(|| Ran { text, ..Ran::default() });
                    ran.times += 1;
                    ran.seconds += seconds;
                }
                if let Some(rest) = line.strip_prefix("# Query_time: ") {
                    seconds = rest.split_whitespace().next().and_then(|it| it.parse().ok()).unwrap_or(0.0);
                }
            } else if !line.starts_with("SET timestamp=") && !line.starts_with("use ") {
                text.push_str(line);
                text.push(' ');
            }
        }
        let mut all: Vec<Ran> = found.into_values().collect();
        all.sort_by(|a, b| b.seconds.total_cmp(&a.seconds));
        all
    }
}

/// A statement with `?` for every text and number in it.
fn without_values(statement: &str) -> String {
    let mut text = String::with_capacity(statement.len());
    let mut signs = statement.trim_end_matches([' ', ';']).chars().peekable();
    while let Some(sign) = signs.next() {
        let in_word = text.ends_with(|it: char| it.is_alphanumeric() || it == '_' || it == '`');
        if sign == '\'' {
            while let Some(it) = signs.next() {
                if it == '\\' || it == '\'' && signs.peek() == Some(&'\'') {
                    signs.next();
                } else if it == '\'' {
                    break;
                }
            }
            text.push('?');
        } else if sign.is_ascii_digit() && !in_word {
            while signs.next_if(|it| it.is_ascii_alphanumeric() || *it == '.').is_some() {}
            text.push('?');
        } else {
            text.push(sign);
        }
    }
    // Lists of any length are one statement.
    while text.contains("?, ?, ?") {
        text = text.replace("?, ?, ?", "?, ?");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Ran, without_values};

    #[test]
    fn statements_are_told_apart_by_all_but_their_values() {
        assert_eq!(
            without_values("SELECT `a1` FROM t WHERE id = 12 AND name = 'O''Brien \\' x' LIMIT 5;"),
            "SELECT `a1` FROM t WHERE id = ? AND name = ? LIMIT ?"
        );
        assert_eq!(without_values("x IN (1, 'a', 0xFF, 4.5)"), "x IN (?, ?)");
    }

    #[test]
    fn the_log_is_added_up() {
        let log = "# Time: 1\n# User@Host: a\n# Query_time: 0.000200  Lock_time: 0.0\nuse x;\nSET timestamp=1;\nSELECT 1;\n\
                   # User@Host: a\n# Query_time: 0.000100  Lock_time: 0.0\nSET timestamp=1;\nSELECT 2;\n";
        let ran = Ran::all(log);
        assert_eq!((ran.len(), ran[0].text.as_str(), ran[0].times), (1, "SELECT ?", 2));
        assert!((ran[0].seconds - 0.0003).abs() < 1e-9);
    }
}
