//! What the machine is, and what a process takes of it.

use std::fs;
use std::process::Command;

use anyhow::Context;

/// Processor time of a process so far, in seconds. Clock ticks are a hundredth on Linux.
pub fn cpu_seconds(pid: u32) -> anyhow::Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|it| it.parse::<f64>().ok()).context("no times in stat");
    Ok((ticks(11)? + ticks(12)?) / 100.0)
}

/// How often the process's threads gave the processor up so far.
pub fn switches(pid: u32) -> anyhow::Result<f64> {
    let mut all = 0.0;
    for thread in fs::read_dir(format!("/proc/{pid}/task"))? {
        let status = fs::read_to_string(thread?.path().join("status")).unwrap_or_default();
        let counts = status.lines().filter(|it| it.contains("ctxt_switches"));
        all += counts.filter_map(|it| it.rsplit('\t').next()?.parse::<f64>().ok()).sum::<f64>();
    }
    Ok(all)
}

/// What it holds now, and the most that it ever held, in MiB.
pub fn memory(pid: u32) -> anyhow::Result<(f64, f64)> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let of = |name: &str| -> anyhow::Result<f64> {
        let line = status.lines().find_map(|it| it.strip_prefix(name)).with_context(|| format!("no {name}"))?;
        Ok(line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
    };
    Ok((of("VmRSS")?, of("VmHWM")?))
}

/// The machine in a line: processor, cores, memory, system, database.
pub fn description(database: &str) -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let field =
        |text: &str, name: &str| text.lines().find_map(|it| it.strip_prefix(name)?.split_once(':').map(|it| it.1.trim().to_owned()));
    let processor = field(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let memory =
        field(&read("/proc/meminfo"), "MemTotal").and_then(|it| it.trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let kernel =
        Command::new("uname").arg("-sr").output().map(|it| String::from_utf8_lossy(&it.stdout).trim().to_owned()).unwrap_or_default();
    format!("{processor}, {cores} cores, {} GiB memory, {kernel}, {database}", (memory + 524_288) / 1_048_576)
}
