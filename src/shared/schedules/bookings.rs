//! The switch by which a doctor takes bookings, or none.

use super::WeekPage;
use super::dashboards::Plans;
use crate::auth::Actor;
use crate::db::ids::ProfileId;
use crate::models::practice::{BookingsSwitched, Doctor};
use crate::web::screen::*;

/// `?to=on` or `off`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SwitchQuery {
    to: String,
}

/// `POST schedules/{id}/bookings?to=`: at once, and taken back by a tap.
pub async fn update<D: Plans>(me: Actor<D>, hx: Hx, At(id): At<ProfileId>, Query(asked): Query<SwitchQuery>) -> Response {
    let page = WeekPage::of(&me, id).await?;
    let (on, other) = match asked.to.as_str() {
        "on" => (true, "off"),
        "off" => (false, "on"),
        _ => return Err(Error::Malformed("to".into())),
    };
    let switched = me.write(move |tx| Doctor::switch_bookings(tx, id, on)).await?;
    let said = Notice::from(if on { message!("schedule-bookings-are-on") } else { message!("schedule-bookings-are-off") });
    let notice = match switched {
        BookingsSwitched::Done => said.with_undo(format!("{}/bookings?to={other}", page.own())),
        BookingsSwitched::Already => said,
    };
    hx.see_other(page.own(), notice)
}
