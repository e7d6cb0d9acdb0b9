//! What one request keeps is what the next one finds, and nothing else.

use actix_session::{SessionExt, SessionStatus};
use actix_web::test::TestRequest;

use super::*;
use crate::db::ids::{OtpId, SessionId, UserId};
use crate::directory::post::Channel;
use crate::directory::proofs::CodePurpose;
use crate::directory::sessions::{Proof, SessionKind};

fn carrier() -> actix_session::Session {
    TestRequest::default().to_srv_request().get_session()
}

/// The session as the next request finds it.
fn reopened(carrier: &actix_session::Session) -> Session {
    Session::open(carrier.clone(), Rc::default())
}

fn code(purpose: CodePurpose, next: &str) -> SentCode {
    SentCode { otp: OtpId::new(), purpose, phone: "+919820012345".into(), channel: Channel::Sms, next: next.into() }
}

fn somebody() -> SignIn {
    SignIn {
        user: UserId::new(),
        proof: Proof::Code,
        kind: SessionKind::Patient,
        agent: String::new(),
        address: String::new(),
        since: now(),
    }
}

#[test]
fn the_next_request_finds_what_this_one_kept() {
    let (carrier, at) = (carrier(), now());
    let session = reopened(&carrier);
    session.set_proofs(Proofs { assured: true, factor_at: Some(at), shown_at: None }).expect("kept");
    session.set_authenticator(Some("digest".into())).expect("kept");
    session.await_code(code(CodePurpose::SignIn, "/one")).expect("kept");
    session.await_code(code(CodePurpose::PhoneChange, "/two")).expect("kept");
    session.await_code(code(CodePurpose::Confirm, "/three")).expect("kept");
    session.forget_code(CodePurpose::PhoneChange).expect("kept");
    let found = reopened(&carrier);
    assert_eq!(found.proofs(), Proofs { assured: true, factor_at: Some(at), shown_at: None });
    assert_eq!(found.authenticator().as_deref(), Some("digest"));
    let awaited = [CodePurpose::SignIn, CodePurpose::PhoneChange, CodePurpose::Confirm].map(|it| found.sent_code(it).map(|code| code.next));
    assert_eq!(awaited, [Some("/one".to_owned()), None, Some("/three".to_owned())], "a code for one thing is none for another");
}

#[test]
fn a_typed_form_is_kept_for_as_long_as_was_said() {
    let carrier = carrier();
    let form = Interrupted::Void { invoice: crate::db::ids::InvoiceId::new(), subject: "it".into(), reason: "why".into() };
    reopened(&carrier).set_interrupted(Some(form.clone())).expect("kept");
    assert_eq!(reopened(&carrier).interrupted(Duration::minutes(1)), Some(form));
    assert_eq!(reopened(&carrier).interrupted(Duration::zero()), None);
}

#[test]
fn whoever_signs_in_begins_with_nothing_but_their_proofs_and_a_new_token() {
    let carrier = carrier();
    let session = reopened(&carrier);
    session.set_authenticator(Some("digest".into())).expect("kept");
    session.await_code(code(CodePurpose::SignIn, "/")).expect("kept");
    let proofs = Proofs { assured: false, factor_at: None, shown_at: Some(now()) };
    session.sign_in(somebody(), proofs).expect("signed in");
    let found = reopened(&carrier);
    assert_eq!((found.proofs(), found.authenticator()), (proofs, None));
    assert!(found.sent_code(CodePurpose::SignIn).is_none());
    assert_eq!(carrier.status(), SessionStatus::Renewed);
}

#[test]
fn whoever_waits_for_the_second_step_has_proved_nothing_and_waits_ten_minutes() {
    let carrier = carrier();
    let session = reopened(&carrier);
    session.set_proofs(Proofs { assured: true, factor_at: Some(now()), shown_at: Some(now()) }).expect("kept");
    let between = |at| Between { user: UserId::new(), proof: Proof::Password, next: "/doors".into(), at };
    session.wait_for_second_step(between(now())).expect("kept");
    let found = reopened(&carrier);
    assert!(found.between().is_some() && found.proofs() == Proofs::default());
    assert_eq!(carrier.status(), SessionStatus::Renewed);
    session.wait_for_second_step(between(now() - PATIENCE)).expect("kept");
    assert!(reopened(&carrier).between().is_none());
}

#[test]
fn nothing_is_written_where_there_was_nothing_to_forget() {
    let carrier = carrier();
    reopened(&carrier).set_interrupted(None).expect("nothing");
    assert!(carrier.status() == SessionStatus::Unchanged && carrier.entries().is_empty());
}

#[test]
fn what_cannot_be_read_proves_nothing() {
    let carrier = carrier();
    carrier.insert(KEPT, "nonsense").expect("kept");
    assert_eq!(reopened(&carrier).proofs(), Proofs::default());
}

#[test]
fn while_the_directory_is_away_nobody_is_known_to_be_signed_out() {
    let opened = Opened::of(Err("away".to_owned()));
    assert!(matches!(Session::open(carrier(), Rc::new(opened)).live(), Err(Error::Busy(_))));
    let visitor = LiveSession { id: SessionId::new(), kind: SessionKind::Visitor, proof: None, seen_at: now(), begun_at: now() };
    assert!(matches!(Session::open(carrier(), Rc::new(Opened::of(Ok((visitor, None))))).live(), Ok(None)));
    assert!(matches!(reopened(&carrier()).live(), Ok(None)));
}
