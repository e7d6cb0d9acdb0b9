unit-tablet = { $count ->
    [one] tablet
   *[other] tablets
}
unit-capsule = { $count ->
    [one] capsule
   *[other] capsules
}
unit-ml = { $count ->
    [one] ml
   *[other] ml
}
unit-drop = { $count ->
    [one] drop
   *[other] drops
}
unit-puff = { $count ->
    [one] puff
   *[other] puffs
}
unit-spray = { $count ->
    [one] spray
   *[other] sprays
}
unit-application = { $count ->
    [one] application
   *[other] applications
}
unit-unit = { $count ->
    [one] unit
   *[other] units
}
unit-globule = { $count ->
    [one] globule
   *[other] globules
}
unit-sachet = { $count ->
    [one] sachet
   *[other] sachets
}
unit-suppository = { $count ->
    [one] suppository
   *[other] suppositories
}
unit-pessary = { $count ->
    [one] pessary
   *[other] pessaries
}
unit-injection = { $count ->
    [one] injection
   *[other] injections
}
unit-patch = { $count ->
    [one] patch
   *[other] patches
}
unit-lozenge = { $count ->
    [one] lozenge
   *[other] lozenges
}
unit-respule = { $count ->
    [one] respule
   *[other] respules
}
unit-rotacap = { $count ->
    [one] capsule to inhale
   *[other] capsules to inhale
}
unit-spoon = { $count ->
    [one] level spoon
   *[other] level spoons
}
unit-gram = { $count ->
    [one] g
   *[other] g
}
supplied-tube = { $count ->
    [one] tube
   *[other] tubes
}
supplied-inhaler = { $count ->
    [one] inhaler
   *[other] inhalers
}
supplied-bottle = { $count ->
    [one] bottle
   *[other] bottles
}
supplied-vial = { $count ->
    [one] vial
   *[other] vials
}
supplied-pen = { $count ->
    [one] pen
   *[other] pens
}
supplied-cartridge = { $count ->
    [one] cartridge
   *[other] cartridges
}
supplied-strip = { $count ->
    [one] strip
   *[other] strips
}
supplied-pack = { $count ->
    [one] pack
   *[other] packs
}
supplied-respule = { $count ->
    [one] respule
   *[other] respules
}
supplied-ampoule = { $count ->
    [one] ampoule
   *[other] ampoules
}
supplied-ml = { $count ->
    [one] ml
   *[other] ml
}
supplied-gram = { $count ->
    [one] g
   *[other] g
}
supplied-dose = { $count ->
    [one] dose
   *[other] doses
}

measure = { $amount } { $unit }
measure-bare = { $amount }
measure-quarter-tablet = a quarter of a tablet
measure-half-tablet = half a tablet
measure-three-quarters-tablet = three quarters of a tablet
when-morning = in the morning
when-noon = at noon
when-night = at night
when-morning-noon = in the morning and at noon
when-morning-night = in the morning and at night
when-noon-night = at noon and at night
when-all = in the morning, at noon and at night
rhythm-daily = every day
rhythm-four-times = four times a day
rhythm-six-hourly = every 6 hours
rhythm-four-hourly = every 4 hours
rhythm-once = once, at once
rhythm-every-other = every other day
rhythm-weekly = once a week, not daily
rhythm-twice-weekly = twice a week, not daily
rhythm-monthly = once a month
dose-at = { $amount } { $when }
dose-then = { $first }, { $next }
dose-supply = { $dose }; { $quantity } for { $days }
dose-during = { $dose }; for { $days }
dose-in-all = { $dose }; { $quantity } in all
supply = { $quantity } for { $days }
supply-days = for { $days }

