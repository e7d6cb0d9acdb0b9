//! What was typed, to be read again where there is no form to write in.

use super::ConsultationForm;
use crate::web::form::Fields;

/// What the fields are called, as Fluent keys, in the order of the page. Of the rows a medicine's stands for all of its row.
pub const LABELS: [(&str, &str); 16] = [
    ("pressure", "vital-pressure"),
    ("pulse", "vital-pulse"),
    ("temperature", "vital-temperature"),
    ("spo2", "vital-spo2"),
    ("weight", "vital-weight"),
    ("height", "vital-height"),
    ("respiratory", "vital-respiratory"),
    ("glucose", "vital-glucose"),
    ("complaint", "complaint"),
    ("symptoms", "symptoms"),
    ("notes", "notes"),
    ("diagnosis", "diagnosis"),
    ("medicine", "medicine"),
    ("advice", "advice"),
    ("follow_up", "follow-up"),
    ("correction", "correction-reason"),
];

/// What the fields of a medicine's row are called, in their order.
pub const ROW: [(&str, &str); 8] = [
    ("medicine", "medicine"),
    ("dose", "dose"),
    ("days", "days-label"),
    ("food", "food"),
    ("quantity", "quantity"),
    ("instructions", "instructions"),
    ("reason", "allergy-reason"),
    ("taken_on", "medicine"),
];

impl ConsultationForm {
    /// Without the rows in which nothing is written.
    pub fn without_blank_rows(mut self) -> ConsultationForm {
        self.items.retain(|it| [&it.medicine, &it.dose, &it.days, &it.instructions].iter().any(|words| !words.trim().is_empty()));
        self.diagnoses.retain(|it| !it.name.trim().is_empty());
        self
    }

    /// The fields of a draft, with what the desk wrote about another visit above their own complaint.
    pub fn with_complaint(mut fields: Fields, complaint: &str) -> Fields {
        let own = fields.get("complaint").and_then(|it| it.last()).cloned().unwrap_or_default();
        let lines: Vec<&str> = [complaint, own.as_str()].into_iter().filter(|it| !it.trim().is_empty()).collect();
        let both = if complaint.trim() == own.trim() { own.clone() } else { lines.join("\n") };
        fields.insert("complaint".to_owned(), vec![both]);
        fields
    }
}
