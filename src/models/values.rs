//! The scalars a clinic deals in: money, amounts, ages, names, phone numbers. Each is parsed once, at the border, and valid from
//! then on. They know no table but how they are stored.

mod age;
mod amount;
mod coordinates;
mod email;
mod financial_year;
mod money;
mod name;
mod phone;
mod system_of_medicine;
mod temperature_scale;

pub use age::{Age, Birth, Sex};
pub use amount::{Amount, scaled};
pub use coordinates::{Coordinates, Degrees};
pub use email::parse_email;
pub use financial_year::FinancialYear;
pub use money::Money;
pub use name::{
    Name, NameError, matches_prefix, name_parts, neighbours, particle_keys, plain_words, search_keys, similarity, spelled_like, title_keys,
};
pub use phone::Phone;
pub use system_of_medicine::SystemOfMedicine;
pub use temperature_scale::TemperatureScale;