error-dose = Write morning-noon-night with an amount each, like { $example }.
error-dose-doubt = { $number } { $unit } or { $mass }? The number alone may be meant as either. Write “{ $number } { $unit }” or “{ $mass }”.
error-dose-asks = A number alone does not say enough here: of what? Write the unit too, like { $example }.
error-dose-when = { $amount }, and when? Write it like { $example }, or BD, TDS or HS behind it; SOS behind it where it is only taken when needed.
error-dose-rhythm = “{ $words }” does not fit into morning, noon and night. Leave this empty, write “{ $example }” into the instructions, and the quantity too.
error-dose-eye = OD: once a day, or the right eye? Write it like 1-0-0 drops, and the eye into the instructions.
error-dose-behind = “{ $time } { $number }”: { $number } each time, or for { $number } days? Write “{ $number } { $unit } { $time }” or “{ $time } x { $number } days”.
error-dose-weeks = “x { $number }”: so many days, or so many times? Write it out, like “x { $number } weeks” or “x { $number } days”.
error-dose-every = “{ $number }” at once, or only every so often? Write “{ $number } { $unit } { $rhythm }”; anything rarer belongs into the instructions.
error-dose-a-day = { $number } at once, or { $number } times a day? Write “{ $number } { $unit } OD”, or BD, TDS or QID.
error-dose-on = ON: at night, or put on? Write 1-0-0 or 0-0-1.
error-dose-two-times = “{ $words }” says another time than the marks. Write only the marks, like { $example }.
error-dose-daily = Methotrexate every day? It is usually taken once a week. Then write “once a week” behind the amount, and the day of the week into the instructions. If every day is meant, write “{ $marks } daily”.
error-dose-spoon = A spoon of what: liquid or powder? The form of this medicine is not known: write “Syp” or “powder” with its name, or the amount in ml or g.
error-dose-cap = “{ $words }”: nobody knows how much a cap holds. Write it in ml, like 5 ml-0-5 ml.
error-dose-steps = “{ $words }” is more than one step. Write a row for each step, the first with its dose and days; the next rows name the medicine again and begin their instructions with “then”.
error-days = A number from 1 to 365; also 5 days, 2 weeks or 1 month.
error-days-twice = The dose says another number of days than this field. Write them once.
error-food-twice = The dose says another time than this field, before or after food. Say it once.
error-quantity = A whole number from 1 to 9999, with its unit where it is not counted like the dose: 10 tabs, 60 ml, 15 g, 1 tube, 2 strips.
error-quantity-packs = { $number } { $pack }? Write the unit behind the number, like 60 ml, 15 g or { $number } { $pack }.
error-quantity-insulin = { $number } of what? Write it like { $number } pens, { $number } vials, { $number } cartridges or 300 units.
error-quantity-unit = “{ $words }” does not fit: this is not handed over so.
error-quantity-words = “{ $words }” is not understood. Write it like 10 tabs, 60 ml, 15 g, 1 tube or 2 strips.
quantity-short = The dose comes to { $need }: less is to be dispensed. Is this right?
quantity-much = The dose comes to { $need }: far more is to be dispensed. Is this right?
error-dose-amount = How much each time? Write it like { $example }.
error-dose-liquid = How many ml? A number alone may be a spoon or a cup. Write it like { $example }.
error-dose-unit-missing = In what is it counted? The form of this medicine is not known: write the unit too, like 1-0-1 tablets or 5 ml-0-5 ml.
error-dose-measure = “{ $words }” is not understood as a measure. Write it like { $example }; anything else belongs into the instructions.
error-dose-unit = “{ $words }” does not fit: this medicine is counted in { $own }. Write it like { $example }.
error-dose-mixed = The three amounts are not in one unit. Write the unit with each, or once at the end, like { $example }.
error-dose-tablespoon = Write a tablespoon in ml: 15 ml. It is too easily taken for a teaspoon.
error-dose-qualified = “{ $words }”: only what the label says is counted; salt, base and elemental amounts are not converted. Write it like { $example }.
error-dose-mass-form = { $mass } of what form? It is not known how this medicine is given: write { $example }.
error-dose-mass-unknown = { $mass } cannot be converted: this medicine is not in the formulary. Count it, like { $example }.
error-dose-mass-combined = { $mass } of which ingredient? There are several. Count it, like { $example }.
error-dose-mass-slow = { $mass } is not converted: this is a slow-release tablet. Write whole tablets, like { $example }.
error-dose-mass-enteric = { $mass } is not converted: this tablet has a coat that must stay whole. Write whole tablets, like { $example }.
error-dose-mass-capsule = { $mass } is not converted: a capsule cannot be divided. Write whole capsules, like { $example }.
error-dose-mass-strength = { $mass } cannot be converted: the strength of this medicine is not told in mg. Count it, like { $example }.
error-dose-mass-tablets = { $mass } is no whole, half or quarter tablet of { $strength }. Choose another strength or amount.
error-dose-mass-liquid = { $mass } cannot be measured exactly with { $strength }. Write ml, or an amount that gives halves of a ml.
error-dose-mass-other = { $mass } is not converted for this form. Write it like { $example }.
error-dose-slow = A slow-release tablet is not broken: it would give everything at once. Write whole tablets, or choose another strength or form. If yours is made to be broken, leave this empty and write the dose into the instructions.
error-dose-scored = A slow-release tablet is not broken, for it would give everything at once, unless it has a line for it: then write “scored” behind the dose. Otherwise write whole tablets, or choose another strength.
error-dose-scored-halves = Along its line this tablet breaks into halves only: ½, 1½.
error-dose-enteric = This tablet has a coat that must stay whole: it is not broken. Write whole tablets, or choose another strength or form.
error-dose-quarters = Tablets are broken into halves and quarters only: ¼, ½, ¾.
error-dose-halves = Of { $unit }, whole and half ones can be given.
error-dose-whole = Only whole { $unit } can be given.
error-dose-fine = Nobody measures so finely: write steps of 0.05 ml.
error-dose-most = { $amount } at once is more than anybody takes: at most { $most }. Another strength may be meant.

error-measure = “{ $value }” cannot be read. Write a number in { $unit }.
error-measure-unit = “{ $words }” is not how this is measured here. Write { $unit }.
error-measure-whole = { $value } is not a whole number. This is counted in whole ones.
error-measure-gram = A weight is kept to the gram: three places behind the point at most.
error-measure-grams = { $value } kg cannot be in a newborn or an infant. If these are grams, write { $value } g.
error-measure-mmol = { $value } mg/dl, or is it in mmol/l? Write “{ $value } mg/dl” if it is that; what is in mmol/l, times 18.
error-measure-tenth = A height is kept to the millimetre: one place behind the point at most.
error-measure-range = { $value } cannot be: between { $low } and { $high } { $unit }.
error-measure-newborn = { $value } cannot be in a newborn: between { $low } and { $high } { $unit }.
error-measure-infant = { $value } cannot be under two years: between { $low } and { $high } { $unit }.
error-measure-small = { $value } cannot be at two to four years: between { $low } and { $high } { $unit }.
error-measure-child = { $value } cannot be at five to eleven years: between { $low } and { $high } { $unit }.
error-measure-grown = { $value } cannot be at this age: between { $low } and { $high } { $unit }.
error-temperature = This is no temperature of a living person, to the tenth of a degree. Write it like 38.5 (°C) or 101.3 (°F).
error-pressure = Write both, the upper one first, like 120/80.
error-pressure-order = { $over } must be above { $under }: the upper one comes first.
dose-by-weight = { $milligrams } mg/kg a day
dose-by-weight-much = more than is usually given to a child. Is this right?
dose-may-follow = If this is the next step after the row above, begin its instructions with “then”: the paper says it too.
dose-by-weight-unchecked = The dose by weight was not checked: it is not known how much is in it.
rhythm-needed = when needed
