//! That somebody else says, too, what an import noted.

use diesel::prelude::*;

use crate::db::Tx;
use crate::db::ids::RowId;
use crate::db::statement::Among;
use crate::schema::organisation::imported_facts;
use crate::text_enum;

text_enum! {
    keys "fact-confirmed";
    /// Who says the same as an import that noted it: it does not go with the import.
    FactConfirmed {
        /// Somebody noted it too, settled what it is, or brought it back.
        Hand = "hand",
        /// Another register.
        Register = "register",
    }
}

impl FactConfirmed {
    /// Says so of those of these rows that an import noted.
    pub fn confirm(self, tx: &mut Tx, ids: &[RowId]) -> QueryResult<()> {
        let open = imported_facts::table.filter(imported_facts::id.among(ids.iter().copied())).filter(imported_facts::confirmed.is_null());
        diesel::update(open).set(imported_facts::confirmed.eq(self)).execute(tx.db).map(drop)
    }
}
