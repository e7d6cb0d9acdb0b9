//! Sending an invitation, to what the organisation knows somebody by.

use diesel::prelude::*;

use super::{Invitation, PLATFORM};
use crate::db::DirectoryTx;
use crate::db::ids::{InvitationId, OrganisationId, UserId};
use crate::directory::people::{User, Way};
use crate::directory::post::{Channel, NewMessage, Outbox};
use crate::keys::fresh_token;
use crate::locale::{Locale, ToValue};
use crate::schema::directory::{invitations, organisations, users};

/// What a link's token begins with says by which way it was sent: whoever opens it has shown that this is theirs. It cannot be
/// changed, since only the whole token is known.
const BY_MAIL: &str = "mail-";
const BY_SMS: &str = "sms-";

/// By which way a link was sent, if it was.
pub(super) fn way_of(token: &str) -> Option<Way> {
    let by_mail = token.starts_with(BY_MAIL).then_some(Way::Email);
    by_mail.or_else(|| token.starts_with(BY_SMS).then_some(Way::Phone))
}

/// Who an organisation invites, as it knows them.
#[derive(Clone, Debug)]
pub struct Invitee {
    pub user: UserId,
    /// In lower case.
    pub email: Option<String>,
    /// In E.164.
    pub phone: Option<String>,
}

impl Invitee {
    /// The way to them, whether the organisation knows it, and the address or number itself.
    fn way(&self, user: &User) -> Option<(Way, bool, String)> {
        let email = user.email.clone().map(|it| (Way::Email, self.email.as_ref() == Some(&it), it));
        let phone = user.phone.clone().map(|it| (Way::Phone, self.phone.as_ref() == Some(&it), it));
        let ways: Vec<_> = [email, phone].into_iter().flatten().collect();
        ways.iter().find(|(_, known, _)| *known).or(ways.first()).cloned()
    }
}

/// An invitation that is on its way.
#[derive(Clone, Debug)]
pub struct InvitationSent {
    /// Where it goes, unless that is something the organisation did not know.
    pub to: Option<String>,
    /// For nobody's eyes but theirs, and for the installation's own terminal.
    pub link: String,
}

impl Invitation {
    /// Makes a link and sends it, in the user's language: by e-mail if the organisation knows the account's address, else to the phone
    /// that it knows, else to what the account has. An operator is invited to no organisation.
    pub fn send(tx: &mut DirectoryTx, to: &Invitee, organisation: Option<OrganisationId>, base_url: &str) -> QueryResult<InvitationSent> {
        Invitation::send_as(tx, InvitationId::new(), to, organisation, base_url)
    }

    /// As [`Invitation::send`], but once an id: asked for again, it only answers where the link went.
    pub fn send_once(
        tx: &mut DirectoryTx,
        id: InvitationId,
        to: &Invitee,
        organisation: OrganisationId,
        base_url: &str,
    ) -> QueryResult<Option<String>> {
        // Two at once wait for each other here.
        users::table.find(to.user).select(users::id).for_update().first::<UserId>(tx.db)?;
        let before: Option<UserId> = invitations::table.find(id).select(invitations::user_id).first(tx.db).optional()?;
        match before {
            None => Invitation::send_as(tx, id, to, Some(organisation), base_url).map(|sent| sent.to),
            Some(user) if user == to.user => {
                let goes = to.way(&User::find(tx.db, to.user)?);
                Ok(goes.filter(|(_, known, _)| *known).map(|(.., recipient)| recipient))
            }
            Some(_) => Err(diesel::NotFound),
        }
    }

    fn send_as(
        tx: &mut DirectoryTx,
        id: InvitationId,
        to: &Invitee,
        organisation: Option<OrganisationId>,
        base_url: &str,
    ) -> QueryResult<InvitationSent> {
        let user = User::find(tx.db, to.user)?;
        let Some((way, known, recipient)) = to.way(&user) else {
            let token = Invitation::with_token(tx, id, fresh_token()?, user.id, organisation, tx.by.user)?;
            return Ok(InvitationSent { to: None, link: format!("{base_url}/invitations/{token}") });
        };
        let (channel, mark) = match way {
            Way::Email => (Channel::Email, BY_MAIL),
            Way::Phone => (Channel::Sms, BY_SMS),
        };
        let token = Invitation::with_token(tx, id, format!("{mark}{}", fresh_token()?), user.id, organisation, tx.by.user)?;
        let place: String = match organisation {
            Some(id) => organisations::table.find(id).select(organisations::name).first(tx.db)?,
            None => PLATFORM.to_owned(),
        };
        let locale = Locale::of_tag(&user.language).unwrap_or_default();
        let link = format!("{base_url}/invitations/{token}");
        let values = [("name", user.full_name.to_value()), ("place", place.to_value()), ("link", link.as_str().to_value())];
        let message = NewMessage {
            channel,
            recipient: recipient.clone(),
            template: "invitation",
            subject: locale.say_with("message-invitation-subject", &[("place", place.to_value())]),
            body: locale.say_with("message-invitation", &values),
        };
        Outbox::enqueue(tx, &message)?;
        Ok(InvitationSent { to: known.then_some(recipient), link })
    }
}
