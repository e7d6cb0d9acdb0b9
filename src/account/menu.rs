//! What the menu beside every page of an account shows of it.

use crate::auth::Account;
use crate::directory::people::Contacts;
use crate::models::values::Phone;

/// What somebody is reached by, and whether it is known to be theirs.
pub struct Menu {
    contact: Contacts,
}

impl Menu {
    pub fn of(account: &Account) -> Menu {
        Menu { contact: account.user.contact.clone() }
    }

    /// The phone, as people write it.
    pub fn phone(&self) -> Option<Phone> {
        self.contact.phone.as_deref().map(Phone::stored)
    }

    pub fn email(&self) -> Option<&str> {
        self.contact.email.as_deref()
    }

    pub fn phone_verified(&self) -> bool {
        self.contact.phone_verified
    }

    pub fn email_verified(&self) -> bool {
        self.contact.email_verified
    }

    /// The word for how the phone stands, a Fluent key.
    pub fn phone_standing(&self) -> &'static str {
        standing(self.contact.phone.is_some(), self.contact.phone_verified)
    }

    /// The same for the e-mail address.
    pub fn email_standing(&self) -> &'static str {
        standing(self.contact.email.is_some(), self.contact.email_verified)
    }

    /// The colour of the badge that says so.
    pub fn phone_colour(&self) -> &'static str {
        colour(self.contact.phone_verified)
    }

    pub fn email_colour(&self) -> &'static str {
        colour(self.contact.email_verified)
    }
}

fn colour(verified: bool) -> &'static str {
    if verified { "success" } else { "warning" }
}

fn standing(there: bool, verified: bool) -> &'static str {
    match (there, verified) {
        (false, _) => "contact-none",
        (true, false) => "contact-unverified",
        (true, true) => "contact-verified",
    }
}
