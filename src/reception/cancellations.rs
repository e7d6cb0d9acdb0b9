//! Taking somebody out of the queue who will not be seen.

use super::appointments::{CancellationForm, Show};
use super::calling::{UndoQuery, at, notice, undoable};
use super::void_form::VoidForm;
use crate::auth::{Actor, CheckIns};
use crate::db::ids::AppointmentId;
use crate::models::billing::Invoice;
use crate::models::visits::{Appointment, Departure, Stand, StepTaken, VisitNames};
use crate::web::screen::*;

/// The longest reason, in characters.
const REASON: usize = 255;

/// `POST appointments/{id}/cancellation`. With `?at=` it takes that check-in back, and nothing that came after it.
pub async fn create(
    me: Actor<CheckIns>,
    hx: Hx,
    At(id): At<AppointmentId>,
    Query(query): Query<UndoQuery>,
    Form(mut form): Form<CancellationForm>,
) -> Response {
    let (clinic, checked_in_at) = (me.clinic_id(), query.at()?);
    let held = me.read(move |db| Invoice::held_of_visit(db, clinic, id)).await?.filter(|_| checked_in_at.is_none());
    let Some(departure) = form.parse(held.is_some()) else {
        return hx.invalid(&Show::of(&me, id, form).await?);
    };
    let stand = if matches!(departure, Departure::NoShow { .. }) { Stand::NoShow } else { Stand::Cancelled };
    let (step, VisitNames { patient: name, .. }) = me
        .write(move |tx| {
            let names = VisitNames::of(tx.db, clinic, id)?;
            let step = match checked_in_at {
                Some(at) => Appointment::take_back_check_in(tx, clinic, id, at),
                None => Appointment::cancel(tx, clinic, id, &departure),
            };
            Ok((step?, names))
        })
        .await?;
    if let (Some((invoice, amount)), "back", StepTaken::Done { token, .. }) = (held, form.money.as_str(), step)
        && me.layout().may_refund()
    {
        let words = Notice::warning(message!("queue-cancelled-give-back", token, amount, name));
        return hx.see_other(me.here(&format!("invoices/{invoice}#reason-{}", VoidForm::ALL_HELD)), words);
    }
    let undo = me.here(&format!("appointments/{id}/cancellation/removal?step={stand}{}", at(step)));
    let notice = undoable(step, undo, |token| match (held, stand) {
        (Some((_, amount)), _) => message!("queue-cancelled-held", token, amount, name),
        (None, Stand::NoShow) => message!("queue-no-show", token, name),
        _ => message!("queue-cancelled", token, name),
    });
    hx.see_other(me.here("queue"), notice)
}

/// `POST appointments/{id}/cancellation/removal?step=cancelled`: back into the queue.
pub async fn destroy(me: Actor<CheckIns>, hx: Hx, At(id): At<AppointmentId>, Query(query): Query<UndoQuery>) -> Response {
    let (clinic, at, step) = (me.clinic_id(), query.at()?, query.step(&[Stand::Cancelled, Stand::NoShow])?);
    let (step, names) = me.write(move |tx| Ok((Appointment::undo(tx, clinic, id, step, at)?, VisitNames::of(tx.db, clinic, id)?))).await?;
    hx.see_other(me.here("queue"), notice(step, |token| message!("queue-undone", token, name = &names.patient)))
}

impl CancellationForm {
    /// Money that is held is never forgotten: what becomes of it is said, and why.
    fn parse(&mut self, money_is_held: bool) -> Option<Departure> {
        if money_is_held && !matches!(self.money.as_str(), "back" | "settle") {
            self.errors.add("money", message!("place-money-missing"));
        }
        let reason = if money_is_held { form::required(&self.reason, REASON) } else { form::text(&self.reason, REASON) };
        let reason = self.errors.check("reason", reason).filter(|_| self.errors.is_empty())?;
        Some(if self.no_show.is_empty() { Departure::Cancelled { reason } } else { Departure::NoShow { reason } })
    }
}
