//! What tests stand on: a database server of their own, a world of named people, a browser that needs no port.
#![expect(dead_code, reason = "each of the two test binaries uses its part")]

pub mod behaviours;
pub mod bills;
pub mod browser;
pub mod certified;
pub mod chrome;
pub mod gateway;
pub mod logged;
pub mod page;
pub mod past;
pub mod printer;
pub mod provider;
pub mod register;
pub mod registers;
pub mod server;
pub mod timing;
pub mod trail;
pub mod world;

pub use browser::Browser;
pub use page::Page;
pub use world::World;
