//! The organisations: what they are called and whether their doors are open, how one is made, where the tables of its database stand
//! and how much it is used. One process at a time migrates them.

mod creation;
mod database_state;
mod due;
mod listing;
mod migration_lock;
mod organisation;

pub use creation::{Creation, CreationAsked, CreationStage, NewOrganisation, WhichCreation};
pub use database_state::{DatabaseState, TablesState, UsageCounts};
pub use due::OrganisationDue;
pub use listing::{ListedOrganisation, OrganisationEvent};
pub use migration_lock::MigrationLock;
pub use organisation::{DoorsTurned, Organisation, OrganisationStatus};
