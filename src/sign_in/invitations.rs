//! Choosing a password by a one-time link.

use crate::auth::Visitor;
use crate::db::clock;
use crate::directory::proofs::{Invitation, InvitationRedeemed, LinkState, Password};
use crate::directory::sessions::Proof;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "sign_in/invitation.html")]
struct Edit {
    invitation: Invitation,
    /// Where the form goes.
    address: String,
    /// The account is in use already, so that the link is no proof of whose it is: its user signs
    /// in first.
    sign_in_first: bool,
    errors: Errors,
}

page!(Edit);

#[derive(Default, Deserialize)]
pub struct InvitationForm {
    #[serde(default)]
    password: String,
}

/// `GET /invitations/{token}`.
pub async fn edit(visitor: Visitor, hx: Hx, At(token): At<String>) -> Response {
    hx.page(&Edit::of(&visitor, token).await?)
}

/// `POST /invitations/{token}`.
pub async fn update(visitor: Visitor, hx: Hx, At(token): At<String>, Form(form): Form<InvitationForm>) -> Response {
    let mut page = Edit::of(&visitor, token.clone()).await?;
    if page.sign_in_first || page.invitation.state != LinkState::Open {
        return hx.invalid(&page);
    }
    let names: Vec<String> =
        page.invitation.full_name.split_whitespace().chain([page.invitation.organisation.as_str()]).map(str::to_lowercase).collect();
    if let Some(key) = Password::weakness(&form.password, &names) {
        page.errors.add("password", Message::new(key));
        return hx.invalid(&page);
    }
    let hash = Password::hash(form.password).await?;
    let (link, signed_in) = (token.clone(), visitor.account.as_ref().map(|it| it.user.id));
    match visitor.directory.write(move |tx| Invitation::redeem(tx, &link, &hash, signed_in)).await? {
        InvitationRedeemed::Done(user) => {
            let next = visitor.enter(user, Proof::Password, "").await?;
            hx.see_other(next, Notice::success(message!("invitation-done")))
        }
        InvitationRedeemed::NoLonger => hx.invalid(&Edit::of(&visitor, token).await?),
    }
}

impl Edit {
    async fn of(visitor: &Visitor, token: String) -> Result<Edit, Error> {
        let address = format!("/invitations/{token}");
        let invitation = visitor.directory.read(move |db| Invitation::find(db, &token, clock::now())).await?;
        let is_theirs = visitor.account.as_ref().is_some_and(|account| account.user.id == invitation.user);
        Ok(Edit { sign_in_first: invitation.account_in_use && !is_theirs, invitation, address, errors: Errors::default() })
    }
}
