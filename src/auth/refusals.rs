//! Whoever is signed in and asks for what is not theirs leaves a row: in the log of the organisation, or, where they do not belong to
//! it, in the directory's.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::{HttpRequest, ResponseError};
use serde_json::{Value, json};
use uuid::Uuid;

use super::account::Account;
use super::state::State;
use crate::db::Db;
use crate::db::clock::now;
use crate::db::trail::LogRow;
use crate::directory::audit::{self, DirectoryAction, DirectorySubject};
use crate::models::journal::Action;
use crate::models::practice::Clinic;
use crate::web::error::Error;

/// No more rows than these of one user within [`crate::db::trail::Lately::FOR`]: nobody fills the log. The last of them says so.
const MOST: usize = 50;

/// What was asked for, as its row says it: the address without anything that was typed.
struct Refusal {
    slug: String,
    /// The clinic that the address names, if it names one.
    clinic: Option<String>,
    resource: String,
    id: Option<Uuid>,
    details: Value,
}

impl Refusal {
    /// Nothing where no place of an organisation was asked for, or the place is there and only has nothing to show.
    fn of(request: &HttpRequest, status: StatusCode) -> Option<Refusal> {
        let pattern = request.match_pattern().filter(|it| it.starts_with("/o/{org}/") && !it.ends_with("/live"))?;
        let parts: Vec<&str> = request.path().split('/').collect();
        let at = parts.iter().position(|it| Uuid::parse_str(it).is_ok());
        let id = at.and_then(|at| Uuid::parse_str(parts[at]).ok());
        let named = at.and_then(|at| at.checked_sub(1)).or(parts.len().checked_sub(1)).map(|at| parts[at]).unwrap_or_default();
        let resource = named.chars().filter(char::is_ascii_graphic).take(40).collect();
        let details = json!({ "asked": pattern, "method": request.method().as_str(), "answer": status.as_u16() });
        let clinic = request.match_info().get("clinic").map(str::to_owned);
        Some(Refusal { slug: (*parts.get(2)?).to_owned(), clinic, resource, id, details })
    }
}

/// The middleware, inside the session's.
pub async fn note_refusals<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let response = next.call(request).await?;
    let refused = response.response().error().and_then(|it| it.as_error::<Error>());
    let status = match refused {
        Some(error @ (Error::Forbidden | Error::NotFound | Error::LetGo(_))) => error.status_code(),
        _ => return Ok(response),
    };
    if let Some(refusal) = Refusal::of(response.request(), status)
        && let Err(error) = note(response.request(), refusal).await
    {
        tracing::error!(%error, "cannot note a refusal");
    }
    Ok(response)
}

async fn note(request: &HttpRequest, refusal: Refusal) -> Result<(), Error> {
    let Some(account) = Account::of(request)? else { return Ok(()) };
    let state = State::of(request)?;
    let (user, by) = (account.user.id, account.directory.author().clone());
    let before = state.refused.count(user, Action::Refused.as_str());
    if before >= MOST {
        return Ok(());
    }
    let Refusal { slug, clinic, resource, id, mut details } = refusal;
    if before + 1 == MOST {
        details["more"] = json!("is not noted");
    }
    state.refused.remember(vec![(user, Action::Refused.as_str(), Uuid::now_v7())]);
    if account.membership(&slug).is_some() {
        let row = LogRow {
            at: now(),
            user_id: user,
            clinic_id: None,
            action: Action::Refused.as_str(),
            resource,
            resource_id: id.map(|it| it.as_bytes().to_vec()),
            details: details.to_string(),
            address: by.address,
            agent: by.agent,
        };
        let noted = move |db: &mut Db| {
            let clinic_id = clinic.as_deref().map(|it| Clinic::id_of(db, it)).transpose()?.flatten();
            Ok(LogRow { clinic_id, ..row.clone() })
        };
        return Ok(state.databases.note(&slug, noted).await?);
    }
    details["organisation"] = json!(slug.chars().take(60).collect::<String>());
    let change = move |tx: &mut crate::db::DirectoryTx| {
        audit::record(tx, DirectoryAction::EntryRefused, DirectorySubject::none("organisations"), &details)
    };
    account.directory.write(change).await
}
