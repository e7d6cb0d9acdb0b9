// @generated automatically by Diesel CLI.

diesel::table! {
    allowances (kind, subject) {
        #[max_length = 20]
        kind -> Varchar,
        #[max_length = 254]
        subject -> Varchar,
        begun_at -> Datetime,
        taken -> Integer,
    }
}

diesel::table! {
    audit_archives (last_position) {
        last_position -> Bigint,
        first_position -> Bigint,
        #[max_length = 7]
        month -> Char,
        #[max_length = 32]
        last_digest -> Binary,
        #[max_length = 32]
        file_digest -> Binary,
        created_at -> Datetime,
    }
}

diesel::table! {
    audit_logs (id) {
        id -> Bigint,
        at -> Datetime,
        #[max_length = 16]
        user_id -> Nullable<Binary>,
        #[max_length = 40]
        action -> Varchar,
        #[max_length = 40]
        resource -> Varchar,
        #[max_length = 16]
        resource_id -> Nullable<Binary>,
        details -> Text,
        #[max_length = 45]
        address -> Varchar,
        #[max_length = 255]
        agent -> Varchar,
    }
}

diesel::table! {
    audit_seals (position) {
        position -> Bigint,
        audit_log_id -> Bigint,
        version -> Smallint,
        #[max_length = 32]
        digest -> Binary,
        sealed_at -> Datetime,
    }
}

diesel::table! {
    auth_providers (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        user_id -> Binary,
        #[max_length = 16]
        provider -> Varchar,
        #[max_length = 255]
        issuer -> Varchar,
        #[max_length = 255]
        subject -> Varchar,
        last_used_at -> Nullable<Datetime>,
        created_at -> Datetime,
    }
}

diesel::table! {
    creations (organisation_id) {
        #[max_length = 16]
        organisation_id -> Binary,
        #[max_length = 120]
        clinic -> Varchar,
        #[max_length = 120]
        owner_name -> Varchar,
        #[max_length = 254]
        owner_email -> Varchar,
        #[max_length = 16]
        asked_by -> Binary,
        #[max_length = 16]
        stage -> Varchar,
        steps_done -> Integer,
        #[max_length = 500]
        failure -> Varchar,
        #[max_length = 80]
        holder -> Varchar,
        leased_until -> Nullable<Datetime>,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    database_states (organisation_id) {
        #[max_length = 16]
        organisation_id -> Binary,
        #[max_length = 50]
        step -> Varchar,
        #[max_length = 500]
        failure -> Varchar,
        migrated_at -> Nullable<Datetime>,
        members -> Bigint,
        clinics -> Bigint,
        patients -> Bigint,
        visits -> Bigint,
        messages -> Bigint,
        bytes -> Bigint,
        last_sign_in_at -> Nullable<Datetime>,
        counted_at -> Nullable<Datetime>,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    email_verifications (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 32]
        token_hash -> Binary,
        #[max_length = 16]
        user_id -> Binary,
        #[max_length = 254]
        email -> Varchar,
        expires_at -> Datetime,
        used_at -> Nullable<Datetime>,
        created_at -> Datetime,
    }
}

diesel::table! {
    invitations (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 32]
        token_hash -> Binary,
        #[max_length = 16]
        user_id -> Binary,
        #[max_length = 16]
        organisation_id -> Nullable<Binary>,
        #[max_length = 16]
        invited_by -> Nullable<Binary>,
        expires_at -> Datetime,
        used_at -> Nullable<Datetime>,
        created_at -> Datetime,
    }
}

diesel::table! {
    known_devices (token_hash, user_id) {
        #[max_length = 32]
        token_hash -> Binary,
        #[max_length = 16]
        user_id -> Binary,
        failed_logins -> Integer,
        locked_until -> Nullable<Datetime>,
        mfa_failures -> Integer,
        mfa_locked_until -> Nullable<Datetime>,
        expires_at -> Datetime,
        created_at -> Datetime,
    }
}

diesel::table! {
    memberships (user_id, organisation_id) {
        #[max_length = 16]
        user_id -> Binary,
        #[max_length = 16]
        organisation_id -> Binary,
        active -> Bool,
        created_at -> Datetime,
        updated_at -> Datetime,
        holder_known_at -> Datetime,
        holder_tries -> Integer,
        by_offer -> Bool,
        #[max_length = 10]
        standing -> Varchar,
        two_step_asked_at -> Nullable<Datetime>,
    }
}

diesel::table! {
    migration_locks (name) {
        #[max_length = 20]
        name -> Varchar,
        #[max_length = 80]
        holder -> Varchar,
        leased_until -> Datetime,
    }
}

diesel::table! {
    operators (user_id) {
        #[max_length = 16]
        user_id -> Binary,
        created_at -> Datetime,
    }
}

diesel::table! {
    organisations (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 120]
        name -> Varchar,
        #[max_length = 20]
        slug -> Varchar,
        #[max_length = 120]
        server -> Varchar,
        #[max_length = 16]
        status -> Varchar,
        created_at -> Datetime,
        updated_at -> Datetime,
        #[max_length = 40]
        two_step_roles -> Varchar,
    }
}

