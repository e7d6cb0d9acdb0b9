//! Every kind of id, one newtype each, so that a patient's id cannot stand where a doctor's belongs.
//! UUIDv7 in `BINARY(16)`: ordered by time, not secret; with dashes in URLs.

use std::fmt;
use std::str::FromStr;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::mysql::Mysql;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Binary;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::keys::digest;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, AsExpression, FromSqlRow)]
        #[diesel(sql_type = Binary)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id, later than every id made before it.
            #[expect(clippy::new_without_default, reason = "an id has no default: each is new")]
            pub fn new() -> Self {
                $name(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map($name)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }

        impl ToSql<Binary, Mysql> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Mysql>) -> serialize::Result {
                <[u8] as ToSql<Binary, Mysql>>::to_sql(self.0.as_bytes(), out)
            }
        }

        impl FromSql<Binary, Mysql> for $name {
            fn from_sql(value: <Mysql as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                let bytes = <Vec<u8> as FromSql<Binary, Mysql>>::from_sql(value)?;
                Ok($name(Uuid::from_slice(&bytes)?))
            }
        }
    )* };
}

ids! {
    /// A directory user: one sign-in identity.
    UserId,
    OrganisationId,
    SessionId,
    PasswordResetId,
    EmailVerificationId,
    OtpId,
    InvitationId,
    MessageId,
    AuthProviderId,
    ClinicId,
    PictureId,
    /// A person known to an organisation. A patient's, a doctor's and a member of staff's id is their profile's.
    ProfileId,
    MemberId,
    /// Of a doctor's hours at a clinic.
    HoursId,
    AbsenceId,
    SittingId,
    AppointmentId,
    ConsultationId,
    PrescriptionId,
    InvoiceId,
    PaymentId,
    MedicineId,
    ImportId,
    TransferId,
    /// Of a letter that is to leave, until it is in the outbox.
    LetterId,
    NotificationId,
    /// An id of a row that nothing else names: a line, an item, a symptom.
    RowId,
    /// Of a form that makes something: it is given with the form, and sent twice it makes one thing.
    AttemptId,
    /// Whoever has a piece of due work in hand, anew each time.
    HolderId,
}

impl MessageId {
    /// The one message by which a letter reaches a user: the letter's time, and a digest of both.
    pub fn of_letter(letter: LetterId, to: UserId) -> MessageId {
        let mut bytes = *letter.0.as_bytes();
        let of_both = digest([letter.0.as_bytes().as_slice(), to.0.as_bytes()].concat());
        bytes[6..].copy_from_slice(&of_both[..10]);
        MessageId(uuid::Builder::from_bytes(bytes).with_version(uuid::Version::SortRand).with_variant(uuid::Variant::RFC4122).into_uuid())
    }
}

impl UserId {
    /// Who acts when nobody asked.
    pub const SYSTEM: UserId = UserId(Uuid::nil());
}
