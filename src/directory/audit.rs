//! What happened in the directory: sign-ins, refusals, invitations, organisations. Rows are only ever added.

use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use crate::db::DirectoryTx;
use crate::db::ids::UserId;
use crate::schema::directory::audit_logs;
use crate::text_enum;

text_enum! {
    /// What was done.
    DirectoryAction {
        SignedIn = "signed_in",
        /// The first of two steps was right: nobody is in yet.
        ProofShown = "proof_shown",
        SignInRefused = "sign_in_refused",
        SignedOut = "signed_out",
        /// Somebody who is signed in asked for what is another organisation's.
        EntryRefused = "entry_refused",
        Locked = "locked",
        CodeSent = "code_sent",
        CodeRefused = "code_refused",
        /// The day's codes are running out, or an organisation's have.
        CodesRunningOut = "codes_running_out",
        /// A message was given up.
        MessageFailed = "message_failed",
        Registered = "registered",
        Invited = "invited",
        InvitationUsed = "invitation_used",
        InvitationWithdrawn = "invitation_withdrawn",
        PasswordSet = "password_set",
        ResetSent = "reset_sent",
        /// A link was asked for an address that nobody has.
        ResetRefused = "reset_refused",
        VerificationSent = "verification_sent",
        PhoneChanged = "phone_changed",
        EmailChanged = "email_changed",
        FactorAdded = "factor_added",
        FactorRemoved = "factor_removed",
        RecoveryCodesMade = "recovery_codes_made",
        RecoveryCodeUsed = "recovery_code_used",
        GoogleLinked = "google_linked",
        GoogleUnlinked = "google_unlinked",
        TwoStepRolesChanged = "two_step_roles_changed",
        OperatorAdded = "operator_added",
        OperatorRemoved = "operator_removed",
        OrganisationCreated = "organisation_created",
        /// A creation that had stopped is taken up again.
        CreationRetried = "creation_retried",
        /// Its database was made, and its doors opened.
        OrganisationOpened = "organisation_opened",
        OrganisationSuspended = "organisation_suspended",
        OrganisationResumed = "organisation_resumed",
        MembershipChanged = "membership_changed",
        /// Somebody is asked to work for an organisation.
        MembershipOffered = "membership_offered",
        MembershipAccepted = "membership_accepted",
        MembershipDeclined = "membership_declined",
        MembershipWithdrawn = "membership_withdrawn",
        SessionsRevoked = "sessions_revoked",
        /// Whoever holds a number was asked whether the records on it are theirs.
        HolderAsked = "holder_asked",
        HolderKnown = "holder_known",
        NumberReleased = "number_released",
    }
}

/// What it was done to: a table's name and a row's id; and whose account it is written down for, if not for that of whoever did it.
#[derive(Clone, Copy, Debug)]
pub struct DirectorySubject {
    resource: &'static str,
    id: Option<Uuid>,
    user: Option<UserId>,
}

impl DirectorySubject {
    pub fn new(resource: &'static str, id: impl Into<Uuid>) -> DirectorySubject {
        DirectorySubject { resource, id: Some(id.into()), user: None }
    }

    /// What happened to somebody's account.
    pub fn user(user: UserId) -> DirectorySubject {
        DirectorySubject::new("users", user).of(user)
    }

    /// No row: a login that nobody has, all codes of the installation.
    pub fn none(resource: &'static str) -> DirectorySubject {
        DirectorySubject { resource, id: None, user: None }
    }

    /// Written down for this account.
    #[must_use]
    pub fn of(self, user: UserId) -> DirectorySubject {
        DirectorySubject { user: Some(user), ..self }
    }
}

/// Adds a row. `details` says what changed and never holds a secret.
pub fn record(tx: &mut DirectoryTx, action: DirectoryAction, subject: DirectorySubject, details: &Value) -> QueryResult<()> {
    diesel::insert_into(audit_logs::table)
        .values((
            audit_logs::at.eq(tx.now),
            audit_logs::user_id.eq(subject.user.unwrap_or(tx.by.user)),
            audit_logs::action.eq(action.as_str()),
            audit_logs::resource.eq(subject.resource),
            audit_logs::resource_id.eq(subject.id.map(|id| id.as_bytes().to_vec())),
            audit_logs::details.eq(details.to_string()),
            audit_logs::address.eq(&tx.by.address),
            audit_logs::agent.eq(&tx.by.agent),
        ))
        .execute(tx.db)
        .map(drop)
}
