//! What comes from other systems and goes to them: the import of the register that a clinic brings along.

mod register;

pub use register::columns::Column;
pub use register::entry::Entry;
pub use register::importing::{Alike, Begun, Counts, Import, ImportStatus, Preview};
pub use register::table::{Table, decode};
pub use register::{Row, table};
