//! Why a record of another clinic is opened: asked once a day of whoever opens it.

use crate::auth::{Actor, AtClinic, Duty, Layout, Reception};
use crate::db::ids::ProfileId;
use crate::models::people::{OpeningReason, RecordElsewhere};
use crate::web::path::{NextQuery, own_path};
use crate::web::screen::*;

/// The longest words beside a reason, in characters.
const WORDS: usize = 200;

#[derive(Template)]
#[template(path = "reception/reasons/new.html")]
struct New {
    layout: Layout,
    id: ProfileId,
    record: RecordElsewhere,
    form: ReasonForm,
}

page!(New);

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    reason: String,
    words: String,
    /// The page that was asked for.
    next: String,
    #[serde(skip)]
    errors: Errors,
}

/// What comes first where a record is not open to the clinic; then the page that was asked for.
pub(super) fn first<D: Duty<Scope = AtClinic>>(me: &Actor<D>, id: ProfileId) -> Error {
    Error::Asked(me.here(&format!("patients/{id}/reasons/new")))
}

/// `GET patients/{id}/reasons/new?next=`. Nobody is asked for what is open to them.
pub async fn new(me: Actor<Reception>, hx: Hx, At(id): At<ProfileId>, Query(NextQuery { next }): Query<NextQuery>) -> Response {
    let claim = me.claim();
    if me.read(move |db| claim.is_open(db, id)).await? {
        return hx.see_other(asked_for(&me, id, &next), None);
    }
    hx.page(&New::of(&me, id, ReasonForm { next, ..ReasonForm::default() }).await?)
}

/// `POST patients/{id}/reasons`: from now until the day ends the record is open to them.
pub async fn create(me: Actor<Reception>, hx: Hx, At(id): At<ProfileId>, Form(mut form): Form<ReasonForm>) -> Response {
    let Some((reason, words)) = form.parse() else {
        return hx.invalid(&New::of(&me, id, form).await?);
    };
    let claim = me.claim();
    me.write(move |tx| claim.give_reason(tx, id, reason, &words)).await?;
    hx.see_other(asked_for(&me, id, &form.next), None)
}

/// The page that was asked for, else the record.
fn asked_for(me: &Actor<Reception>, id: ProfileId, next: &str) -> String {
    match own_path(next) {
        "/" => me.here(&format!("patients/{id}")),
        next => next.to_owned(),
    }
}

impl New {
    async fn of(me: &Actor<Reception>, id: ProfileId, form: ReasonForm) -> Result<New, Error> {
        let record = me.open(move |opening| RecordElsewhere::shown(opening, id)).await?;
        Ok(New { layout: me.layout(), id, record, form })
    }
}

impl ReasonForm {
    /// Words alone say more than a choice: "other" is nothing without them.
    fn parse(&mut self) -> Option<(OpeningReason, String)> {
        let reason = self.errors.check("reason", form::required_choice(&self.reason));
        let words = form::text(&self.words, WORDS);
        let words = match (&reason, words) {
            (Some(OpeningReason::Other), Ok(words)) if words.is_empty() => Err(message!("opening-reason-words-missing")),
            (_, words) => words,
        };
        let words = self.errors.check("words", words);
        Some((reason?, words?))
    }
}
