//! What the frame around every page of a dashboard shows.

use super::door::Door;
use crate::models::practice::Permission;

/// The top bar: where one is, and who one is.
#[derive(Clone, Debug)]
pub struct Layout {
    pub organisation: String,
    pub clinic: Option<String>,
    /// The signed-in user's name.
    pub who: String,
    /// What every address of this dashboard begins with.
    pub base: String,
    /// The path of this page.
    pub path: String,
    /// The other dashboards of the organisation that open to them.
    pub doors: Vec<Door>,
    /// The other organisations that they may enter: their slugs and names.
    pub elsewhere: Vec<(String, String)>,
    /// Whether they run the organisation.
    pub is_admin: bool,
    /// Whether the clinic of this dashboard is closed: it is read.
    pub clinic_closed: bool,
    /// How many notifications they have not read; none where nobody is told of anything.
    pub unread: Option<i64>,
    /// How many days they have left to set up signing in in two steps, where it is asked of them and they have not.
    pub grace: Option<i64>,
    pub(super) held: Vec<Permission>,
}

impl Layout {
    /// How many they have not read, as the bell has room for.
    pub fn unread_shown(&self) -> String {
        match self.unread {
            Some(100..) => "99+".to_owned(),
            few => few.unwrap_or_default().to_string(),
        }
    }

    /// Whether what stands behind a permission is shown. Handlers are guarded by duties.
    pub fn may(&self, permission: Permission) -> bool {
        self.held.contains(&permission)
    }

    pub fn may_register(&self) -> bool {
        self.may(Permission::Patients)
    }

    pub fn may_check_in(&self) -> bool {
        self.may(Permission::CheckIns)
    }

    pub fn may_book(&self) -> bool {
        self.may(Permission::Bookings)
    }

    /// Whether they may book in spite of what stands against it.
    pub fn may_overbook(&self) -> bool {
        self.may(Permission::Overbookings)
    }

    pub fn may_call(&self) -> bool {
        self.may(Permission::Calls)
    }

    pub fn may_take_payments(&self) -> bool {
        self.may(Permission::Payments)
    }

    pub fn may_refund(&self) -> bool {
        self.may(Permission::Refunds)
    }

    pub fn may_see_prescriptions(&self) -> bool {
        self.may(Permission::Prescriptions)
    }

    /// Whether complaints and conditions are shown at the desk; allergies are, to everybody there.
    pub fn may_see_health(&self) -> bool {
        self.may(Permission::Health)
    }

    pub fn may_measure(&self) -> bool {
        self.may(Permission::Vitals)
    }

    /// Whether the desk sets when doctors can be booked.
    pub fn may_plan(&self) -> bool {
        self.may(Permission::Schedules)
    }

    pub fn may_see_figures(&self) -> bool {
        self.may(Permission::Figures)
    }

    pub fn may_import(&self) -> bool {
        self.may(Permission::Imports)
    }

    pub fn may_read_audit(&self) -> bool {
        self.may(Permission::Audit)
    }

    pub fn may_manage_people(&self) -> bool {
        self.may(Permission::People)
    }

    /// Whether bills are shown: whoever takes money, or gives it back, sees them.
    pub fn sees_bills(&self) -> bool {
        [Permission::Bills, Permission::Payments, Permission::Refunds].iter().any(|it| self.may(*it))
    }

    /// What the address begins with to which the desk goes from a patient who was found: to the queue, else to their card.
    pub fn to_patient(&self) -> String {
        let rest = if self.may(Permission::CheckIns) { "queue?patient=" } else { "patients/" };
        format!("{}/{rest}", self.base)
    }

    /// Whether a link of the navigation leads to where one is, or to what it is below.
    pub fn current(&self, section: &str) -> bool {
        let here = self.path[self.base.len().min(self.path.len())..].trim_start_matches('/');
        here.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
