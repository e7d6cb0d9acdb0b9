//! Everybody on the phone: whose records it opens, who has grown up, and who joins.

mod form;

use actix_web::web::Path;
use askama::Template;
use chrono::NaiveDate;

use self::form::MemberForm;
use crate::auth::{Actor, Layout, Patient as Own};
use crate::db::ids::ProfileId;
use crate::models::people::{Alerts, DuplicateCandidate, Family, Patient, Relation, Transfer, possible_duplicates};
use crate::models::values::Sex;
use crate::web::error::Error;
use crate::web::filters;
use crate::web::form::Form;
use crate::web::hx::{Hx, Response};
use crate::web::page::Notice;
use crate::{message, page};

#[derive(Template)]
#[template(path = "patient/family/index.html")]
struct Index {
    layout: Layout,
    today: NaiveDate,
    members: Vec<Patient>,
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
    patient: Patient,
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
pub async fn index(me: Actor<Own>, hx: Hx) -> Response {
    let (ids, user, now) = (me.family_ids(), me.user(), me.now());
    let (members, offers, offered) = me
        .read(move |db| Ok((Patient::of_family(db, &ids)?, Transfer::offered_to(db, user, now)?, Transfer::offered_by(db, user, now)?)))
        .await?;
    let page = Index { layout: me.layout(), today: me.today(), members, family: me.everybody().clone(), offers, offered };
    hx.page(&page)
}

/// `GET family/{id}`: one person's record.
pub async fn show(me: Actor<Own>, hx: Hx, path: Path<(String, ProfileId)>) -> Response {
    let (ids, id) = (me.ids_of(Some(path.1))?, path.1);
    let (patient, alerts) = me.read(move |db| Ok((Patient::of_family(db, &ids)?.pop(), Patient::alerts(db, id)?))).await?;
    let patient = patient.ok_or(Error::NotFound)?;
    hx.page(&Show { layout: me.layout(), today: me.today(), patient, alerts })
}

/// `GET family/new`.
pub async fn new(me: Actor<Own>, hx: Hx) -> Response {
    hx.page(&New::of(&me, MemberForm::default())?)
}

/// `POST family`: somebody more, at the clinic that knows the others. Whoever is on the phone already is not taken twice; who
/// may be known by another phone is the desk's to find out.
pub async fn create(me: Actor<Own>, hx: Hx, Form(mut form): Form<MemberForm>) -> Response {
    let today = me.today();
    let mut page = New::of(&me, form.clone())?;
    let Some(member) = form.parse(today, &page.relations) else {
        page.form = form;
        return hx.invalid(&page);
    };
    let (ids, (phone, _)) = (me.everybody().everybody().map(|it| it.id).collect::<Vec<_>>(), me.holder());
    let candidate = DuplicateCandidate { name: member.name.to_string(), sex: member.sex, birth: member.birth, phone: phone.clone() };
    let (home, alike) = me.read(move |db| Ok((Family::home(db, &ids)?, possible_duplicates(db, &candidate)?))).await?;
    let there = alike.into_iter().find(|it| me.everybody().everybody().any(|known| known.id == it.id));
    if let Some(there) = there {
        form.errors.add("name", message!("family-there", name = there.full_name));
    } else if me.everybody().everybody().count() >= Family::MOST {
        form.errors.add("", message!("family-full"));
    }
    if !form.errors.is_empty() {
        page.form = form;
        return hx.invalid(&page);
    }
    let (name, new) = (member.name.to_string(), member.register_at(home, phone, me.user(), hx.locale()));
    me.write(move |tx| Patient::register(tx, &new)).await?;
    hx.see_other(me.here("family"), Notice::success(message!("family-added", name)))
}

impl New {
    /// Whoever is only offered a record has no family here that could grow.
    fn of(me: &Actor<Own>, form: MemberForm) -> Result<New, Error> {
        if me.everybody().is_empty() {
            return Err(Error::NotFound);
        }
        let holder = me.family().iter().any(|it| it.relation == Relation::Own);
        let relations = Relation::ALL.iter().copied().filter(|it| *it != Relation::Own || !holder).collect();
        Ok(New { layout: me.layout(), form, relations })
    }
}
