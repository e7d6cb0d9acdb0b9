//! What comes from other systems and goes to them: the import of the register that a clinic brings along.

mod marked;
mod register;
mod sheet;

pub use marked::{MarkedPair, MarkedPairs, MarkedPerson, PairDecided, PairDecision};
pub use register::Register;
pub use register::column::RegisterColumn;
pub use register::columns::{not_read, recognise};
pub use register::duplicates::{Compared, Pair, compare};
pub use register::entry::RegisterEntry;
pub use register::file::RegisterFile;
pub use register::identity::{ComingRow, EarlierPerson, SaidBefore, those_there};
pub use register::importing::{
    Addition, Alike, Asking, Batch, BatchBrought, FactsUndone, Import, ImportBegun, ImportCounts, ImportPreview, ImportReading,
    ImportStatus, ImportUndone, ImportedFact, KeptPeople, PAGES_AT_ONCE, PreviewEntry, PreviewPage, PreviewRow, ReadingBegun, RefusedRow,
    RowsShown, phones_of,
};
pub use register::rows::{ReasonCounts, RefusedRows, RegisterRow, refused_csv};
pub use register::stream::{RegisterSource, RegisterStream, StreamedRows};
pub use register::table::RegisterTable;
pub use sheet::csv_of;
