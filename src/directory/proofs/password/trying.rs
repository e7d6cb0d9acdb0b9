//! Whether a password may be tried, and what that costs: strangers who guess at random cannot use up what people with an account need.

use super::Password;
use crate::config::Config;
use crate::db::DirectoryTx;
use crate::db::ids::UserId;
use crate::directory::people::User;
use crate::directory::proofs::allowance::Allowance;
use crate::directory::proofs::tries::SignInStep;
use crate::directory::proofs::way_in::{SignInMethod, WayIn};
use crate::directory::sessions::KnownDevice;
use diesel::prelude::*;

/// How many passwords are hashed for browsers that are not known: each is dear.
#[derive(Clone, Copy, Debug)]
pub struct PasswordLimits {
    /// Wrong ones from one network, in a quarter of an hour.
    per_address: u32,
    /// On the whole installation, in a minute: so many for accounts that may be tried, and a tenth of it for the others.
    per_minute: u32,
}

impl PasswordLimits {
    pub fn of(config: &Config) -> PasswordLimits {
        PasswordLimits { per_address: config.passwords_per_address, per_minute: config.passwords_per_minute }
    }
}

/// Whether a password may be tried.
#[must_use]
pub enum PasswordTry {
    /// Of this user.
    May(User),
    /// It cannot be right, whatever it is: nobody has that login, or whoever has it waits or is switched off.
    No(Option<UserId>),
    /// The same, where so many of them were tried that none is hashed or noted any more: only the time is to be as long.
    Ignored,
    /// There were too many from this network, or everywhere for accounts that may be tried: nothing is hashed.
    TooMany,
}

impl Password {
    /// Begins to try a password for a login (an e-mail address in lower case, or a phone in E.164). A known device is not counted with
    /// strangers: neither their wrong tries nor their number keep it out. An account that may be tried is not counted with made-up ones,
    /// and how often it may be is [`SignInStep`]'s, so that nobody gets far with a few that they know.
    pub fn begin(tx: &mut DirectoryTx, login: &str, limits: PasswordLimits) -> QueryResult<PasswordTry> {
        let user = User::by_login(tx.db, login)?;
        let known = match &user {
            Some(user) => KnownDevice::is_known(tx, user.id)?,
            None => false,
        };
        let network = tx.by.network.clone();
        if !known && !Allowance::PasswordsFrom.take(tx, &network, limits.per_address)? {
            return Ok(PasswordTry::TooMany);
        }
        Ok(match user {
            Some(user) if user.active && SignInStep::Password.begin(tx, user.id)? => {
                let may = known || Allowance::Passwords.take(tx, "", limits.per_minute)?;
                if may { PasswordTry::May(user) } else { PasswordTry::TooMany }
            }
            user if Allowance::PasswordsInVain.take(tx, "", limits.per_minute.div_ceil(10))? => PasswordTry::No(user.map(|user| user.id)),
            _ => PasswordTry::Ignored,
        })
    }

    /// Notes that a password that was begun here was right: the tries are forgotten, and the address has not failed.
    pub fn succeeded(tx: &mut DirectoryTx, user: UserId) -> QueryResult<()> {
        SignInStep::Password.forgive(tx, user)?;
        let network = tx.by.network.clone();
        if !KnownDevice::is_known(tx, user)? {
            Allowance::PasswordsFrom.give_back(tx, &network)?;
        }
        WayIn::used(tx, user, SignInMethod::Password)
    }
}
