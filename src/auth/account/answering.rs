//! Whoever was asked to work for an organisation has answered: its own log says so, and its admins learn that somebody declined.

use super::Account;
use crate::directory::people::Membership;
use crate::directory::post::Letter;
use crate::locale::ToValue;
use crate::models::practice::Member;
use crate::web::error::Error;

impl Account {
    /// Notes their answer where they were asked.
    pub async fn note_answer(&self, membership: &Membership, accepts: bool) -> Result<(), Error> {
        let (user, author) = (self.user.id, self.directory.author().clone());
        let answered = move |tx: &mut crate::db::Tx| {
            Member::answered(tx, user, accepts)?;
            Member::admins(tx.db)
        };
        let admins = self.state.databases.write(&membership.slug, author, answered).await?;
        if accepts {
            return Ok(());
        }
        let values = [("who", self.user.full_name.to_value()), ("organisation", membership.name.to_value())];
        self.directory.write(move |tx| Letter::OfferDeclined.send_to_all(tx, &admins, &values)).await
    }
}
