// @generated automatically by Diesel CLI.

diesel::table! {
    allergies (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        patient_id -> Binary,
        #[max_length = 120]
        substance -> Varchar,
        #[max_length = 16]
        severity -> Varchar,
        noted_at -> Datetime,
        deleted_at -> Nullable<Datetime>,
        #[max_length = 120]
        noted_by -> Varchar,
        #[max_length = 120]
        taken_as -> Varchar,
    }
}

diesel::table! {
    allergy_answers (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        patient_id -> Binary,
        #[max_length = 16]
        answer -> Varchar,
        asked_at -> Datetime,
        #[max_length = 120]
        asked_by -> Varchar,
        ended_at -> Nullable<Datetime>,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    appointments (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        sitting_id -> Binary,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 16]
        doctor_id -> Binary,
        #[max_length = 16]
        patient_id -> Binary,
        held_on -> Date,
        #[max_length = 8]
        kind -> Varchar,
        token -> Nullable<Integer>,
        #[max_length = 16]
        status -> Varchar,
        #[max_length = 10]
        priority -> Varchar,
        #[max_length = 500]
        complaint -> Varchar,
        checked_in_at -> Nullable<Datetime>,
        called_at -> Nullable<Datetime>,
        skipped_at -> Nullable<Datetime>,
        started_at -> Nullable<Datetime>,
        completed_at -> Nullable<Datetime>,
        cancelled_at -> Nullable<Datetime>,
        #[max_length = 255]
        cancel_reason -> Varchar,
        #[max_length = 16]
        moved_from_id -> Nullable<Binary>,
        #[max_length = 16]
        live_patient -> Nullable<Binary>,
        created_at -> Datetime,
        updated_at -> Datetime,
        starts_at -> Nullable<Datetime>,
        ends_at -> Nullable<Datetime>,
        place -> Nullable<Integer>,
        #[max_length = 255]
        overbooked_because -> Varchar,
        #[max_length = 8]
        booked_via -> Nullable<Varchar>,
        booked_at -> Nullable<Datetime>,
        #[max_length = 255]
        answered_because -> Varchar,
        confirmed_at -> Nullable<Datetime>,
        moved_times -> Integer,
        live_start -> Nullable<Datetime>,
    }
}

