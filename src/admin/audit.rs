//! The log of everything that was done here.

use chrono::Days;

use crate::auth::{Actor, AuditLog, Layout};
use crate::db::clock;
use crate::db::ids::UserId;
use crate::models::journal::{Action, Resource};
use crate::models::practice::Reach;
use crate::models::reports::{AuditEntry, AuditMark, AuditPage, AuditQuery, LogClinic, LogPerson};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/audit/index.html")]
struct Index {
    layout: Layout,
    filter: AuditLogQuery,
    page: AuditPage,
    /// The last row of this page, if there may be more.
    older: Option<AuditMark>,
}

page!(Index);

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AuditLogQuery {
    who: String,
    action: String,
    clinic: String,
    patient: String,
    from: String,
    to: String,
    before: String,
}

/// How many rows stand on a page.
const PAGE: u8 = 50;

impl AuditLogQuery {
    /// What cannot be understood restricts nothing.
    pub(super) fn wanted(&self, within: Reach) -> AuditQuery {
        let start_of = |day| clock::start_of(day, clock::INDIA);
        AuditQuery {
            user: self.who.parse::<UserId>().ok(),
            action: self.action.parse().ok(),
            clinic: self.clinic.parse().ok(),
            patient: self.patient.parse().ok(),
            from: form::date(&self.from).map(start_of),
            to: form::date(&self.to).and_then(|day| day.checked_add_days(Days::new(1))).map(start_of),
            before: self.before.parse().ok(),
            within,
        }
    }

    fn is_person(&self, person: &LogPerson) -> bool {
        person.user.to_string() == self.who
    }

    fn is_clinic(&self, clinic: &LogClinic) -> bool {
        clinic.id.to_string() == self.clinic
    }

    /// Each restriction there is, as the address says it.
    fn restrictions(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = [
            ("who", &self.who),
            ("action", &self.action),
            ("clinic", &self.clinic),
            ("patient", &self.patient),
            ("from", &self.from),
            ("to", &self.to),
        ];
        all.into_iter().map(|(name, value)| (name, value.as_str())).filter(|(_, value)| !value.is_empty())
    }

    fn restricts(&self) -> bool {
        self.restrictions().next().is_some()
    }

    /// The address of the page that goes on after a row.
    fn after(&self, row: &AuditMark) -> String {
        let before = row.to_string();
        with_query("", &self.restrictions().chain([("before", before.as_str())]).collect::<Vec<_>>())
    }

    /// What is added to an address that shows the same rows in another way.
    pub(super) fn at(&self, address: &str) -> String {
        with_query(address, &self.restrictions().collect::<Vec<_>>())
    }
}

/// `GET audit`.
pub async fn index(me: Actor<AuditLog>, hx: Hx, Query(filter): Query<AuditLogQuery>) -> Response {
    let wanted = filter.wanted(me.reach());
    let page = me.open(move |opening| AuditPage::open(opening, &wanted, PAGE.into())).await?;
    let older = page.rows.last().filter(|_| page.rows.len() == usize::from(PAGE)).map(AuditEntry::mark);
    hx.page(&Index { layout: me.layout(), filter, page, older })
}

impl Index {
    /// The same rows as a file.
    fn file(&self) -> String {
        self.filter.at(&format!("{}/audit.csv", self.layout.base))
    }

    /// The page of what a row is of, where there is one that opens to the reader.
    fn page_of(&self, entry: &AuditEntry) -> Option<String> {
        let (base, about) = (&self.layout.base, &entry.about);
        let id = about.id?;
        let desk = || about.desk.as_ref().map(|desk| format!("{}/reception/{desk}", base.trim_end_matches("/admin")));
        match about.resource? {
            Resource::Clinics => self.layout.is_admin.then(|| format!("{base}/clinics/{id}")),
            Resource::Imports => self.layout.may_import().then(|| format!("{base}/imports/{id}")),
            Resource::Invoices if self.layout.sees_bills() => desk().map(|desk| format!("{desk}/invoices/{id}")),
            Resource::Profiles if about.patient.is_none() => {
                (about.name.is_some() && self.layout.may_manage_people()).then(|| format!("{base}/people/{id}"))
            }
            _ => about.patient.and_then(|patient| Some(format!("{}/patients/{patient}", desk()?))),
        }
    }

    /// Everything that was done with the patient of a row, unless that is what is shown.
    fn all_of_patient(&self, entry: &AuditEntry) -> Option<String> {
        let patient = entry.about.patient?.to_string();
        (patient != self.filter.patient).then(|| with_query(&format!("{}/audit", self.layout.base), &[("patient", &patient)]))
    }
}
