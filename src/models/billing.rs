//! What a visit costs and what was paid: invoices, payments, receipts without gaps. It lies under `visits`, because checking in
//! writes the invoice.

mod invoice;
mod payment;
mod upi;

pub use invoice::collection::Billed;
pub use invoice::{Invoice, InvoiceVoided, Line};
pub use payment::ledger::Takings;
pub use payment::receipt::{Receipt, Taken};
pub use payment::{Method, Payment, PaymentVoided, Receipted, Receive};
pub use upi::upi_link;
