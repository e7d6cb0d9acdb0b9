//! What a database error means for whoever asked. One place reads the server's words, because diesel leaves several of
//! MariaDB's error numbers unclassified.

use diesel::result::{DatabaseErrorKind, Error};

/// Why a query or a change did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// No connection could be had in time.
    #[error("no database connection: {0}")]
    Busy(String),
    /// The server refused.
    #[error(transparent)]
    Query(#[from] Error),
    /// The work itself was lost: the thread that did it panicked.
    #[error("the work on the database was cut short")]
    Lost(#[from] actix_web::error::BlockingError),
    /// A fault of ours beside the database.
    #[error("{0:#}")]
    Fault(anyhow::Error),
}

/// What is to be done about a failed transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Another transaction was in the way (1213 deadlock, 1205 lock wait, 1020 snapshot conflict): the whole transaction
    /// may be tried again, on a fresh connection.
    Conflict,
    /// The server is away, read-only or refusing: the answer is 503, and later it works again.
    Unavailable,
    /// The server gave the statement up, because it took too long: the answer is 503, and it is not tried again.
    TooLong,
    /// The row is not there.
    NotFound,
    /// What was sent fits in no such column: too long, out of its range, in letters that it does not have. A form says so beside its field;
    /// this is what is left where one does not.
    Unfit,
    /// Anything else is a fault of ours.
    Fault,
}

impl Failure {
    pub fn of(error: &Error) -> Failure {
        match error {
            Error::NotFound => Failure::NotFound,
            Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Failure::Conflict,
            Error::DatabaseError(DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::ReadOnlyTransaction, _) => Failure::Unavailable,
            Error::DatabaseError(_, information) => Failure::told(information.message()),
            Error::RollbackErrorOnCommit { commit_error, .. } => Failure::of(commit_error),
            Error::BrokenTransactionManager => Failure::Unavailable,
            _ => Failure::Fault,
        }
    }

    fn told(message: &str) -> Failure {
        const CONFLICT: [&str; 4] = ["Deadlock found", "Lock wait timeout", "Record has changed", "try restarting transaction"];
        const UNAVAILABLE: [&str; 9] = [
            "has gone away",
            "Lost connection",
            "Can't connect",
            "Too many connections",
            "WSREP",
            "read-only",
            "read only",
            "Server shutdown",
            "Connection was killed",
        ];
        const UNFIT: [&str; 5] =
            ["Data too long for column", "Out of range value", "Incorrect string value", "Illegal mix of collations", "Incorrect date"];
        // `max_statement_time exceeded`, and MySQL's `maximum statement execution time exceeded`.
        const TOO_LONG: [&str; 2] = ["max_statement_time", "statement execution time exceeded"];
        if TOO_LONG.iter().any(|words| message.contains(words)) {
            return Failure::TooLong;
        }
        if CONFLICT.iter().any(|words| message.contains(words)) {
            Failure::Conflict
        } else if UNAVAILABLE.iter().any(|words| message.contains(words)) {
            Failure::Unavailable
        } else if UNFIT.iter().any(|words| message.contains(words)) {
            Failure::Unfit
        } else {
            Failure::Fault
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn the_servers_words_are_understood() {
        assert_eq!(Failure::told("Lock wait timeout exceeded; try restarting transaction"), Failure::Conflict);
        assert_eq!(Failure::told("Record has changed since last read in table 'sittings'"), Failure::Conflict);
        assert_eq!(Failure::told("MySQL server has gone away"), Failure::Unavailable);
        assert_eq!(Failure::told("Data too long for column 'complaint' at row 1"), Failure::Unfit);
        assert_eq!(Failure::told("Out of range value for column 'fee' at row 1"), Failure::Unfit);
        assert_eq!(Failure::told("Unknown column 'x'"), Failure::Fault);
    }
}
