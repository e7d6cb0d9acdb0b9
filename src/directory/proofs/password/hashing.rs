//! Hashing passwords with argon2id, on two threads of their own that use their memory (19 MiB each) again and again: more at once would
//! only take memory and not finish sooner, and a buffer made anew for each is memory that the allocator keeps.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq;
use tokio::sync::oneshot;

use crate::db::failure::Trouble;

/// How many passwords are hashed at once.
const THREADS: usize = 2;

/// How many wait for their turn, half a second's worth: whoever comes then is told that the server is busy.
const WAITING: usize = 64;

/// The bytes of a salt, as the specification recommends (RFC 9106, section 3.1).
const SALT: usize = 16;

/// The memory that a thread hashes in.
pub(super) type Blocks = Vec<Block>;

type Work = Box<dyn FnOnce(&mut Blocks) + Send>;

/// Where the threads get their work; they begin with the first.
static HASHERS: LazyLock<SyncSender<Work>> = LazyLock::new(|| {
    let (sender, work) = sync_channel::<Work>(WAITING);
    let work = Arc::new(Mutex::new(work));
    for _ in 0..THREADS {
        let work = Arc::clone(&work);
        std::thread::spawn(move || hash_on_and_on(&work));
    }
    sender
});

fn hash_on_and_on(work: &Mutex<Receiver<Work>>) {
    let mut blocks = Blocks::new();
    loop {
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(next) = next else { return };
        next(&mut blocks);
    }
}

/// How long the last one took, its waiting included, in microseconds.
static LAST: AtomicU64 = AtomicU64::new(15_000);

/// How long hashing takes now.
pub(super) fn as_long() -> Duration {
    Duration::from_micros(LAST.load(Ordering::Relaxed))
}

/// Does this on one of the threads, unless too many wait already.
pub(super) async fn hashing<T: Send + 'static>(work: impl FnOnce(&mut Blocks) -> T + Send + 'static) -> Result<T, Trouble> {
    let begun = Instant::now();
    let (answer, done) = oneshot::channel();
    HASHERS
        .try_send(Box::new(move |blocks| drop(answer.send(work(blocks)))))
        .map_err(|_| Trouble::Busy("too many passwords are waiting to be hashed".into()))?;
    let result = done.await.map_err(|error| Trouble::Fault(error.into()));
    LAST.store(u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    result
}

/// The PHC string of a password.
pub(super) fn hash(password: &str, blocks: &mut Blocks) -> anyhow::Result<String> {
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    let argon2 = Argon2::default();
    let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
    fill(&argon2, password, &salt, &mut output, blocks)?;
    let hash = PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params: ParamsString::try_from(argon2.params()).map_err(worded)?,
        salt: Some(Salt::new(&salt).map_err(worded)?),
        hash: Some(Output::new(&output).map_err(worded)?),
    };
    Ok(hash.to_string())
}

/// Whether the password is the one of the PHC string.
pub(super) fn is_of(password: &str, phc: &str, blocks: &mut Blocks) -> bool {
    let mut matches = || -> anyhow::Result<bool> {
        let known = PasswordHash::new(phc).map_err(worded)?;
        let (Some(salt), Some(expected)) = (&known.salt, &known.hash) else { return Ok(false) };
        let algorithm = Algorithm::try_from(known.algorithm.as_str()).map_err(worded)?;
        let version = known.version.map_or(Ok(Version::default()), Version::try_from).map_err(worded)?;
        let argon2 = Argon2::new(algorithm, version, Params::try_from(&known).map_err(worded)?);
        let mut output = vec![0; expected.as_bytes().len()];
        fill(&argon2, password, salt, &mut output, blocks)?;
        Ok(output.ct_eq(expected.as_bytes()).into())
    };
    matches().unwrap_or(false)
}

fn fill(argon2: &Argon2, password: &str, salt: &[u8], output: &mut [u8], blocks: &mut Blocks) -> anyhow::Result<()> {
    let needed = argon2.params().block_count();
    if blocks.len() < needed {
        blocks.resize(needed, Block::default());
    }
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, output, &mut blocks[..needed]).map_err(worded)
}

fn worded(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}

#[cfg(test)]
mod tests {
    use argon2::Argon2;
    use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

    use super::{Blocks, hash, hashing, is_of};

    #[test]
    fn what_is_made_here_is_what_the_library_makes_and_the_other_way_round() {
        let mut blocks = Blocks::new();
        let ours = hash("correct horse", &mut blocks).expect("a hash");
        let parsed = PasswordHash::new(&ours).expect("a PHC string");
        assert!(Argon2::default().verify_password(b"correct horse", &parsed).is_ok());
        let theirs: PasswordHash = Argon2::default().hash_password(b"correct horse").expect("a hash");
        assert!(is_of("correct horse", &theirs.to_string(), &mut blocks));
        for (password, phc) in [("wrong horse", ours.as_str()), ("correct horse", "no hash"), ("", ours.as_str())] {
            assert!(!is_of(password, phc, &mut blocks), "{password} {phc}");
        }
        assert_ne!(ours, hash("correct horse", &mut blocks).expect("a hash"), "each has a salt of its own");
    }

    #[actix_web::test]
    async fn whoever_comes_when_too_many_wait_is_told_so() {
        let slow = || hashing(|_| std::thread::sleep(std::time::Duration::from_millis(2)));
        let all = futures_util::future::join_all((0..300).map(|_| slow())).await;
        let refused = all.iter().filter(|it| it.is_err()).count();
        assert!((100..300).contains(&refused), "{refused}");
        assert!(slow().await.is_ok(), "and later it works again");
    }
}
