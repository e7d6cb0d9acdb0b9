//! Making something that was not there: one transaction, once an attempt.

use diesel::result::QueryResult;

use super::Actor;
use crate::auth::duty::Duty;
use crate::auth::once::FormOnce;
use crate::db::Tx;
use crate::models::journal::{Attempt, Attempted, Deed};
use crate::web::error::Error;

impl<D: Duty> Actor<D> {
    /// Makes something by a form, unless the form made it before. Where neither is so, its errors say why, and the form may be sent again
    /// as another attempt. As [`Actor::write`], `make` does nothing but write to the database.
    pub async fn make<F: FormOnce, R: Send + 'static>(
        &self,
        form: &mut F,
        make: impl Fn(&mut Tx) -> QueryResult<Result<Deed, R>> + Send + 'static,
    ) -> Result<Attempted<R>, Error> {
        let attempt = form.attempt().clone();
        let attempted = self.write(move |tx| attempt.once(tx, &make)).await?;
        Ok(say_why_not(form, attempted))
    }

    /// Refuses what the rules do not allow, unless the form made it before: then that is why.
    pub async fn refuse<F: FormOnce, R: Send + 'static>(&self, form: &mut F, refusal: R) -> Result<Attempted<R>, Error> {
        let (attempt, by) = (form.attempt().clone(), self.user());
        let found = self.read(move |db| attempt.found(db, by)).await?;
        Ok(say_why_not(form, found.unwrap_or(Attempted::Refused(refusal))))
    }
}

fn say_why_not<F: FormOnce, R>(form: &mut F, attempted: Attempted<R>) -> Attempted<R> {
    if let Attempted::NotThis(why) = &attempted {
        form.errors().add("", why.clone());
        *form.attempt() = Attempt::default();
    }
    attempted
}
