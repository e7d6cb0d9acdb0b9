//! What a column of a register may hold.

use crate::text_enum;

text_enum! {
    keys "import-column";
    /// What a column holds. Of one that is untold nobody knows: it has no head, and few rows reach so far.
    RegisterColumn {
        Ignored = "ignored",
        Untold = "untold",
        Number = "number",
        Name = "name",
        Surname = "surname",
        AgeSex = "age_sex",
        Age = "age",
        Sex = "sex",
        Birth = "birth",
        Phone = "phone",
        Address = "address",
        FirstVisit = "first_visit",
        Allergies = "allergies",
        Remarks = "remarks",
    }
}

impl RegisterColumn {
    /// Whether several columns may hold it: remarks are joined, and so are allergies.
    pub fn may_repeat(self) -> bool {
        matches!(self, RegisterColumn::Ignored | RegisterColumn::Untold | RegisterColumn::Remarks | RegisterColumn::Allergies)
    }
}
