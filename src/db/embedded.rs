//! A private MariaDB for the demo and the tests: data and a Unix socket in a folder that no other user of the machine may enter, no network
//! port. It lives exactly as long as its owner: a shell holds it, starts it again when it dies, and ends it when the owner's end of a pipe
//! closes, even if the owner was killed.

use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// A running server.
pub struct Embedded {
    folder: PathBuf,
    holder: Child,
    lifeline: Option<ChildStdin>,
}

/// How much it matters that what was written survives a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Every commit reaches the disk.
    Full,
    /// For tests: fast.
    None,
}

/// Holds the server whose options it is given after the seconds that it is left for its end: MariaDB that is told to end while it starts
/// may never do so. Standard input is the owner's: a shell gives what it starts beside itself none, so it is kept under another number.
const HOLDER: &str = r#"
exec 3<&0
patience=$1
shift
end() {
    kill "$server" 2>/dev/null
    while [ "$patience" -gt 0 ] && kill -0 "$server" 2>/dev/null; do
        patience=$((patience - 1))
        sleep 1
    done
    kill -9 "$server" 2>/dev/null
}
trap 'over=1; end 3<&- &' TERM
(cat <&3 >/dev/null; kill -TERM $$) &
until [ "$over" ]; do
    mariadbd "$@" 3<&- </dev/null &
    server=$!
    [ "$over" ] && end &
    wait "$server"
    [ "$over" ] || sleep 1
done
wait "$server"
"#;

impl Durability {
    /// How many seconds a server is left to end by itself; what it did not write by then it repairs when it starts.
    fn patience(self) -> &'static str {
        match self {
            Durability::Full => "60",
            Durability::None => "5",
        }
    }
}

/// How long to wait for a server to answer. After a crash it first repairs its data.
const STARTING: Duration = Duration::from_secs(60);

/// How long to wait for the server of an owner that was killed to leave.
const LEAVING: Duration = Duration::from_secs(15);

impl Embedded {
    /// Starts a server on the folder, making its data when there is none, and waits until it answers.
    pub fn start(folder: &Path, durability: Durability) -> anyhow::Result<Embedded> {
        Embedded::start_with(folder, durability, &[])
    }

    /// As [`Embedded::start`], with further options of the server's, which win over ours.
    pub fn start_with(folder: &Path, durability: Durability, options: &[&str]) -> anyhow::Result<Embedded> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let folder = folder.canonicalize()?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        let socket = socket_in(&folder);
        anyhow::ensure!(socket.as_os_str().len() < 100, "{} is too long a path for a Unix socket", socket.display());
        wait_until(LEAVING, || !listens(&socket))
            .with_context(|| format!("another server uses {}: is this running already?", folder.display()))?;
        let data = folder.join("data");
        if !data.join("mysql").is_dir() {
            install(&data)?;
        }
        // Its own: a server that starts removes what looks like a temporary table in there, other servers' too.
        let temporary = folder.join("tmp");
        fs::create_dir_all(&temporary)?;
        let mut server = Command::new("sh");
        server
            .args(["-c", HOLDER, "sh", durability.patience()])
            .args(["--no-defaults", "--skip-networking", "--character-set-server=utf8mb4", "--collation-server=utf8mb4_unicode_520_ci"])
            .args(["--local-infile=0", "--max-connections=200", "--innodb-buffer-pool-size=256M", "--innodb-log-file-size=128M"])
            .arg(format!("--user={}", user()?))
            .arg(format!("--datadir={}", data.display()))
            .arg(format!("--tmpdir={}", temporary.display()))
            .arg(format!("--socket={}", socket.display()))
            .arg(format!("--pid-file={}", folder.join("mariadbd.pid").display()))
            .arg(format!("--log-error={}", folder.join("mariadbd.log").display()));
        if durability == Durability::None {
            server.args(["--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite"]);
        }
        server.args(options);
        let mut holder = server
            .env("PATH", path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0) // Ctrl-C is for us, not for the database
            .spawn()
            .context("cannot start sh")?;
        let lifeline = holder.stdin.take();
        let embedded = Embedded { folder, holder, lifeline };
        wait_until(STARTING, || answers(&socket))
            .with_context(|| format!("the database server does not answer: see {}", embedded.folder.join("mariadbd.log").display()))?;
        Ok(embedded)
    }

    /// Throws a server's data away, once nobody uses it any more.
    pub fn clear(folder: &Path) -> anyhow::Result<()> {
        if folder.is_dir() {
            let socket = socket_in(&folder.canonicalize()?);
            wait_until(LEAVING, || !listens(&socket))
                .with_context(|| format!("another server uses {}: is this running already?", folder.display()))?;
            fs::remove_dir_all(folder)?;
        }
        Ok(())
    }

    /// Whether it speaks: it listens before it is ready.
    pub fn answers(&self) -> bool {
        answers(&socket_in(&self.folder))
    }

    /// The URL of its administrator.
    pub fn url(&self) -> String {
        format!("mysql://root@localhost?unix_socket={}", socket_in(&self.folder).display())
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        let _ = self.holder.wait();
    }
}

fn socket_in(folder: &Path) -> PathBuf {
    folder.join("mariadbd.sock")
}

fn listens(socket: &Path) -> bool {
    UnixStream::connect(socket).is_ok()
}

/// A server that is ready greets whoever comes.
fn answers(socket: &Path) -> bool {
    UnixStream::connect(socket).is_ok_and(|mut stream| {
        let patient = stream.set_read_timeout(Some(Duration::from_secs(1)));
        patient.and_then(|()| stream.read_exact(&mut [0])).is_ok()
    })
}

fn wait_until(patience: Duration, ready: impl Fn() -> bool) -> anyhow::Result<()> {
    let since = Instant::now();
    while !ready() {
        if since.elapsed() > patience {
            bail!("waited {} seconds", patience.as_secs());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

/// Makes the data of a new server, under another name until it is whole.
fn install(data: &Path) -> anyhow::Result<()> {
    let unfinished = data.with_extension("unfinished");
    if unfinished.is_dir() {
        fs::remove_dir_all(&unfinished)?;
    }
    let done = Command::new("mariadb-install-db")
        .args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"])
        .arg(format!("--user={}", user()?))
        .arg(format!("--datadir={}", unfinished.display()))
        .env("PATH", path())
        .output()
        .context("mariadb-install-db is missing: run bin/setup")?;
    if !done.status.success() {
        bail!("mariadb-install-db failed: {}", String::from_utf8_lossy(&done.stderr));
    }
    fs::rename(&unfinished, data)?;
    Ok(())
}

/// Where programs are found; a server's are where only the system administrator looks.
fn path() -> String {
    format!("{}:/usr/local/sbin:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default())
}

/// The user that runs us: mariadbd will not run as root unless told to.
fn user() -> io::Result<String> {
    let id = Command::new("id").arg("-un").output()?;
    Ok(String::from_utf8_lossy(&id.stdout).trim().to_owned())
}
