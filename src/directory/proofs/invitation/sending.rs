//! Sending an invitation, to what the organisation knows somebody by.

use diesel::prelude::*;

use super::{Invitation, PLATFORM};
use crate::db::DirectoryTx;
use crate::db::ids::{OrganisationId, UserId};
use crate::directory::people::{User, Way};
use crate::directory::post::{Channel, NewMessage, Outbox};
use crate::keys::fresh_token;
use crate::locale::{Locale, ToValue};
use crate::schema::directory::organisations;

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
        let user = User::find(tx.db, to.user)?;
        let email = user.email.clone().map(|it| (Way::Email, to.email.as_ref() == Some(&it), it));
        let phone = user.phone.clone().map(|it| (Way::Phone, to.phone.as_ref() == Some(&it), it));
        let ways: Vec<_> = [email, phone].into_iter().flatten().collect();
        let Some((way, known, recipient)) = ways.iter().find(|(_, known, _)| *known).or(ways.first()).cloned() else {
            let token = Invitation::create(tx, user.id, organisation, tx.by.user)?;
            return Ok(InvitationSent { to: None, link: format!("{base_url}/invitations/{token}") });
        };
        let (channel, mark) = match way {
            Way::Email => (Channel::Email, BY_MAIL),
            Way::Phone => (Channel::Sms, BY_SMS),
        };
        let token = Invitation::with_token(tx, format!("{mark}{}", fresh_token()?), user.id, organisation, tx.by.user)?;
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