diesel::table! {
    organisations_due (organisation_id) {
        #[max_length = 16]
        organisation_id -> Binary,
        due_at -> Nullable<Datetime>,
        told -> Bigint,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    otps (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        user_id -> Nullable<Binary>,
        #[max_length = 16]
        phone -> Varchar,
        #[max_length = 16]
        channel -> Varchar,
        #[max_length = 16]
        purpose -> Varchar,
        #[max_length = 32]
        code_hmac -> Binary,
        #[max_length = 45]
        address -> Varchar,
        expires_at -> Datetime,
        attempts -> Integer,
        used_at -> Nullable<Datetime>,
        created_at -> Datetime,
        #[max_length = 9]
        prefix -> Nullable<Varchar>,
        half_minute -> Nullable<Bigint>,
        #[max_length = 32]
        device -> Binary,
    }
}

diesel::table! {
    outbox (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        channel -> Varchar,
        #[max_length = 254]
        recipient -> Varchar,
        #[max_length = 40]
        template -> Varchar,
        #[max_length = 200]
        subject -> Varchar,
        body -> Text,
        #[max_length = 16]
        status -> Varchar,
        attempts -> Integer,
        due_at -> Datetime,
        claimed_until -> Nullable<Datetime>,
        sent_at -> Nullable<Datetime>,
        #[max_length = 255]
        last_error -> Varchar,
        created_at -> Datetime,
        #[max_length = 16]
        otp_id -> Nullable<Binary>,
        #[max_length = 8]
        language -> Varchar,
        #[max_length = 64]
        template_id -> Varchar,
        expires_at -> Nullable<Datetime>,
    }
}

diesel::table! {
    password_resets (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 32]
        token_hash -> Binary,
        #[max_length = 16]
        user_id -> Nullable<Binary>,
        #[max_length = 254]
        email -> Varchar,
        #[max_length = 45]
        address -> Varchar,
        expires_at -> Datetime,
        used_at -> Nullable<Datetime>,
        created_at -> Datetime,
    }
}

diesel::table! {
    recovery_codes (user_id, code_hash) {
        #[max_length = 16]
        user_id -> Binary,
        #[max_length = 32]
        code_hash -> Binary,
        used_at -> Nullable<Datetime>,
        created_at -> Datetime,
    }
}

diesel::table! {
    sessions (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 32]
        token_hash -> Binary,
        #[max_length = 16]
        user_id -> Nullable<Binary>,
        state -> Text,
        #[max_length = 255]
        agent -> Varchar,
        #[max_length = 45]
        address -> Varchar,
        created_at -> Datetime,
        last_seen_at -> Datetime,
        expires_at -> Datetime,
        revoked_at -> Nullable<Datetime>,
        #[max_length = 8]
        kind -> Varchar,
        #[max_length = 16]
        proof -> Varchar,
    }
}

diesel::table! {
    tries (user_id, step, browser) {
        #[max_length = 16]
        user_id -> Binary,
        #[max_length = 20]
        step -> Varchar,
        #[max_length = 32]
        browser -> Binary,
        failures -> Integer,
        waits_until -> Nullable<Datetime>,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    trusted_devices (token_hash) {
        #[max_length = 32]
        token_hash -> Binary,
        #[max_length = 16]
        user_id -> Binary,
        expires_at -> Datetime,
        created_at -> Datetime,
    }
}

diesel::table! {
    users (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 120]
        full_name -> Varchar,
        #[max_length = 16]
        phone -> Nullable<Varchar>,
        #[max_length = 254]
        email -> Nullable<Varchar>,
        #[max_length = 255]
        password_hash -> Nullable<Varchar>,
        phone_verified_at -> Nullable<Datetime>,
        email_verified_at -> Nullable<Datetime>,
        mfa_enabled -> Bool,
        #[max_length = 255]
        mfa_secret -> Nullable<Varbinary>,
        failed_logins -> Integer,
        locked_until -> Nullable<Datetime>,
        last_login_at -> Nullable<Datetime>,
        active -> Bool,
        #[max_length = 8]
        language -> Varchar,
        created_at -> Datetime,
        updated_at -> Datetime,
        deleted_at -> Nullable<Datetime>,
        mfa_step -> Nullable<Bigint>,
        mfa_failures -> Integer,
        mfa_locked_until -> Nullable<Datetime>,
        sessions_ended_at -> Nullable<Datetime>,
    }
}

diesel::joinable!(audit_seals -> audit_logs (audit_log_id));
diesel::joinable!(auth_providers -> users (user_id));
diesel::joinable!(creations -> organisations (organisation_id));
diesel::joinable!(database_states -> organisations (organisation_id));
diesel::joinable!(email_verifications -> users (user_id));
diesel::joinable!(invitations -> organisations (organisation_id));
diesel::joinable!(invitations -> users (user_id));
diesel::joinable!(known_devices -> users (user_id));
diesel::joinable!(memberships -> organisations (organisation_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(operators -> users (user_id));
diesel::joinable!(organisations_due -> organisations (organisation_id));
diesel::joinable!(otps -> users (user_id));
diesel::joinable!(outbox -> otps (otp_id));
diesel::joinable!(password_resets -> users (user_id));
diesel::joinable!(recovery_codes -> users (user_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(tries -> users (user_id));
diesel::joinable!(trusted_devices -> users (user_id));

diesel::allow_tables_to_appear_in_same_query!(
    allowances,
    audit_archives,
    audit_logs,
    audit_seals,
    auth_providers,
    creations,
    database_states,
    email_verifications,
    invitations,
    known_devices,
    memberships,
    migration_locks,
    operators,
    organisations,
    organisations_due,
    otps,
    outbox,
    password_resets,
    recovery_codes,
    sessions,
    tries,
    trusted_devices,
    users,
);
