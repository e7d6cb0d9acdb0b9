//! The accounts behind phone numbers: all that a desk or a family reaches of the directory.

use super::Actor;
use crate::auth::duty::Duty;
use crate::auth::letters::LetterToGiver;
use crate::auth::scope::AtClinic;
use crate::db::DirectoryTx;
use crate::db::ids::UserId;
use crate::directory::accounts::NumberHolder;
use crate::directory::people::{Membership, User};
use crate::directory::proofs::Allowance;
use crate::models::values::Phone;
use crate::web::error::Error;

/// To how many numbers somebody may offer records in a day: twice as many as stand, for some are mistyped.
const NUMBERS_A_DAY: u32 = 10;

impl<D: Duty> Actor<D> {
    /// The account behind a phone number, made if there is none: whoever is registered with a phone can sign in by it. It
    /// is in the directory, so it comes before the change that names it; alone it gives access to nothing.
    pub async fn account_of(&self, phone: &Phone, full_name: &str) -> Result<UserId, Error> {
        let (phone, full_name, organisation) = (phone.e164().to_owned(), full_name.to_owned(), self.organisation().organisation);
        self.0.directory.write(move |tx| User::of_phone(tx, &phone, &full_name, organisation)).await
    }

    /// The account behind a phone number that a record is offered to. Until it is taken, the account does not count as one of the
    /// organisation's. Nothing where the actor gave so many numbers today: no account is made then.
    pub async fn account_offered(&self, phone: &Phone, full_name: &str) -> Result<Option<UserId>, Error> {
        let (phone, full_name, organisation) = (phone.e164().to_owned(), full_name.to_owned(), self.organisation().organisation);
        let by = self.user().to_string();
        let offered = move |tx: &mut DirectoryTx| {
            let may = Allowance::OffersBy.take(tx, &by, NUMBERS_A_DAY)?;
            may.then(|| User::of_offered_phone(tx, &phone, &full_name, organisation)).transpose()
        };
        self.0.directory.write(offered).await
    }

    /// The actor took what was offered: now they belong here like anybody else.
    pub async fn take_up_membership(&self) -> Result<(), Error> {
        let (user, organisation) = (self.user(), self.organisation().organisation);
        self.0.directory.write(move |tx| Membership::ensure(tx, user, organisation)).await
    }

    /// A letter to whoever had a record on their account that goes to another.
    pub fn letter_to_giver(&self) -> LetterToGiver {
        LetterToGiver::of(&self.organisation().name)
    }
}

impl<D: Duty<Scope = AtClinic>> Actor<D> {
    /// Whether a number is the account's, and not one that it had before.
    pub async fn has_number(&self, user: UserId, phone: &Phone) -> Result<bool, Error> {
        let phone = phone.e164().to_owned();
        let user = self.0.directory.read(move |db| User::find(db, user)).await?;
        Ok(user.phone.is_some_and(|it| it == phone))
    }

    /// Takes the number, which has a new owner, from the account of whoever had it before.
    pub async fn release_holder(&self, user: UserId, phone: &Phone) -> Result<(), Error> {
        let (organisation, phone) = (self.organisation().clone(), phone.e164().to_owned());
        self.0.directory.write(move |tx| NumberHolder::release(tx, user, &phone, &organisation)).await
    }

    /// Notes that the desk has seen, in person, that this account's number is theirs.
    pub async fn confirm_holder(&self, user: UserId) -> Result<(), Error> {
        let organisation = self.organisation().organisation;
        self.0.directory.write(move |tx| NumberHolder::known(tx, user, organisation)).await
    }
}
