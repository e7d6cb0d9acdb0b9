error-let-go = You do not work at { $name } any more
error-let-go-advice = An admin of { $name } ended your access. Nothing that you did is lost. If this is a mistake, ask an admin there to take you on again.
doors-let-go = You do not work at { $name } any more: an admin there ended your access. If this is a mistake, ask them to take you on again.
people-search = Name, e-mail or phone
people-all = Everybody
people-none-found = Nobody who works here is called so.
people-cut = { $most } of { $total } people are shown. Look for the others by name.
person-last-sign-in = Last signed in
person-sign-in-never = not yet
person-sign-in-elsewhere = not told: they work elsewhere too
person-needed = Needed: at least one clinic with what they are there, their name, and an e-mail address or a phone number. For a doctor the licence number too.
person-who = Who they are
person-mistakes = { $count ->
    [one] One thing is to be put right.
   *[other] { $count } things are to be put right.
}
first-title = Before the first patient
first-about = Five things. Each ticks itself off once it is done.
first-done = Done
first-later = Not now: on to the figures
first-place = Address and UPI
first-place-about = They stand on every slip, prescription and receipt; patients pay by the UPI code.
first-place-go = The clinic
first-doctors = Doctors and their fees
first-doctors-about = With licence, speciality and fee: each gets a column on the board.
first-doctors-go = Add a doctor
first-desk = The front desk
first-desk-about = Whoever registers patients, gives tokens and takes money.
first-desk-go = Add somebody
first-patients = The old register
first-patients-about = A list from Excel or another program; without one, the desk registers whoever comes.
first-patients-go = Bring a register
first-printed = Printing
first-printed-about = Go to the front desk, register yourself and print the slip: paper and printer are right before anybody waits.
first-printed-go = To the front desk