diesel::table! {
    attempts (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        user_id -> Binary,
        #[max_length = 120]
        sent_to -> Varchar,
        #[max_length = 32]
        body -> Binary,
        #[max_length = 16]
        made_id -> Nullable<Binary>,
        words -> Text,
        created_at -> Datetime,
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
        user_id -> Binary,
        #[max_length = 16]
        clinic_id -> Nullable<Binary>,
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
    availability_exceptions (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        doctor_id -> Nullable<Binary>,
        #[max_length = 16]
        clinic_id -> Nullable<Binary>,
        from_on -> Date,
        until_on -> Date,
        starts -> Nullable<Time>,
        ends -> Nullable<Time>,
        #[max_length = 255]
        reason -> Varchar,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    availability_slots (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 16]
        doctor_id -> Binary,
        weekday -> Tinyint,
        starts -> Time,
        ends -> Time,
        minutes -> Smallint,
        capacity -> Tinyint,
        #[max_length = 16]
        mode -> Varchar,
        recurring -> Bool,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    booking_holds (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 16]
        doctor_id -> Binary,
        held_on -> Date,
        starts_at -> Datetime,
        ends_at -> Datetime,
        place -> Integer,
        #[max_length = 32]
        browser -> Binary,
        expires_at -> Datetime,
        created_at -> Datetime,
    }
}

diesel::table! {
    booking_locks (id) {
        id -> Smallint,
        created_at -> Datetime,
    }
}

diesel::table! {
    booking_rules (clinic_id) {
        #[max_length = 16]
        clinic_id -> Binary,
        portal -> Bool,
        public -> Bool,
        #[max_length = 10]
        approval -> Varchar,
        days_ahead -> Smallint,
        notice_minutes -> Smallint,
        cancel_minutes -> Smallint,
        no_shows -> Smallint,
        remind_far -> Smallint,
        remind_near -> Smallint,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    changes (clinic_id) {
        #[max_length = 16]
        clinic_id -> Binary,
        version -> Bigint,
    }
}

diesel::table! {
    clinic_members (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 16]
        profile_id -> Binary,
        #[max_length = 8]
        role -> Varchar,
        #[max_length = 500]
        permissions -> Varchar,
        active -> Bool,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    clinic_notifications (clinic_id, kind) {
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 40]
        kind -> Varchar,
        sent -> Bool,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    clinic_quiet_hours (clinic_id) {
        #[max_length = 16]
        clinic_id -> Binary,
        quiet_from -> Time,
        quiet_until -> Time,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    clinics (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 120]
        name -> Varchar,
        #[max_length = 30]
        slug -> Varchar,
        #[max_length = 16]
        kind -> Varchar,
        #[max_length = 255]
        address -> Varchar,
        #[max_length = 80]
        city -> Varchar,
        #[max_length = 80]
        state -> Varchar,
        #[max_length = 6]
        pincode -> Varchar,
        #[max_length = 16]
        phone -> Nullable<Varchar>,
        #[max_length = 254]
        email -> Nullable<Varchar>,
        #[max_length = 40]
        zone -> Varchar,
        #[max_length = 60]
        registration -> Varchar,
        #[max_length = 15]
        gstin -> Varchar,
        #[max_length = 100]
        upi_id -> Varchar,
        #[max_length = 500]
        letterhead -> Varchar,
        fee -> Decimal,
        active -> Bool,
        created_at -> Datetime,
        updated_at -> Datetime,
        deleted_at -> Nullable<Datetime>,
        refund_limit -> Decimal,
        #[max_length = 10]
        temperature_scale -> Varchar,
        closed_at -> Nullable<Datetime>,
        #[max_length = 255]
        closed_because -> Varchar,
        #[max_length = 8]
        receipt_paper -> Varchar,
        #[max_length = 16]
        logo_id -> Nullable<Binary>,
        latitude -> Nullable<Decimal>,
        longitude -> Nullable<Decimal>,
    }
}

diesel::table! {
    conditions (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        patient_id -> Binary,
        #[max_length = 120]
        name -> Varchar,
        noted_at -> Datetime,
        deleted_at -> Nullable<Datetime>,
    }
}

diesel::table! {
    consultations (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        appointment_id -> Binary,
        revision -> Integer,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 16]
        doctor_id -> Binary,
        #[max_length = 16]
        patient_id -> Binary,
        #[max_length = 16]
        mode -> Varchar,
        #[max_length = 500]
        complaint -> Varchar,
        notes -> Text,
        advice -> Text,
        follow_up_on -> Nullable<Date>,
        started_at -> Datetime,
        ended_at -> Datetime,
        signed_at -> Datetime,
        #[max_length = 16]
        supersedes_id -> Nullable<Binary>,
        superseded_at -> Nullable<Datetime>,
        #[max_length = 255]
        superseded_reason -> Varchar,
        created_at -> Datetime,
    }
}

diesel::table! {
    counters (name) {
        #[max_length = 80]
        name -> Varchar,
        value -> Bigint,
    }
}

diesel::table! {
    current_medicines (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        patient_id -> Binary,
        #[max_length = 160]
        name -> Varchar,
        noted_at -> Datetime,
        deleted_at -> Nullable<Datetime>,
    }
}

diesel::table! {
    diagnoses (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        consultation_id -> Binary,
        position -> Integer,
        #[max_length = 160]
        name -> Varchar,
        is_primary -> Bool,
    }
}

diesel::table! {
    doctors (profile_id) {
        #[max_length = 16]
        profile_id -> Binary,
        #[max_length = 40]
        licence -> Nullable<Varchar>,
        #[max_length = 80]
        specialisation -> Varchar,
        #[max_length = 120]
        qualification -> Varchar,
        years_of_experience -> Nullable<Integer>,
        #[max_length = 500]
        bio -> Varchar,
        #[max_length = 16]
        system_of_medicine -> Varchar,
        fee -> Nullable<Decimal>,
        verified -> Bool,
        available -> Bool,
        created_at -> Datetime,
        updated_at -> Datetime,
        deleted_at -> Nullable<Datetime>,
        #[max_length = 16]
        signature_id -> Nullable<Binary>,
        #[max_length = 120]
        languages -> Varchar,
        verified_at -> Nullable<Datetime>,
        #[max_length = 16]
        verified_by -> Nullable<Binary>,
    }
}

diesel::table! {
    drafts (appointment_id) {
        #[max_length = 16]
        appointment_id -> Binary,
        #[max_length = 16]
        doctor_id -> Binary,
        body -> Mediumtext,
        started_at -> Datetime,
        #[max_length = 16]
        correcting_id -> Nullable<Binary>,
        updated_at -> Datetime,
    }
}

diesel::table! {
    due_works (kind, subject) {
        #[max_length = 40]
        kind -> Varchar,
        #[max_length = 16]
        subject -> Binary,
        due_at -> Datetime,
        #[max_length = 16]
        holder -> Nullable<Binary>,
        attempts -> Integer,
        done -> Integer,
        #[max_length = 500]
        failure -> Varchar,
        given_up_at -> Nullable<Datetime>,
        #[max_length = 16]
        caused_by -> Binary,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    import_preview_pages (import_id, shown, number) {
        #[max_length = 16]
        import_id -> Binary,
        #[max_length = 16]
        shown -> Varchar,
        number -> Integer,
        content -> Mediumblob,
        created_at -> Datetime,
    }
}

diesel::table! {
    import_previews (import_id) {
        #[max_length = 16]
        import_id -> Binary,
        summary -> Mediumtext,
        created_at -> Datetime,
    }
}

diesel::table! {
    import_turns (clinic_id) {
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 16]
        import_id -> Nullable<Binary>,
        until -> Nullable<Datetime>,
    }
}

diesel::table! {
    imported_facts (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        import_id -> Binary,
        #[max_length = 8]
        confirmed -> Nullable<Varchar>,
        taken_back_at -> Nullable<Datetime>,
        created_at -> Datetime,
    }
}

diesel::table! {
    imported_people (known_by, patient_id) {
        #[max_length = 32]
        known_by -> Binary,
        #[max_length = 16]
        patient_id -> Binary,
        #[max_length = 8]
        sex -> Varchar,
        born_on -> Nullable<Date>,
        born_on_estimated -> Bool,
        #[max_length = 16]
        phone -> Nullable<Varchar>,
        created_at -> Datetime,
        said -> Nullable<Text>,
        #[max_length = 16]
        seen_in -> Nullable<Binary>,
    }
}

diesel::table! {
    imports (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 120]
        file_name -> Varchar,
        content -> Mediumtext,
        mapping -> Text,
        #[max_length = 16]
        status -> Varchar,
        rows_total -> Integer,
        rows_done -> Integer,
        imported -> Integer,
        already_there -> Integer,
        marked -> Integer,
        refused -> Integer,
        #[max_length = 16]
        started_by -> Binary,
        created_at -> Datetime,
        finished_at -> Nullable<Datetime>,
        #[max_length = 32]
        file_digest -> Nullable<Binary>,
        undone_at -> Nullable<Datetime>,
        #[max_length = 255]
        undone_because -> Varchar,
        kept -> Integer,
        visits -> Integer,
        facts -> Integer,
        facts_of -> Integer,
        facts_kept -> Integer,
    }
}

