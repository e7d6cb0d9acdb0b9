//! How often something is taken where morning, noon and night do not say it.

use crate::models::values::Amount;
use crate::text_enum;

text_enum! {
    keys "rhythm";
    /// How often.
    #[derive(Default)]
    Rhythm {
        /// Every day, by the marks.
        #[default]
        Daily = "daily", FourTimes = "four-times", SixHourly = "six-hourly", FourHourly = "four-hourly", Once = "once",
        EveryOther = "every-other", Weekly = "weekly", TwiceWeekly = "twice-weekly", Monthly = "monthly",
        /// Whenever it is needed: nobody knows how often.
        Needed = "needed",
    }
}

impl Rhythm {
    /// How often in so many days.
    fn times_in(self, days: i64) -> i64 {
        let parts = |of: i64| (days + of - 1) / of;
        match self {
            Rhythm::Daily => days,
            Rhythm::FourTimes | Rhythm::SixHourly => days * 4,
            Rhythm::FourHourly => days * 6,
            Rhythm::Once => 1,
            Rhythm::EveryOther => parts(2),
            Rhythm::Weekly => parts(7),
            Rhythm::TwiceWeekly => (days * 2 + 6) / 7,
            Rhythm::Monthly => parts(30),
            Rhythm::Needed => 1,
        }
    }

    /// What so much each time comes to in so many days.
    pub(super) fn amount_in(self, each: Amount, days: i64) -> Amount {
        each.times(self.times_in(days))
    }

    /// Whether it is taken every day.
    pub fn is_of_every_day(self) -> bool {
        matches!(self, Rhythm::Daily | Rhythm::FourTimes | Rhythm::SixHourly | Rhythm::FourHourly)
    }

    /// As a dose is typed with it.
    pub(super) fn typed(self) -> &'static str {
        match self {
            Rhythm::Daily => "",
            Rhythm::FourTimes => "QID",
            Rhythm::SixHourly => "q6h",
            Rhythm::FourHourly => "q4h",
            Rhythm::Once => "stat",
            Rhythm::EveryOther => "every other day",
            Rhythm::Weekly => "once a week",
            Rhythm::TwiceWeekly => "twice a week",
            Rhythm::Monthly => "once a month",
            Rhythm::Needed => "SOS",
        }
    }
}
