//! The systems of medicine that are practised here.

use crate::text_enum;

text_enum! {
    keys "system";
    /// What a doctor practises, and what a prescription is written in.
    SystemOfMedicine { Allopathy = "allopathy", Homeopathy = "homeopathy" }
}
