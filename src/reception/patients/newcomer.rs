//! The form for somebody new: empty, or beside those who are on the phone already.

use super::super::reasons;
use super::PatientForm;
use crate::auth::{Actor, Registrations};
use crate::db::ids::ProfileId;
use crate::models::journal::RecordPart;
use crate::models::people::{Duplicate, Patient, PatientRecord, Relation};
use crate::web::screen::*;

/// What is known before the form is filled in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewPatientQuery {
    phone: String,
    name: String,
    age: String,
    sex: String,
    /// Somebody of the same family.
    family: Option<ProfileId>,
}

impl NewPatientQuery {
    /// The form, and who is on the phone.
    pub(super) async fn begin(self, me: &Actor<Registrations>, locale: Locale) -> Result<(PatientForm, Vec<Patient>), Error> {
        let claim = me.claim();
        if let Some(id) = self.family {
            let record = me.open(move |opening| PatientRecord::open(opening, claim, RecordPart::Record, id)).await?;
            return Ok((PatientForm::beside(&record.ok_or_else(|| reasons::first(me, id))?), Vec::new()));
        }
        let form = PatientForm { age: self.age, sex: self.sex, ..PatientForm::knowing(self.name, self.phone, locale) };
        let candidate = form.candidate(me.today());
        if candidate.phone.is_none() {
            return Ok((form, Vec::new()));
        }
        let on_the_phone = me.open(move |opening| {
            let (_, family) = Duplicate::shown(opening, &candidate)?;
            let owner = match family.iter().find(|it| it.profile.relation == Relation::Own) {
                Some(owner) => Some(PatientRecord::open(opening, claim, RecordPart::Record, owner.id())?),
                None => None,
            };
            Ok((family, owner))
        });
        let (family, owner) = on_the_phone.await?;
        let form = match owner {
            Some(record) => form.with_owner(record.as_ref()),
            None => form,
        };
        Ok((form, family))
    }
}
