//! The outside world, one file each.

pub mod email;
pub mod google;
pub mod sms;

/// Why a message did not go out. Never holds the message's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSent {
    pub why: String,
    /// Trying again would not help.
    pub for_good: bool,
}

impl NotSent {
    /// It may go out later.
    pub fn this_time(why: impl Into<String>) -> Self {
        NotSent { why: why.into(), for_good: false }
    }

    pub fn for_good(why: impl Into<String>) -> Self {
        NotSent { why: why.into(), for_good: true }
    }
}
