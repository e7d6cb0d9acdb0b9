//! What a visit costs and what was paid: invoices, payments, receipts without gaps. It lies under `visits`, because checking in
//! writes the invoice.

mod invoice;
mod payment;
mod upi;

pub use invoice::collection::{Billed, DayBilled};
pub use invoice::owed::Owed;
pub use invoice::{Invoice, InvoiceFollowed, InvoiceLine, InvoiceReinstated, InvoiceVoided, Standing};
pub use payment::ledger::Takings;
pub use payment::receipt::{PaymentTaken, Receipt, ReceiptGiven};
pub use payment::{HeldUsed, NewPayment, Payment, PaymentMethod, PaymentReceipted, PaymentVoided};
pub use upi::upi_link;
