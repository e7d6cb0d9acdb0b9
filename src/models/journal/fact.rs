//! What a row of the audit log may say beside who, when and what: a closed set, each with its words in both languages.

use serde_json::Value;

use crate::text_enum;

text_enum! {
    keys "fact";
    /// A field of a row's details.
    Fact {
        Name = "name",
        Number = "number",
        Token = "token",
        OldToken = "old_token",
        Doctor = "doctor",
        Priority = "priority",
        /// When a booking begins, UTC.
        Starts = "starts",
        Via = "via",
        /// How a clinic takes bookings.
        Bookings = "bookings",
        /// Where a visit stood and stands.
        Stand = "stand",
        Status = "status",
        Reason = "reason",
        Words = "words",
        Noted = "noted",
        Forgotten = "forgotten",
        Restored = "restored",
        TakenAs = "taken_as",
        Measured = "measured",
        Correction = "correction",
        Revision = "revision",
        Items = "items",
        Total = "total",
        Reinstated = "reinstated",
        Was = "was",
        Receipt = "receipt",
        Amount = "amount",
        Method = "method",
        File = "file",
        Rows = "rows",
        Imported = "imported",
        Marked = "marked",
        RowsRefused = "refused",
        Noticed = "facts",
        Gone = "gone",
        Kept = "kept",
        Other = "other",
        Decision = "decision",
        /// The phone to which a record is offered.
        To = "to",
        Tries = "tries",
        Part = "part",
        Shown = "shown",
        People = "people",
        Asked = "asked",
        Answer = "answer",
        More = "more",
        LookingAs = "looking_as",
        Work = "work",
        Role = "role",
        Permissions = "permissions",
        Places = "places",
        Phone = "phone",
        Email = "email",
        Licence = "licence",
        Specialisation = "specialisation",
        Qualification = "qualification",
        Fee = "fee",
        Kind = "kind",
        Address = "address",
        City = "city",
        State = "state",
        Pincode = "pincode",
        Registration = "registration",
        Gstin = "gstin",
        UpiId = "upi_id",
        Letterhead = "letterhead",
        RefundLimit = "refund_limit",
        TemperatureScale = "temperature_scale",
        /// The kinds of notifications that a clinic sends.
        Messages = "messages",
        Quiet = "quiet",
        ReceiptPaper = "receipt_paper",
        Logo = "logo",
        Signature = "signature",
        Sex = "sex",
        Birth = "birth",
        Relation = "relation",
        Language = "language",
        EmergencyName = "emergency_name",
        EmergencyPhone = "emergency_phone",
        Weekdays = "weekdays",
        Hours = "hours",
        /// How long a place lasts, in minutes.
        Minutes = "minutes",
        Capacity = "capacity",
        /// Whether one comes or calls.
        Mode = "mode",
        Days = "days",
        TimeOfDay = "time_of_day",
        /// The organisation's clinics, all of them.
        Everywhere = "everywhere",
        Available = "available",
        Bio = "bio",
        Languages = "languages",
        Years = "years",
        Coordinates = "coordinates",
    }
}

/// What only leads from the row to others, and is not for reading: ids, and a clinic's name in addresses. `from` goes with `to`.
const REFERENCES: [&str; 10] = ["id", "paper", "prescription", "appointment", "patient", "allergy", "slug", "old", "new", "from"];

impl Fact {
    /// Whether the log has words for every field of these details.
    pub fn covers(details: &Value) -> bool {
        let Value::Object(fields) = details else { return details.is_null() };
        fields.keys().all(|it| REFERENCES.contains(&it.as_str()) || it.parse::<Fact>().is_ok())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Fact;

    #[test]
    fn a_field_without_words_is_no_fact() {
        assert!(Fact::covers(&json!({ "token": 4, "from": "waiting", "to": "called" })) && Fact::covers(&json!(null)));
        assert!(!Fact::covers(&json!({ "token": 4, "shoe_size": 43 })) && !Fact::covers(&json!("token")));
    }
}
