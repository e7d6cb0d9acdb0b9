//! What the public is told of a doctor; and their licence, which an admin looks at. For the doctor and the office.

mod dashboards;

use chrono::NaiveDateTime;
use serde::Serialize;

use self::dashboards::{Describes, OfficeAbout};
use crate::auth::{Actor, Admin, Layout};
use crate::db::ids::ProfileId;
use crate::models::practice::{AboutDetails, AboutEdited, DoctorAbout, LicenceVerified, VerificationWithdrawn};
use crate::models::values::Money;
use crate::web::form::{Basis, Chosen, EditedForm, ROUNDS, Reconciled};
use crate::web::screen::*;

pub struct AboutPage {
    layout: Layout,
    here: String,
    back: String,
    about: DoctorAbout,
    /// Who verified the licence, as far as that is known here.
    verifier: Option<String>,
    verifies: bool,
    form: AboutForm,
    withdrawal: VerificationEndForm,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AboutForm {
    bio: String,
    languages: String,
    fee: String,
    years: String,
    #[serde(skip_serializing)]
    was: Basis,
    #[serde(skip_serializing)]
    chosen: Chosen,
    #[serde(skip)]
    errors: Errors,
}

impl EditedForm for AboutForm {}

/// Which number was looked at.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct VerificationForm {
    licence: String,
}

/// Why that counts no more.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct VerificationEndForm {
    reason: String,
    #[serde(skip)]
    errors: Errors,
}

impl AboutForm {
    fn of(about: &DoctorAbout) -> AboutForm {
        AboutForm {
            bio: about.bio.clone(),
            languages: about.languages.clone(),
            fee: about.fee.map(Money::plain).unwrap_or_default(),
            years: about.years.map(|it| it.to_string()).unwrap_or_default(),
            ..AboutForm::default()
        }
    }

    fn parse(&mut self) -> Option<AboutDetails> {
        form::parse!(self => AboutDetails {
            bio: form::text(&self.bio, 500),
            languages: form::text(&self.languages, 120),
            fee: form::optional(&self.fee, Money::parse),
            years: form::optional(&self.years, |it| form::number(it, 0..=80).ok_or_else(|| message!("about-error-years"))),
        })
    }
}

impl AboutPage {
    /// Not found where the doctor is not theirs to describe.
    async fn of<D: Describes>(me: &Actor<D>, id: ProfileId) -> Result<AboutPage, Error> {
        if !D::may(me, id) {
            return Err(Error::NotFound);
        }
        let (about, verifier) = me
            .read(move |db| {
                let about = DoctorAbout::find(db, id)?;
                let verifier = about.verifier(db)?;
                Ok((about, verifier))
            })
            .await?;
        let mut form = AboutForm::of(&about);
        form.was = Basis::of(&form)?;
        let (here, back, withdrawal) = (D::address(me, id), D::back(me, id), VerificationEndForm::default());
        Ok(AboutPage { layout: me.layout(), here, back, about, verifier, verifies: D::VERIFIES, form, withdrawal })
    }

    fn verified_at(&self) -> Option<NaiveDateTime> {
        self.about.verified_at
    }
}

/// `GET people/{id}/about`.
pub async fn edit<D: Describes>(me: Actor<D>, hx: Hx, At(id): At<ProfileId>) -> Response {
    hx.page(&D::About::from(AboutPage::of(&me, id).await?))
}

/// `POST people/{id}/about`.
pub async fn update<D: Describes>(me: Actor<D>, hx: Hx, At(id): At<ProfileId>, Form(typed): Form<AboutForm>) -> Response {
    for _ in 0..ROUNDS {
        let mut page = AboutPage::of(&me, id).await?;
        let Reconciled { mut form, was, clashes } = typed.was.reconcile(&typed.chosen, &typed, &AboutForm::of(&page.about))?;
        form.was = was;
        let parsed = form.parse();
        form.errors.extend(clashes);
        let Some(details) = parsed.filter(|_| form.errors.is_empty() && !typed.chosen.is_made()) else {
            page.form = form;
            return hx.invalid(&D::About::from(page));
        };
        let read = page.about.clone();
        if me.write(move |tx| DoctorAbout::edit(tx, &read, &details)).await? == AboutEdited::Saved {
            return hx.see_other(page.here, Notice::from(message!("about-saved")));
        }
    }
    Err(Error::Busy("a doctor changes faster than they are read".into()))
}

/// `POST people/{id}/verification`: the licence of the number that stood on the page was looked at.
pub async fn verify(me: Actor<Admin>, hx: Hx, At(id): At<ProfileId>, Form(form): Form<VerificationForm>) -> Response {
    let page = AboutPage::of(&me, id).await?;
    let notice = match me.write(move |tx| DoctorAbout::verify(tx, id, &form.licence)).await? {
        LicenceVerified::Verified => Notice::from(message!("about-verified-now")),
        LicenceVerified::Already => Notice::from(message!("about-verified-before")),
        LicenceVerified::AnotherNumber => Notice::danger(message!("about-another-number")),
    };
    hx.see_other(page.here, notice)
}

/// `POST people/{id}/verification/removal`: with the reason.
pub async fn withdraw(me: Actor<Admin>, hx: Hx, At(id): At<ProfileId>, Form(mut form): Form<VerificationEndForm>) -> Response {
    let mut page = AboutPage::of(&me, id).await?;
    let Some(reason) = form.errors.check("reason", form::required(&form.reason, 255)) else {
        page.withdrawal = form;
        return hx.invalid(&OfficeAbout::from(page));
    };
    let notice = match me.write(move |tx| DoctorAbout::withdraw_verification(tx, id, &reason)).await? {
        VerificationWithdrawn::Withdrawn => Notice::from(message!("about-withdrawn")),
        VerificationWithdrawn::NotVerified => Notice::warning(message!("about-not-verified")),
    };
    hx.see_other(page.here, notice)
}
