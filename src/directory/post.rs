//! What goes out: the outbox, which knows text and addresses and is emptied by `jobs`; and the letters to the holder of an account
//! about the account itself. What a code or a link is it does not know.

mod letter;
mod news;
mod outbox;

pub use letter::{Addressee, Letter};
pub use news::{News, NewsBrought};
pub use outbox::{Channel, MessageStatus, NewMessage, Outbox, OutboxMessage, Setback};
