//! The printed receipt, on the clinic's paper: the same sheet at the desk and on the patient's phone.

use askama::Template;

use crate::locale::Locale;
use crate::models::billing::Receipt;
use crate::models::practice::ReceiptPaper;
use crate::page;
use crate::web::filters;

/// A receipt on its sheet.
#[derive(Template)]
#[template(path = "shared/receipts/show.html")]
pub struct ReceiptSheet {
    receipt: Receipt,
    /// The amount in the reader's words.
    words: String,
    paper: &'static str,
    /// Where the way back leads.
    back: String,
    /// Whether it prints by itself, and goes back.
    now: bool,
}

page!(ReceiptSheet);

impl ReceiptSheet {
    pub fn of(receipt: Receipt, locale: Locale, paper: ReceiptPaper, back: String, now: bool) -> ReceiptSheet {
        ReceiptSheet { words: receipt.taken.amount.in_words(locale), paper: paper.as_str(), back, now, receipt }
    }
}