diesel::table! {
    invoice_lines (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        invoice_id -> Binary,
        position -> Integer,
        #[max_length = 160]
        description -> Varchar,
        #[max_length = 16]
        appointment_id -> Nullable<Binary>,
        amount -> Decimal,
        added_at -> Nullable<Datetime>,
        replaced_at -> Nullable<Datetime>,
    }
}

diesel::table! {
    invoices (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 16]
        patient_id -> Binary,
        #[max_length = 16]
        appointment_id -> Nullable<Binary>,
        total -> Decimal,
        paid -> Decimal,
        issued_at -> Datetime,
        issued_on -> Date,
        voided_at -> Nullable<Datetime>,
        #[max_length = 16]
        voided_by -> Nullable<Binary>,
        #[max_length = 255]
        void_reason -> Varchar,
        created_at -> Datetime,
        is_due -> Nullable<Bool>,
        to_settle_since -> Nullable<Datetime>,
        #[max_length = 16]
        to_settle_by -> Nullable<Binary>,
        #[max_length = 255]
        to_settle_because -> Varchar,
    }
}

diesel::table! {
    letters (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 40]
        letter -> Varchar,
        recipients -> Text,
        details -> Text,
        created_at -> Datetime,
    }
}

diesel::table! {
    medicine_ingredients (medicine_id, name) {
        #[max_length = 16]
        medicine_id -> Binary,
        #[max_length = 80]
        name -> Varchar,
        #[max_length = 40]
        allergy_class -> Varchar,
    }
}

