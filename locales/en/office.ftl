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
