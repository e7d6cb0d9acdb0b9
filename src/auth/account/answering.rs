//! Whoever was asked to work for an organisation has answered: its own log says so, and its admins learn that somebody declined.

use super::Account;
use crate::auth::letters::LetterToAdmins;
use crate::db::Tx;
use crate::directory::people::Membership;
use crate::directory::post::Letter;
use crate::models::practice::Member;
use crate::web::error::Error;

impl Account {
    /// Notes their answer where they were asked.
    pub async fn note_answer(&self, membership: &Membership, accepts: bool) -> Result<(), Error> {
        let (user, author) = (self.user.id, self.directory.author().clone());
        let letter = LetterToAdmins::of(Letter::OfferDeclined, &self.user.full_name, &membership.name);
        let answered = move |tx: &mut Tx| {
            Member::answered(tx, user, accepts)?;
            if accepts { Ok(()) } else { letter.write(tx, &[]) }
        };
        Ok(self.state.databases.write(&membership.slug, author, answered).await?)
    }
}
