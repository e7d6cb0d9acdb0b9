//! HTML in, HTML out: pages, forms, errors, headers, languages, assets. Knows nothing of clinics.

pub mod assets;
pub mod banner;
pub mod bodies;
pub mod client;
pub mod compress;
pub mod crowd;
pub mod error;
pub mod error_pages;
pub mod events;
pub mod filters;
pub mod form;
pub mod headers;
pub mod hx;
pub mod log;
pub mod notices;
pub mod origin;
pub mod page;
pub mod path;
pub mod qr;
pub mod query;
pub mod screen;
pub mod view;
