//! What somebody was told: the bell on every dashboard, and the page behind it.

use chrono::{DateTime, NaiveDateTime};

use crate::auth::{Actor, Doctor, Duty, Layout, Office, Patient, Reception};
use crate::db::ids::NotificationId;
use crate::models::journal::{Inbox, Notification};
use crate::web::page::Page;
use crate::web::screen::*;

/// What the page shows, in whichever dashboard.
pub struct Told {
    layout: Layout,
    inbox: Inbox,
    now: NaiveDateTime,
}

/// The bell alone: pages ask for it again.
#[derive(Template)]
#[template(path = "shared/notifications/bell.html", blocks = ["bell"])]
struct Bell {
    layout: Layout,
}

page!(Bell, "bell" => as_bell);

/// The dashboards that have a bell.
pub trait Hears: Duty + Sized {
    type Inbox: Page + From<Told>;
}

macro_rules! inboxes {
    ($($duty:ident $page:ident $path:literal;)*) => { $(
        #[derive(Template)]
        #[template(path = $path)]
        pub struct $page(Told);

        page!($page);

        impl From<Told> for $page {
            fn from(told: Told) -> Self {
                $page(told)
            }
        }

        impl std::ops::Deref for $page {
            type Target = Told;
            fn deref(&self) -> &Told {
                &self.0
            }
        }

        impl Hears for $duty {
            type Inbox = $page;
        }
    )* };
}

inboxes! {
    Reception DeskInbox "reception/notifications/index.html";
    Doctor DoctorInbox "doctor/notifications/index.html";
    Patient FamilyInbox "patient/notifications/index.html";
    Office OfficeInbox "admin/notifications/index.html";
}

/// `GET notifications`: what is unread first.
pub async fn index<D: Hears>(me: Actor<D>, hx: Hx) -> Response {
    let (user, now) = (me.user(), me.now());
    let inbox = me.read(move |db| Inbox::of_user(db, user)).await?;
    hx.page(&D::Inbox::from(Told { layout: me.layout(), inbox, now }))
}

/// `GET notifications/bell`.
pub async fn bell<D: Hears>(me: Actor<D>, hx: Hx) -> Response {
    hx.page(&Bell { layout: me.layout() })
}

/// `POST notifications/{id}/reading`: marks it as read, and leads where it leads.
pub async fn read<D: Hears>(me: Actor<D>, hx: Hx, At(id): At<NotificationId>) -> Response {
    let user = me.user();
    let page = me.write(move |tx| Notification::read(tx, user, id)).await?.ok_or(Error::NotFound)?;
    hx.see_other(format!("/o/{}/{page}", me.organisation().slug), None)
}

/// Until when everything was seen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SeenForm {
    until: String,
}

/// `POST notifications/reading`: all that stood on the page.
pub async fn read_all<D: Hears>(me: Actor<D>, hx: Hx, Form(form): Form<SeenForm>) -> Response {
    let until = form.until.parse().ok().and_then(DateTime::from_timestamp_micros).ok_or_else(|| Error::Malformed("until".into()))?;
    let user = me.user();
    me.write(move |tx| Notification::read_all(tx, user, until.naive_utc())).await?;
    hx.see_other(me.here("notifications"), Notice::from(message!("notifications-all-read")))
}
