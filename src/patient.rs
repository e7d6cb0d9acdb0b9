//! One's own record, and one's family's.
