//! What comes from other systems and goes to them: the import of the register that a clinic brings along.

mod register;

pub use register::columns::RegisterColumn;
pub use register::entry::RegisterEntry;
pub use register::importing::{Alike, Import, ImportBegun, ImportCounts, ImportPreview, ImportStatus};
pub use register::table::{RegisterTable, decode};
pub use register::{RegisterRow, table};
