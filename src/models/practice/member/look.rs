//! Looking at the organisation as a role does: an admin's way to see what others see. A role, never a person.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{ClinicHere, Permission, Place, Role};
use crate::db::Tx;
use crate::db::ids::ProfileId;
use crate::models::journal::{self, Action, Subject};

/// The role that is looked through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    pub role: Role,
    /// Where. Nowhere in particular as a patient.
    pub clinic: Option<ClinicHere>,
    /// Of a member of staff.
    pub permissions: Vec<Permission>,
}

impl Look {
    /// The place that the role has, under the profile of whoever looks: there is nobody else in it.
    pub fn place(&self, profile: ProfileId) -> Option<Place> {
        self.clinic.clone().map(|clinic| Place::new(clinic, self.role, profile, self.permissions.clone()))
    }

    /// Notes that it begins.
    pub fn begin(&self, tx: &mut Tx, by: ProfileId) -> QueryResult<()> {
        self.note(tx, by, Action::LookBegun)
    }

    /// Notes that it ends.
    pub fn end(&self, tx: &mut Tx, by: ProfileId) -> QueryResult<()> {
        self.note(tx, by, Action::LookEnded)
    }

    fn note(&self, tx: &mut Tx, by: ProfileId, action: Action) -> QueryResult<()> {
        let subject = Subject { clinic: self.clinic.as_ref().map(|it| it.id), ..Subject::person(by) };
        journal::record(tx, action, subject, &json!({ "role": self.role, "permissions": self.permissions }))
    }
}
