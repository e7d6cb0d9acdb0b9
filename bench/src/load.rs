//! Load, by wrk: sixteen connections that ask one request after another.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde_json::Value;

pub const CONNECTIONS: u32 = 16;

/// A page to ask for, and who asks.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    pub cookie: String,
}

/// How it went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measured {
    pub requests: f64,
    pub per_second: f64,
    /// In milliseconds.
    pub p50: f64,
    pub p99: f64,
    /// Bytes of an answer, its head included.
    pub bytes: f64,
}

/// Hands the requests out one after another, made before the clock starts; at the end says how it went, as JSON.
const SCRIPT: &str = r#"
local requests, at = {}, 0
init = function()
  for line in io.lines(os.getenv("REQUESTS")) do
    local path, cookie, accept = line:match("^(.-)\t(.-)\t(.*)$")
    local headers = {}
    if cookie ~= "" then headers["Cookie"] = cookie end
    if accept ~= "" then headers["Accept-Encoding"] = accept end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end
request = function()
  at = at % #requests + 1
  return requests[at]
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\nJSON {"requests":%d,"micros":%d,"bytes":%d,"p50":%d,"p99":%d,"errors":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.status + e.timeout))
end
"#;

/// Asks for the pages in turn for so long. Any error fails.
pub fn run(folder: &Path, port: u16, requests: &[Request], accept: &str, seconds: u32) -> anyhow::Result<Measured> {
    let (script, list) = (folder.join("load.lua"), folder.join("requests"));
    fs::write(&script, SCRIPT)?;
    let lines = requests.iter().map(|it| format!("{}\t{}\t{accept}\n", it.path, it.cookie));
    fs::write(&list, lines.collect::<String>())?;
    let done = Command::new("wrk")
        .args(["--threads=1", "--timeout=30s", &format!("--connections={CONNECTIONS}"), &format!("--duration={seconds}s"), "--script"])
        .arg(&script)
        .arg(format!("http://127.0.0.1:{port}/"))
        .env("REQUESTS", &list)
        .output()
        .context("wrk is missing: start this by bin/bench")?;
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    let json = text.lines().find_map(|it| it.strip_prefix("JSON ")).with_context(|| format!("wrk said nothing: {text}"))?;
    let json: Value = serde_json::from_str(json)?;
    let of = |name: &str| json[name].as_f64().unwrap_or_default();
    ensure!(of("errors") == 0.0 && of("requests") > 0.0, "the load met errors: {json}");
    Ok(Measured {
        requests: of("requests"),
        per_second: of("requests") / of("micros") * 1e6,
        p50: of("p50") / 1e3,
        p99: of("p99") / 1e3,
        bytes: of("bytes") / of("requests"),
    })
}
