//! Asking for money by UPI: the link that a QR code holds and every payment app understands.
//! NPCI, UPI Linking Specifications 1.6: `upi://pay` with `pa`, `pn`, `am`, `cu`, `tn`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::models::values::Money;

/// The longest note that payment apps keep.
const LONGEST_NOTE: usize = 50;

/// What is escaped in a query's value. The `@` of a UPI id stays: RFC 3986 allows it there, and not every payment app takes it escaped.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

/// `upi://pay?pa=clinic@bank&pn=Andheri%20Clinic&am=500.00&cu=INR&tn=SW-000123`. Nothing when the clinic has no UPI id.
pub fn upi_link(upi_id: &str, payee: &str, amount: Money, note: &str) -> Option<String> {
    if upi_id.is_empty() || amount.is_zero() {
        return None;
    }
    let note: String = note.chars().take(LONGEST_NOTE).collect();
    let [upi_id, payee, note] = [upi_id, payee, &note].map(|text| utf8_percent_encode(text, ESCAPED));
    Some(format!("upi://pay?pa={upi_id}&pn={payee}&am={}&cu=INR&tn={note}", amount.plain()))
}

#[cfg(test)]
mod tests {
    use super::upi_link;
    use crate::models::values::Money;

    #[test]
    fn the_link_names_payee_amount_and_note() {
        assert_eq!(
            upi_link("andheri@okbank", "Acme & Sons, अंधेरी", Money::paise(50_050), "SW-000123 #1").expect("a link"),
            "upi://pay?pa=andheri@okbank&pn=Acme%20%26%20Sons%2C%20%E0%A4%85%E0%A4%82%E0%A4%A7%E0%A5%87%E0%A4%B0%E0%A5%80&am=500.50&cu=INR&tn=SW-000123%20%231"
        );
    }

    #[test]
    fn without_an_id_or_a_due_there_is_no_link() {
        assert_eq!(upi_link("", "Acme", Money::rupees(500), ""), None);
        assert_eq!(upi_link("a@b", "Acme", Money::ZERO, ""), None);
    }

    #[test]
    fn an_id_cannot_smuggle_in_another_amount() {
        let link = upi_link("a@b&am=1", "x&am=2", Money::rupees(3), "y&am=4").expect("a link");
        assert_eq!(link.matches("&am=").count(), 1);
    }
}
