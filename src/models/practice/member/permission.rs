//! The one table of what a member of staff may be allowed, and the sets in which that is usually given.

use crate::text_enum;

text_enum! {
    keys "permission";
    /// What a member of staff may do besides looking at the board, finding patients and reading their cards: that is what
    /// staff is. An admin may do all of it, everywhere. Each has its sentence in `locales`, which admins are shown.
    Permission {
        /// Register patients and change what is kept about them.
        Patients = "patients",
        /// Put people into the queue, move them, let them go first, take them out.
        CheckIns = "check_ins",
        /// Book, move and cancel appointments, and answer requests.
        Bookings = "bookings",
        /// Book in spite of what stands against it, with a reason.
        Overbookings = "overbookings",
        /// Call people in, skip, recall, and take that back.
        Calls = "calls",
        /// See what is owed and what came in.
        Bills = "bills",
        /// Take money.
        Payments = "payments",
        /// Take a payment back, or an invoice.
        Refunds = "refunds",
        /// Open and print prescriptions at the desk.
        Prescriptions = "prescriptions",
        /// See at the desk what patients come for and live with: complaints, conditions, medicines, remarks.
        Health = "health",
        /// Write down what is measured before the doctor.
        Vitals = "vitals",
        /// Set when the clinic's doctors can be booked, their leave, and the clinic's holidays.
        Schedules = "schedules",
        /// See the clinic's day in figures.
        Figures = "figures",
        /// Bring the clinic's old register.
        Imports = "imports",
        /// Read who did what at the clinic.
        Audit = "audit",
        /// Take staff on and change what they may do: never more than one may oneself.
        People = "people",
    }
}

impl Permission {
    /// The Fluent key of the sentence that says what it allows.
    pub fn about_key(self) -> String {
        format!("{}-about", self.key())
    }

    /// Whether it is left at a clinic that is closed: what was is read.
    pub fn outlasts_closing(self) -> bool {
        use Permission::{Audit, Bills, Figures, Health, Prescriptions};
        matches!(self, Bills | Prescriptions | Health | Figures | Audit)
    }

    /// Whether its screens are the organisation's office, not the front desk: those ask for a second factor.
    pub fn is_office(self) -> bool {
        matches!(self, Permission::Figures | Permission::Imports | Permission::Audit | Permission::People)
    }
}

text_enum! {
    keys "template";
    /// A set of permissions that somebody's work asks for. It is a way to fill the form in; what counts is what was ticked.
    PermissionTemplate { FrontDesk = "front_desk", Cashier = "cashier", Nurse = "nurse", Dispatcher = "dispatcher", Manager = "manager" }
}

impl PermissionTemplate {
    /// What it holds, in the table's order.
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission::{Bills, Bookings, Calls, CheckIns, Health, Patients, Payments, Prescriptions, Refunds, Vitals};
        match self {
            PermissionTemplate::FrontDesk => &[Patients, CheckIns, Bookings, Calls, Bills, Payments, Prescriptions],
            PermissionTemplate::Cashier => &[Bills, Payments, Refunds],
            PermissionTemplate::Nurse => &[CheckIns, Calls, Prescriptions, Health, Vitals],
            PermissionTemplate::Dispatcher => &[Patients],
            PermissionTemplate::Manager => Permission::ALL,
        }
    }

    pub fn holds(self, permission: &Permission) -> bool {
        self.permissions().contains(permission)
    }

    /// The one that holds exactly these.
    pub fn of(permissions: &[Permission]) -> Option<PermissionTemplate> {
        PermissionTemplate::ALL
            .iter()
            .copied()
            .find(|it| it.permissions().iter().all(|held| permissions.contains(held)) && permissions.iter().all(|held| it.holds(held)))
    }
}

/// Permissions from their JSON list; a name that is not known any more gives nothing.
pub fn parse_permissions(json: &str) -> Vec<Permission> {
    let names: Vec<String> = serde_json::from_str(json).unwrap_or_default();
    let mut held: Vec<Permission> = names.iter().filter_map(|name| name.parse().ok()).collect();
    held.sort_unstable();
    held.dedup();
    held
}

/// The JSON list of permissions.
pub fn permissions_json(permissions: &[Permission]) -> String {
    serde_json::to_string(permissions).unwrap_or_else(|_| "[]".into())
}

#[cfg(test)]
mod tests {
    use super::{Permission, PermissionTemplate, parse_permissions, permissions_json};

    #[test]
    fn a_template_is_known_by_its_permissions_in_any_order() {
        for template in PermissionTemplate::ALL {
            let mut held = template.permissions().to_vec();
            held.reverse();
            assert_eq!(PermissionTemplate::of(&held), Some(*template));
        }
        assert_eq!(PermissionTemplate::of(&[]), None);
        assert_eq!(PermissionTemplate::of(&[Permission::Payments]), None);
    }

    #[test]
    fn every_permission_at_once_fits_into_its_column() {
        let json = permissions_json(Permission::ALL);
        assert!(json.len() <= 500, "{} characters", json.len());
        assert_eq!(parse_permissions(&json), Permission::ALL);
        assert_eq!(parse_permissions(r#"["refunds","flying","payments","refunds"]"#), [Permission::Payments, Permission::Refunds]);
    }
}