diesel::table! {
    medicines (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        system_of_medicine -> Varchar,
        #[max_length = 160]
        name -> Varchar,
        #[max_length = 30]
        form -> Varchar,
        #[max_length = 60]
        strength -> Varchar,
        #[max_length = 20]
        unit -> Varchar,
        active -> Bool,
        created_at -> Datetime,
    }
}

diesel::table! {
    notification_sendings (notification_id) {
        #[max_length = 16]
        notification_id -> Binary,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 16]
        outcome -> Varchar,
        #[max_length = 40]
        recipient -> Varchar,
        due_at -> Datetime,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    notifications (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        user_id -> Binary,
        #[max_length = 40]
        kind -> Varchar,
        #[max_length = 16]
        subject -> Binary,
        #[max_length = 16]
        clinic_id -> Nullable<Binary>,
        details -> Text,
        told_at -> Datetime,
        read_at -> Nullable<Datetime>,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    patients (profile_id) {
        #[max_length = 16]
        profile_id -> Binary,
        #[max_length = 20]
        record_number -> Varchar,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 3]
        blood_group -> Nullable<Varchar>,
        height_cm -> Nullable<Decimal>,
        weight_kg -> Nullable<Decimal>,
        bmi -> Nullable<Decimal>,
        #[max_length = 120]
        emergency_name -> Varchar,
        #[max_length = 16]
        emergency_phone -> Nullable<Varchar>,
        #[max_length = 30]
        old_number -> Varchar,
        #[max_length = 4000]
        remarks -> Varchar,
        first_visit_on -> Nullable<Date>,
        last_visit_on -> Nullable<Date>,
        #[max_length = 32]
        import_key -> Nullable<Binary>,
        created_at -> Datetime,
        updated_at -> Datetime,
        deleted_at -> Nullable<Datetime>,
        #[max_length = 16]
        import_id -> Nullable<Binary>,
    }
}

diesel::table! {
    payment_voids (payment_id) {
        #[max_length = 16]
        payment_id -> Binary,
        #[max_length = 255]
        reason -> Varchar,
        voided_at -> Datetime,
        voided_on -> Date,
        #[max_length = 16]
        voided_by -> Binary,
    }
}

