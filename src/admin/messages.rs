//! The messages that left, or did not: what was told, to whom, and what became of it.

use std::collections::HashMap;

use crate::auth::{Actor, Admin, Layout};
use crate::db::ids::{ClinicId, MessageId};
use crate::directory::post::{MessageStatus, Outbox};
use crate::models::journal::{SendingOutcome, SendingRow};
use crate::models::practice::Clinic;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/messages/index.html")]
struct Index {
    layout: Layout,
    clinics: Vec<Clinic>,
    messages: Vec<SendingRow>,
    /// Where those that are in the outbox stand, and why the last try came to nothing.
    posted: HashMap<MessageId, (MessageStatus, String)>,
}

page!(Index);

/// `GET messages`: the latest of all clinics.
pub async fn index(me: Actor<Admin>, hx: Hx) -> Response {
    let (clinics, messages) = me
        .read(|db| {
            let clinics = Clinic::all(db)?;
            let ids: Vec<ClinicId> = clinics.iter().map(|it| it.id).collect();
            Ok((clinics, SendingRow::latest(db, &ids)?))
        })
        .await?;
    let handed = messages.iter().filter(|it| it.outcome == SendingOutcome::Handed);
    let ids: Vec<MessageId> = handed.map(|it| MessageId(it.id.0)).collect();
    let posted = me.directory().read(move |db| Outbox::standing_of(db, &ids)).await?;
    hx.page(&Index { layout: me.layout(), clinics, messages, posted })
}

impl Index {
    /// What became of one, and the reason where it did not arrive. Of what was forgotten in the outbox since, that it was sent.
    fn standing(&self, row: &SendingRow) -> (&'static str, &'static str, Option<&str>) {
        if row.outcome != SendingOutcome::Handed {
            return (row.outcome.key(), if row.outcome == SendingOutcome::Waiting { "info" } else { "warning" }, None);
        }
        match self.posted.get(&MessageId(row.id.0)) {
            Some((MessageStatus::Failed, why)) => ("message-failed", "danger", Some(why)),
            Some((MessageStatus::Queued | MessageStatus::Sending, why)) => {
                ("message-queued", "info", Some(why).filter(|it| !it.is_empty()).map(String::as_str))
            }
            Some((MessageStatus::Sent, _)) | None => ("message-sent", "success", None),
        }
    }
}
