//! The ways into the dashboards of an organisation.

use crate::directory::people::Membership;
use crate::models::practice::{Permission, Place, Role};

/// What every address of the operator's begins with.
pub const PLATFORM: &str = "/platform";

/// A way into a dashboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// The dashboard's first page.
    pub address: String,
    /// What one is there, a Fluent key.
    pub role: &'static str,
    pub icon: &'static str,
    /// The clinic's name, or the organisation's.
    pub place: String,
}

impl Door {
    /// The operator's floor.
    pub fn platform() -> Door {
        Door { address: PLATFORM.to_owned(), role: "platform-title", icon: "database", place: String::new() }
    }

    /// What opens to whoever holds those places: the office first, then each clinic, then one's own record.
    pub fn of(organisation: &Membership, places: &[Place], is_patient: bool) -> Vec<Door> {
        let inside = format!("/o/{}", organisation.slug);
        let own = |address: &str, role: &'static str, icon| Door {
            address: format!("{inside}{address}"),
            role,
            icon,
            place: organisation.name.clone(),
        };
        let mut doors = Vec::new();
        if places.iter().any(|place| place.role == Role::Admin) {
            doors.push(own("/admin", Role::Admin.key(), "chart-column"));
        } else if places.iter().any(|place| Permission::ALL.iter().any(|it| it.is_office() && place.may(*it))) {
            doors.push(own("/admin", "door-office", "chart-column"));
        }
        for place in places {
            let (folder, icon) = match place.role {
                Role::Doctor => ("doctor", "stethoscope"),
                Role::Admin if places.iter().any(|it| it.role == Role::Staff && it.clinic == place.clinic) => continue,
                Role::Staff | Role::Admin => ("reception", "layout-dashboard"),
                Role::Patient => continue,
            };
            let role = match folder {
                _ if place.clinic.closed => "door-closed",
                "reception" => "door-reception",
                _ => place.role.key(),
            };
            let address = format!("{inside}/{folder}/{}/queue", place.clinic.slug);
            doors.push(Door { address, role, icon, place: place.clinic.name.clone() });
        }
        // What is only read comes after what is worked at.
        doors.sort_by_key(|it| it.role == "door-closed");
        if is_patient {
            doors.push(own("/patient/today", Role::Patient.key(), "heart-pulse"));
        }
        doors
    }

    /// Whether it leads to one's own record.
    pub fn is_of_patient(&self) -> bool {
        self.role == Role::Patient.key()
    }

    /// Whether it leads to the dashboard whose addresses begin so.
    pub fn leads_to(&self, base: &str) -> bool {
        self.address.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