diesel::table! {
    payments (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        invoice_id -> Binary,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 7]
        financial_year -> Varchar,
        receipt -> Integer,
        #[max_length = 8]
        method -> Varchar,
        amount -> Decimal,
        #[max_length = 60]
        reference -> Varchar,
        received_at -> Datetime,
        received_on -> Date,
        #[max_length = 16]
        received_by -> Binary,
        #[max_length = 16]
        attempt -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    pictures (id) {
        #[max_length = 16]
        id -> Binary,
        png -> Mediumblob,
        created_at -> Datetime,
    }
}

diesel::table! {
    possible_duplicates (patient_id, other_id) {
        #[max_length = 16]
        patient_id -> Binary,
        #[max_length = 16]
        other_id -> Binary,
        score -> Integer,
        #[max_length = 255]
        reasons -> Varchar,
        #[max_length = 16]
        decision -> Varchar,
        created_at -> Datetime,
    }
}

diesel::table! {
    prescription_items (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        prescription_id -> Binary,
        position -> Integer,
        #[max_length = 16]
        medicine_id -> Nullable<Binary>,
        #[max_length = 160]
        name -> Varchar,
        #[max_length = 30]
        form -> Varchar,
        #[max_length = 60]
        strength -> Varchar,
        #[max_length = 20]
        unit -> Varchar,
        morning -> Decimal,
        noon -> Decimal,
        night -> Decimal,
        #[max_length = 12]
        rhythm -> Varchar,
        #[max_length = 8]
        food -> Varchar,
        days -> Nullable<Integer>,
        quantity -> Nullable<Decimal>,
        #[max_length = 12]
        supplied -> Varchar,
        sos -> Bool,
        #[max_length = 255]
        instructions -> Varchar,
        #[max_length = 120]
        allergy -> Varchar,
        #[max_length = 255]
        allergy_reason -> Varchar,
    }
}

diesel::table! {
    prescriptions (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        consultation_id -> Binary,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 16]
        doctor_id -> Binary,
        #[max_length = 16]
        patient_id -> Binary,
        #[max_length = 16]
        system_of_medicine -> Varchar,
        signed_at -> Datetime,
        superseded_at -> Nullable<Datetime>,
        #[max_length = 32]
        content_hash -> Binary,
        created_at -> Datetime,
        hash_version -> Integer,
        #[max_length = 120]
        signed_name -> Nullable<Varchar>,
        #[max_length = 40]
        signed_licence -> Nullable<Varchar>,
        #[max_length = 120]
        signed_qualification -> Nullable<Varchar>,
        #[max_length = 80]
        signed_specialisation -> Nullable<Varchar>,
        #[max_length = 16]
        signed_signature_id -> Nullable<Binary>,
    }
}

diesel::table! {
    profile_transfers (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        profile_id -> Binary,
        #[max_length = 16]
        from_user -> Binary,
        #[max_length = 120]
        from_name -> Varchar,
        #[max_length = 16]
        to_user -> Binary,
        #[max_length = 16]
        to_phone -> Varchar,
        #[max_length = 32]
        code_hmac -> Binary,
        tries -> Integer,
        #[max_length = 16]
        status -> Varchar,
        expires_at -> Datetime,
        decided_at -> Nullable<Datetime>,
        created_at -> Datetime,
    }
}

diesel::table! {
    profiles (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        user_id -> Nullable<Binary>,
        #[max_length = 120]
        full_name -> Varchar,
        #[max_length = 8]
        sex -> Varchar,
        born_on -> Nullable<Date>,
        born_on_estimated -> Bool,
        #[max_length = 16]
        phone -> Nullable<Varchar>,
        #[max_length = 254]
        email -> Nullable<Varchar>,
        #[max_length = 255]
        address -> Varchar,
        #[max_length = 80]
        city -> Varchar,
        #[max_length = 6]
        pincode -> Varchar,
        #[max_length = 16]
        relation -> Varchar,
        #[max_length = 8]
        language -> Varchar,
        created_at -> Datetime,
        updated_at -> Datetime,
        deleted_at -> Nullable<Datetime>,
        sharing_agreed_at -> Nullable<Datetime>,
        on_account_since -> Datetime,
    }
}

