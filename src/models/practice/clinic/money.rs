//! What of a clinic says where its money goes, and how much of it one person gives back.

use super::{Clinic, ClinicDetails};
use crate::text_enum;

text_enum! {
    keys "money-rule";
    /// A detail that thieves would change.
    MoneyRule { UpiId = "upi_id", Gstin = "gstin", RefundLimit = "refund_limit" }
}

/// One of them is to be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyRuleChange {
    pub rule: MoneyRule,
    old: String,
    new: String,
}

impl MoneyRuleChange {
    /// What it was, as far as a letter says it.
    pub fn before(&self) -> String {
        self.told(&self.old)
    }

    /// What it is to be.
    pub fn after(&self) -> String {
        self.told(&self.new)
    }

    /// Letters lie open in telephones: of an address for payments they say its beginning and its bank.
    fn told(&self, value: &str) -> String {
        match value.split_once('@') {
            Some((name, bank)) if self.rule == MoneyRule::UpiId => format!("{}…@{bank}", name.chars().take(2).collect::<String>()),
            _ if value.is_empty() => "–".to_owned(),
            _ => value.to_owned(),
        }
    }
}

impl ClinicDetails {
    /// Which of them change.
    pub fn money_changes(&self, before: &Clinic) -> Vec<MoneyRuleChange> {
        let changes = [
            (MoneyRule::UpiId, before.upi_id.clone(), self.upi_id.clone()),
            (MoneyRule::Gstin, before.gstin.clone(), self.gstin.clone()),
            (MoneyRule::RefundLimit, before.refund_limit.to_string(), self.refund_limit.to_string()),
        ];
        changes.into_iter().filter(|(_, old, new)| old != new).map(|(rule, old, new)| MoneyRuleChange { rule, old, new }).collect()
    }
}
