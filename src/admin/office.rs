//! The way into the office: what a new organisation does first, else on to the first of its pages that the reader may see.

use crate::auth::{Actor, Admin, Layout, Office};
use crate::models::practice::{FirstSteps, Permission};
use crate::web::screen::*;

#[derive(Template)]
#[template(path = "admin/office/first_steps.html")]
struct Steps {
    layout: Layout,
    steps: FirstSteps,
}

page!(Steps);

/// One of them, as the page lists it.
struct Step {
    done: bool,
    /// What it is, what it is for, and the words of the way to it: Fluent keys.
    words: [&'static str; 3],
    address: String,
}

/// `GET .`.
pub async fn show(me: Actor<Office>, hx: Hx) -> Response {
    let now = me.now();
    if me.layout().is_admin && me.read(FirstSteps::of).await?.is_some_and(|it| it.come_first(now)) {
        return hx.see_other(me.here("first-steps"), None);
    }
    let first = match Permission::ALL.iter().find(|it| it.is_office() && me.may(**it)) {
        Some(Permission::Imports) => "imports",
        Some(Permission::Audit) => "audit",
        Some(Permission::People) => "people",
        _ => "figures",
    };
    hx.see_other(me.here(first), None)
}

/// `GET first-steps`.
pub async fn steps(me: Actor<Admin>, hx: Hx) -> Response {
    let steps = me.read(FirstSteps::of).await?.ok_or(Error::NotFound)?;
    hx.page(&Steps { layout: me.layout(), steps })
}

impl Steps {
    fn list(&self) -> [Step; 5] {
        let FirstSteps { clinic, place, doctors, desk, patients, printed, .. } = self.steps;
        let here = |path: &str| format!("{}/{path}", self.layout.base);
        let place_of = here(&format!("clinics/{clinic}"));
        [
            Step { done: place, words: ["first-place", "first-place-about", "first-place-go"], address: place_of },
            Step { done: doctors, words: ["first-doctors", "first-doctors-about", "first-doctors-go"], address: here("people/new") },
            Step { done: desk, words: ["first-desk", "first-desk-about", "first-desk-go"], address: here("people/new") },
            Step { done: patients, words: ["first-patients", "first-patients-about", "first-patients-go"], address: here("imports") },
            Step { done: printed, words: ["first-printed", "first-printed-about", "first-printed-go"], address: "/doors".to_owned() },
        ]
    }
}