diesel::table! {
    refused_notifications (user_id, kind) {
        #[max_length = 16]
        user_id -> Binary,
        #[max_length = 40]
        kind -> Varchar,
        created_at -> Datetime,
    }
}

diesel::table! {
    search_neighbours (neighbour, term) {
        #[max_length = 40]
        neighbour -> Varchar,
        #[max_length = 40]
        term -> Varchar,
    }
}

diesel::table! {
    search_terms (kind, term, patient_id) {
        #[max_length = 1]
        kind -> Char,
        #[max_length = 40]
        term -> Varchar,
        #[max_length = 16]
        patient_id -> Binary,
    }
}

diesel::table! {
    sittings (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        clinic_id -> Binary,
        #[max_length = 16]
        doctor_id -> Binary,
        held_on -> Date,
        last_token -> Integer,
        created_at -> Datetime,
        updated_at -> Datetime,
    }
}

diesel::table! {
    staff (profile_id) {
        #[max_length = 16]
        profile_id -> Binary,
        #[max_length = 80]
        designation -> Varchar,
        created_at -> Datetime,
        updated_at -> Datetime,
        deleted_at -> Nullable<Datetime>,
    }
}

diesel::table! {
    symptoms (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        consultation_id -> Binary,
        position -> Integer,
        #[max_length = 160]
        name -> Varchar,
    }
}

diesel::table! {
    vitals (id) {
        #[max_length = 16]
        id -> Binary,
        #[max_length = 16]
        patient_id -> Binary,
        #[max_length = 16]
        consultation_id -> Nullable<Binary>,
        taken_at -> Datetime,
        height_cm -> Nullable<Decimal>,
        weight_kg -> Nullable<Decimal>,
        bmi -> Nullable<Decimal>,
        temperature_c -> Nullable<Decimal>,
        pulse -> Nullable<Integer>,
        systolic -> Nullable<Integer>,
        diastolic -> Nullable<Integer>,
        spo2 -> Nullable<Integer>,
        respiratory_rate -> Nullable<Integer>,
        glucose -> Nullable<Integer>,
        temperature_f -> Nullable<Decimal>,
        #[max_length = 16]
        appointment_id -> Nullable<Binary>,
        #[max_length = 120]
        taken_by -> Varchar,
        withdrawn_at -> Nullable<Datetime>,
    }
}

