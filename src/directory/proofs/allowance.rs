//! How much of something may be taken in a time: the row that is counted on is where requests queue, so that many at once get no
//! more than their number, whoever or whatever it is about.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::DirectoryTx;
use crate::schema::directory::allowances;
use crate::text_enum;

text_enum! {
    /// What is counted, and of whom.
    Allowance {
        /// Wrong passwords from one address of the network: a whole clinic shares one.
        PasswordsFrom = "passwords_from",
        /// Passwords of accounts that may be tried, on the whole installation: each takes a processor and 19 MiB.
        Passwords = "passwords",
        /// Passwords that cannot be right: of nobody's login, or of an account that waits.
        PasswordsInVain = "passwords_in_vain",
        /// Links by which a password is chosen anew, for one e-mail address.
        ResetsFor = "resets_for",
        /// The same, asked for from one address of the network.
        ResetsFrom = "resets_from",
        /// Links by which somebody shows that an e-mail address is theirs, to that address.
        VerificationsTo = "verifications_to",
        /// The same, asked for by one user.
        VerificationsBy = "verifications_by",
        /// Numbers to which one user offers a record: each may become an account.
        OffersBy = "offers_by",
        /// Messages that one organisation sends, by its short name.
        MessagesOf = "messages_of",
    }
}

impl Allowance {
    /// In what time.
    fn within(self) -> Duration {
        match self {
            Allowance::Passwords | Allowance::PasswordsInVain => Duration::minutes(1),
            Allowance::PasswordsFrom => Duration::minutes(15),
            Allowance::OffersBy | Allowance::MessagesOf => Duration::days(1),
            Allowance::ResetsFor | Allowance::ResetsFrom | Allowance::VerificationsTo | Allowance::VerificationsBy => Duration::hours(1),
        }
    }

    /// Takes one, unless as many as may be were taken. The row stays locked until the change is done.
    pub fn take(self, tx: &mut DirectoryTx, subject: &str, most: u32) -> QueryResult<bool> {
        diesel::insert_into(allowances::table)
            .values((allowances::kind.eq(self), allowances::subject.eq(subject), allowances::begun_at.eq(tx.now)))
            .on_conflict(diesel::dsl::DuplicatedKeys)
            .do_update()
            .set(allowances::taken.eq(allowances::taken))
            .execute(tx.db)?;
        let row = allowances::table.find((self, subject));
        let (begun_at, taken): (NaiveDateTime, i32) = row.select((allowances::begun_at, allowances::taken)).for_update().first(tx.db)?;
        let (begun_at, taken) = if begun_at + self.within() > tx.now { (begun_at, taken) } else { (tx.now, 0) };
        let may = i64::from(taken) < i64::from(most);
        diesel::update(row).set((allowances::begun_at.eq(begun_at), allowances::taken.eq(taken + i32::from(may)))).execute(tx.db)?;
        Ok(may)
    }

    /// Gives one back: it turned out not to be of the kind that is counted.
    pub fn give_back(self, tx: &mut DirectoryTx, subject: &str) -> QueryResult<()> {
        diesel::update(allowances::table.find((self, subject)).filter(allowances::taken.gt(0)))
            .set(allowances::taken.eq(allowances::taken - 1))
            .execute(tx.db)
            .map(drop)
    }
}

impl Allowance {
    /// Deletes what was counted more than a day ago.
    pub fn sweep(tx: &mut DirectoryTx) -> QueryResult<usize> {
        diesel::delete(allowances::table.filter(allowances::begun_at.lt(tx.now - Duration::days(1)))).execute(tx.db)
    }
}
