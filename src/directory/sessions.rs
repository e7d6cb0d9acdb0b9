//! Who is signed in, and where: the rows behind the session cookies, the devices as people know them, and the browsers that are known
//! or trusted beyond a session.

mod device;
mod known_device;
mod session;
mod trusted_device;

pub use device::Device;
pub use known_device::KnownDevice;
pub use session::{FoundSession, LiveSession, LiveUser, NewSession, Proof, SessionKind, SessionStart, SignIn};
pub use trusted_device::TrustedDevice;