diesel::joinable!(allergies -> patients (patient_id));
diesel::joinable!(allergy_answers -> patients (patient_id));
diesel::joinable!(appointments -> clinics (clinic_id));
diesel::joinable!(appointments -> doctors (doctor_id));
diesel::joinable!(appointments -> patients (patient_id));
diesel::joinable!(appointments -> sittings (sitting_id));
diesel::joinable!(audit_seals -> audit_logs (audit_log_id));
diesel::joinable!(availability_exceptions -> clinics (clinic_id));
diesel::joinable!(availability_exceptions -> doctors (doctor_id));
diesel::joinable!(availability_slots -> clinics (clinic_id));
diesel::joinable!(availability_slots -> doctors (doctor_id));
diesel::joinable!(booking_holds -> clinics (clinic_id));
diesel::joinable!(booking_holds -> doctors (doctor_id));
diesel::joinable!(booking_rules -> clinics (clinic_id));
diesel::joinable!(changes -> clinics (clinic_id));
diesel::joinable!(clinic_members -> clinics (clinic_id));
diesel::joinable!(clinic_members -> profiles (profile_id));
diesel::joinable!(clinic_notifications -> clinics (clinic_id));
diesel::joinable!(clinic_quiet_hours -> clinics (clinic_id));
diesel::joinable!(clinics -> pictures (logo_id));
diesel::joinable!(conditions -> patients (patient_id));
diesel::joinable!(consultations -> appointments (appointment_id));
diesel::joinable!(consultations -> clinics (clinic_id));
diesel::joinable!(consultations -> doctors (doctor_id));
diesel::joinable!(consultations -> patients (patient_id));
diesel::joinable!(current_medicines -> patients (patient_id));
diesel::joinable!(diagnoses -> consultations (consultation_id));
diesel::joinable!(doctors -> pictures (signature_id));
diesel::joinable!(doctors -> profiles (profile_id));
diesel::joinable!(drafts -> appointments (appointment_id));
diesel::joinable!(drafts -> doctors (doctor_id));
diesel::joinable!(import_preview_pages -> imports (import_id));
diesel::joinable!(import_previews -> imports (import_id));
diesel::joinable!(imported_people -> patients (patient_id));
diesel::joinable!(imports -> clinics (clinic_id));
diesel::joinable!(invoice_lines -> appointments (appointment_id));
diesel::joinable!(invoice_lines -> invoices (invoice_id));
diesel::joinable!(invoices -> appointments (appointment_id));
diesel::joinable!(invoices -> clinics (clinic_id));
diesel::joinable!(invoices -> patients (patient_id));
diesel::joinable!(medicine_ingredients -> medicines (medicine_id));
diesel::joinable!(notification_sendings -> clinics (clinic_id));
diesel::joinable!(notification_sendings -> notifications (notification_id));
diesel::joinable!(notifications -> clinics (clinic_id));
diesel::joinable!(patients -> clinics (clinic_id));
diesel::joinable!(patients -> profiles (profile_id));
diesel::joinable!(payment_voids -> payments (payment_id));
diesel::joinable!(payments -> clinics (clinic_id));
diesel::joinable!(payments -> invoices (invoice_id));
diesel::joinable!(prescription_items -> medicines (medicine_id));
diesel::joinable!(prescription_items -> prescriptions (prescription_id));
diesel::joinable!(prescriptions -> clinics (clinic_id));
diesel::joinable!(prescriptions -> consultations (consultation_id));
diesel::joinable!(prescriptions -> doctors (doctor_id));
diesel::joinable!(prescriptions -> patients (patient_id));
diesel::joinable!(prescriptions -> pictures (signed_signature_id));
diesel::joinable!(search_terms -> patients (patient_id));
diesel::joinable!(profile_transfers -> profiles (profile_id));
diesel::joinable!(sittings -> clinics (clinic_id));
diesel::joinable!(sittings -> doctors (doctor_id));
diesel::joinable!(staff -> profiles (profile_id));
diesel::joinable!(symptoms -> consultations (consultation_id));
diesel::joinable!(vitals -> appointments (appointment_id));
diesel::joinable!(vitals -> consultations (consultation_id));
diesel::joinable!(vitals -> patients (patient_id));

diesel::allow_tables_to_appear_in_same_query!(
    allergies,
    allergy_answers,
    appointments,
    attempts,
    audit_archives,
    audit_logs,
    audit_seals,
    availability_exceptions,
    availability_slots,
    booking_holds,
    booking_locks,
    booking_rules,
    changes,
    clinic_members,
    clinic_notifications,
    clinic_quiet_hours,
    clinics,
    conditions,
    consultations,
    counters,
    current_medicines,
    diagnoses,
    doctors,
    drafts,
    due_works,
    import_preview_pages,
    import_previews,
    import_turns,
    imported_facts,
    imported_people,
    imports,
    invoice_lines,
    invoices,
    letters,
    medicine_ingredients,
    medicines,
    notification_sendings,
    notifications,
    patients,
    payment_voids,
    payments,
    pictures,
    possible_duplicates,
    prescription_items,
    prescriptions,
    profile_transfers,
    profiles,
    refused_notifications,
    search_neighbours,
    search_terms,
    sittings,
    staff,
    symptoms,
    vitals,
);
