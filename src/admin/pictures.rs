//! The pictures of the letterhead: a clinic's logo, a doctor's signature.

mod upload;

use self::upload::UnreadPicture;
use crate::auth::{Actor, Admin, Layout};
use crate::db::ids::{ClinicId, ProfileId};
use crate::models::practice::{Picture, PictureOf};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/pictures/edit.html")]
struct Edit {
    layout: Layout,
    of: PictureOf,
    /// Whose it is.
    name: String,
    picture: Option<Picture>,
    errors: Errors,
}

page!(Edit);

impl Edit {
    async fn of(me: &Actor<Admin>, of: PictureOf) -> Result<Edit, Error> {
        let (name, picture) = me.read(move |db| Picture::find(db, of)).await?;
        Ok(Edit { layout: me.layout(), of, name, picture, errors: Errors::default() })
    }

    fn is_logo(&self) -> bool {
        matches!(self.of, PictureOf::Logo(_))
    }

    /// The page of the clinic or the person.
    fn whose(&self) -> String {
        match self.of {
            PictureOf::Logo(id) => format!("{}/clinics/{id}", self.layout.base),
            PictureOf::Signature(id) => format!("{}/people/{id}", self.layout.base),
        }
    }

    fn here(&self) -> String {
        format!("{}/{}", self.whose(), if self.is_logo() { "logo" } else { "signature" })
    }
}

async fn put(me: Actor<Admin>, hx: Hx, of: PictureOf, file: UnreadPicture) -> Response {
    let mut page = Edit::of(&me, of).await?;
    match file.drawn().await? {
        Ok(picture) => {
            me.write(move |tx| Picture::put(tx, of, Some(&picture))).await?;
            hx.see_other(page.here(), Notice::from(message!("picture-put")))
        }
        Err(reason) => {
            page.errors.add("file", reason);
            hx.invalid(&page)
        }
    }
}

async fn take_away(me: Actor<Admin>, hx: Hx, of: PictureOf) -> Response {
    let page = Edit::of(&me, of).await?;
    if page.picture.is_some() {
        me.write(move |tx| Picture::put(tx, of, None)).await?;
    }
    hx.see_other(page.here(), Notice::from(message!("picture-taken-away")))
}

/// `GET clinics/{id}/logo`.
pub async fn logo(me: Actor<Admin>, hx: Hx, At(id): At<ClinicId>) -> Response {
    hx.page(&Edit::of(&me, PictureOf::Logo(id)).await?)
}

/// `POST clinics/{id}/logo`.
pub async fn put_logo(me: Actor<Admin>, hx: Hx, At(id): At<ClinicId>, file: UnreadPicture) -> Response {
    put(me, hx, PictureOf::Logo(id), file).await
}

/// `POST clinics/{id}/logo/removal`.
pub async fn take_logo(me: Actor<Admin>, hx: Hx, At(id): At<ClinicId>) -> Response {
    take_away(me, hx, PictureOf::Logo(id)).await
}

/// `GET people/{id}/signature`, of a doctor.
pub async fn signature(me: Actor<Admin>, hx: Hx, At(id): At<ProfileId>) -> Response {
    hx.page(&Edit::of(&me, PictureOf::Signature(id)).await?)
}

/// `POST people/{id}/signature`.
pub async fn put_signature(me: Actor<Admin>, hx: Hx, At(id): At<ProfileId>, file: UnreadPicture) -> Response {
    put(me, hx, PictureOf::Signature(id), file).await
}

/// `POST people/{id}/signature/removal`.
pub async fn take_signature(me: Actor<Admin>, hx: Hx, At(id): At<ProfileId>) -> Response {
    take_away(me, hx, PictureOf::Signature(id)).await
}
