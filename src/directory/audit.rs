//! What happened in the directory: sign-ins, refusals, invitations, organisations. Rows are only ever added.

use diesel::prelude::*;
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
        SessionsRevoked = "sessions_revoked",
        /// Whoever holds a number was asked whether the records on it are theirs.
        HolderAsked = "holder_asked",
        HolderKnown = "holder_known",
        NumberReleased = "number_released",
        /// A record went from one account to another: whoever gave it is told.
        RecordMoved = "record_moved",
    }
}

/// Adds a row. `resource` is a table's name, `details` says what changed and never holds a secret.
pub fn record(
    tx: &mut DirectoryTx,
    action: DirectoryAction,
    user: Option<UserId>,
    resource: &str,
    resource_id: Option<Uuid>,
    details: &serde_json::Value,
) -> QueryResult<()> {
    diesel::insert_into(audit_logs::table)
        .values((
            audit_logs::at.eq(tx.now),
            audit_logs::user_id.eq(user.or(Some(tx.by.user))),
            audit_logs::action.eq(action.as_str()),
            audit_logs::resource.eq(resource),
            audit_logs::resource_id.eq(resource_id.map(|id| id.as_bytes().to_vec())),
            audit_logs::details.eq(details.to_string()),
            audit_logs::address.eq(&tx.by.address),
            audit_logs::agent.eq(&tx.by.agent),
        ))
        .execute(tx.db)
        .map(drop)
}
