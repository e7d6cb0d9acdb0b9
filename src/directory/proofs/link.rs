//! What all one-time links do alike. A link's token is random; its row keeps the token's SHA-256, when it ends and when it was used.
//! Each kind of link has a table of its own: `one_time_link!` says what is the same about them.

use chrono::NaiveDateTime;

/// Whether a link still works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    Open,
    Expired,
    Used,
    /// The organisation that invites is suspended.
    Closed,
}

impl LinkState {
    /// Of a link by its row.
    pub fn of(expires_at: NaiveDateTime, used_at: Option<NaiveDateTime>, now: NaiveDateTime) -> LinkState {
        match used_at {
            Some(_) => LinkState::Used,
            None if expires_at <= now => LinkState::Expired,
            None => LinkState::Open,
        }
    }
}

/// Says that the rows of a table are links of a kind, and what is given to whoever uses one up.
macro_rules! one_time_link {
    ($link:ident in $table:ident gives $given:expr => $type:ty) => {
        /// Those that still work.
        #[diesel::dsl::auto_type(no_type_alias)]
        fn open(now: chrono::NaiveDateTime) -> _ {
            $table::table.filter($table::used_at.is_null()).filter($table::expires_at.gt(now))
        }

        impl $link {
            /// Uses up the link with this token, if it still works. Of two at once, one does.
            fn spend_token(tx: &mut $crate::db::DirectoryTx, token: &str) -> diesel::QueryResult<Option<$type>> {
                let hash = $crate::keys::digest(token);
                let used =
                    diesel::update(open(tx.now).filter($table::token_hash.eq(&hash[..]))).set($table::used_at.eq(tx.now)).execute(tx.db)?;
                if used == 0 {
                    return Ok(None);
                }
                $table::table.filter($table::token_hash.eq(&hash[..])).select($given).first(tx.db).map(Some)
            }

            /// Ends every link of a user that still works.
            pub fn end_open(tx: &mut $crate::db::DirectoryTx, user: $crate::db::ids::UserId) -> diesel::QueryResult<()> {
                diesel::update(open(tx.now).filter($table::user_id.eq(user))).set($table::expires_at.eq(tx.now)).execute(tx.db).map(drop)
            }
        }
    };
}

pub(super) use one_time_link;
