//! The most that anybody takes at once.

use super::{DoseUnit, Dosed};
use crate::models::values::Amount;

impl Dosed {
    /// The most that anybody takes at once, with room to spare, so that a slip of the finger is stopped and no doctor is. Tablets:
    /// methotrexate and prednisolone are given by six and eight, ten would be a stronger tablet's dose. Millilitres: lactulose is
    /// given by 45; an infusion holds a litre; a dropper of a child's drops 5. Drops: of a mother tincture 30, into an eye or ear
    /// 10. Insulin: a pen gives 80 units, a syringe 100; heparin is given by thousands. (General knowledge, source not opened.)
    pub fn most(&self, unit: DoseUnit) -> Amount {
        let tincture = self.form.is_empty() || self.form == "mother tincture";
        Amount::whole(match unit {
            DoseUnit::Tablet | DoseUnit::Capsule => 8,
            DoseUnit::Ml if self.unit == DoseUnit::Respule => 10,
            DoseUnit::Ml if self.form == "drops" => 5,
            DoseUnit::Ml if self.form == "injection" || self.unit == DoseUnit::Injection => 1000,
            DoseUnit::Ml => 45,
            DoseUnit::Drop if tincture || self.asks || self.unit == DoseUnit::Ml => 40,
            DoseUnit::Drop | DoseUnit::Puff => 10,
            DoseUnit::Spray | DoseUnit::Sachet => 6,
            DoseUnit::Unit if self.unit == DoseUnit::Unit && !self.asks => 100,
            DoseUnit::Unit => 9_999,
            DoseUnit::Spoon => 4,
            DoseUnit::Gram => 50,
            DoseUnit::Globule => 20,
            DoseUnit::Injection => 5,
            DoseUnit::Application | DoseUnit::Respule | DoseUnit::Rotacap => 4,
            DoseUnit::Suppository | DoseUnit::Pessary | DoseUnit::Patch | DoseUnit::Lozenge => 3,
            DoseUnit::Unsaid => 100,
        })
    }
}
