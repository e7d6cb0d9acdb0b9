//! Whoever is signed in while pages are measured. They come in by the pages themselves, at a server that is not measured:
//! signing in takes memory and time that are nobody else's.

use std::collections::HashMap;

use anyhow::{Context, bail, ensure};

use crate::build::staff::{admin, login};
use crate::build::today;
use crate::home::{Home, PASSWORD};
use crate::http::Browser;
use crate::server::Server;
use crate::world::{DOCTORS, World};

/// Who asks for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    Nobody,
    /// The front desk of a clinic.
    Desk(u32),
    /// A doctor, by clinic and place.
    Doctor(u32, u32),
    Admin,
    /// The account of a family.
    Family(u32),
}

/// Their cookies.
#[derive(Default)]
pub struct Visitors(HashMap<Who, String>);

impl Visitors {
    /// Signs everybody in.
    pub fn sign_in(home: &Home, world: &World, everybody: impl Iterator<Item = Who>) -> anyhow::Result<Visitors> {
        let server = Server::start(home.serve()?, "/readyz")?;
        let mut visitors = Visitors::default();
        for who in everybody {
            if let std::collections::hash_map::Entry::Vacant(entry) = visitors.0.entry(who) {
                entry.insert(cookie(home, world, server.port, who).with_context(|| format!("signing in {who:?}"))?);
            }
        }
        Ok(visitors)
    }

    pub fn cookie(&self, who: Who) -> &str {
        self.0.get(&who).map(String::as_str).unwrap_or_default()
    }
}

fn cookie(home: &Home, world: &World, port: u16, who: Who) -> anyhow::Result<String> {
    let login = match who {
        Who::Nobody => return Ok(String::new()),
        Who::Desk(clinic) => login(world, clinic, DOCTORS),
        Who::Doctor(clinic, place) => login(world, clinic, place),
        Who::Admin => admin(world),
        Who::Family(family) => today::login(world, family),
    };
    if who == Who::Admin {
        home.run(&["user", "end-second-factor", &login], "")?;
    }
    let mut browser = Browser::new(port);
    let form = format!("login={}&password={}", login.replace('@', "%40"), PASSWORD.replace(' ', "+"));
    let answer = browser.post("/sign-in/password", &form)?;
    ensure!(answer.status == 303, "{login} is refused: {}", answer.status);
    if who == Who::Admin {
        let page = browser.post("/account/two-step", "")?.text();
        let answer = browser.post("/account/two-step/confirmation", &format!("code={}", shown_code(&page)?))?;
        ensure!(answer.status == 200, "{login} cannot set the second step up: {}", answer.status);
    }
    Ok(browser.cookie())
}

/// The six digits that the demo shows on the page where an authenticator is set up.
fn shown_code(page: &str) -> anyhow::Result<String> {
    let form = page.split("two-step/confirmation").nth(1).context("no form for the code")?;
    for word in form.split(|c: char| !c.is_ascii_alphanumeric()) {
        if word.len() == 6 && word.bytes().all(|it| it.is_ascii_digit()) {
            return Ok(word.to_owned());
        }
    }
    bail!("the page shows no code")
}
