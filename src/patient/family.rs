//! Everybody on the phone: whose records it opens, who has grown up, and who joins.

mod form;

use chrono::NaiveDate;

use self::form::MemberForm;
use crate::auth::{Actor, Layout, Once, Patient};
use crate::db::ids::ProfileId;
use crate::models::journal::{Attempted, Deed};
use crate::models::people::{self, Alerts, Family, FamilyJoined, Relation, Transfer};
use crate::models::values::Sex;
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "patient/family/index.html")]
struct Index {
    layout: Layout,
    today: NaiveDate,
    members: Vec<people::Patient>,
    family: Family,
    /// What others offer, and what is offered to others.
    offers: Vec<Transfer>,
    offered: Vec<Transfer>,
}

page!(Index);

#[derive(Template)]
#[template(path = "patient/family/show.html")]
struct Show {
    layout: Layout,
    today: NaiveDate,
    patient: people::Patient,
    alerts: Alerts,
}

page!(Show);

#[derive(Template)]
#[template(path = "patient/family/new.html")]
struct New {
    layout: Layout,
    form: MemberForm,
    relations: Vec<Relation>,
}

page!(New);

/// `GET family`.
pub async fn index(me: Actor<Patient>, hx: Hx) -> Response {
    let (ids, user, now) = (me.family_ids(), me.user(), me.now());
    let (members, offers, offered) = me
        .read(move |db| {
            Ok((people::Patient::of_family(db, &ids)?, Transfer::offered_to(db, user, now)?, Transfer::offered_by(db, user, now)?))
        })
        .await?;
    let family = me.everybody().clone();
    hx.page(&Index { layout: me.layout(), today: me.today(), members, family, offers, offered })
}

/// `GET family/{id}`: one person's record.
pub async fn show(me: Actor<Patient>, hx: Hx, At(id): At<ProfileId>) -> Response {
    let ids = me.ids_of(Some(id))?;
    let (patient, alerts) =
        me.open(move |opening| Ok((people::Patient::of_family(opening.db, &ids)?.pop(), people::Patient::alerts(opening, id)?))).await?;
    let patient = patient.ok_or(Error::NotFound)?;
    hx.page(&Show { layout: me.layout(), today: me.today(), patient, alerts })
}

/// `GET family/new`.
pub async fn new(me: Actor<Patient>, hx: Hx) -> Response {
    hx.page(&New::of(&me, MemberForm::default())?)
}

/// `POST family`: somebody more, at the clinic that knows the others. Whoever is on the phone already is not taken twice; who
/// may be known by another phone is the desk's to find out.
pub async fn create(me: Actor<Patient>, hx: Hx, Once(form): Once<MemberForm>) -> Response {
    let mut page = New::of(&me, form)?;
    let Some(member) = page.form.parse(me.today(), &page.relations) else {
        return hx.invalid(&page);
    };
    let ((phone, _), user, today) = (me.holder(), me.user(), me.today());
    let ids: Vec<ProfileId> = me.everybody().everybody().map(|it| it.id).collect();
    let home = me.read(move |db| Family::home(db, &ids)).await?;
    let new = member.register_at(home, phone, user, hx.locale());
    let attempted = me
        .make(&mut page.form, move |tx| {
            Ok(match people::Patient::join_family(tx, &new, user, today)? {
                FamilyJoined::Joined(id) => Ok(Deed::new(id, message!("family-added", name = new.name.as_str()))),
                FamilyJoined::There { name } => Err(("name", message!("family-there", name))),
                FamilyJoined::Full => Err(("", message!("family-full"))),
            })
        })
        .await?;
    match attempted {
        Attempted::Made(made) => return hx.see_other(me.here("family"), Notice::success(made.said())),
        Attempted::Refused((field, why)) => page.form.errors.add(field, why),
        Attempted::NotThis(_) => {}
    }
    hx.invalid(&page)
}

impl New {
    /// Whoever is only offered a record has no family here that could grow.
    fn of(me: &Actor<Patient>, form: MemberForm) -> Result<New, Error> {
        if me.everybody().is_empty() {
            return Err(Error::NotFound);
        }
        let holder = me.family().iter().any(|it| it.relation == Relation::Own);
        let relations = Relation::ALL.iter().copied().filter(|it| *it != Relation::Own || !holder).collect();
        Ok(New { layout: me.layout(), form, relations })
    }

    /// What a new member may be to the account's holder: what is sent, and the Fluent key of its word.
    fn choices(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.relations.iter().map(|it| (it.as_str(), it.key()))
    }
}
