# What is booked.
bookings-title = Bookings
bookings-none = Nothing is booked, and nothing is free.
bookings-free = { $count ->
    [one] free
   *[other] { $count } free
}
bookings-day-after = The day after
requests-title = Requests
requests-about = Who asks for a place. Each keeps its place until it is answered.
requests-none = Nobody waits for an answer.
places-days = Days
places-free = { $count ->
    [0] full
   *[other] { $count } free
}
places-none = Nothing is free on this day.
places-next = Next free day: { $day }
places-title = A time for { $name }
places-moving = Booked: { $when }, { $doctor }
places-other = For a time that is not offered, choose one that is near: you may overbook there.
booking-new = Book
booking-submit = Book
booking-other-time = Another time
booking-whom = For whom
booking-whom-hint = Phone, name or record number
booking-find = Find
booking-nobody = Nobody is found by this.
booking-missed = { $count ->
    [one] Did not come once in the last year
   *[other] Did not come { $count } times in the last year
}
booking-missed-label = Not come
booking-made = Booked for { $name }.
booking-already = { $name } has this time already.
booking-conflicts = Not booked. This stands against it:
booking-despite = Booked all the same, because
booking-despite-hint = Only with a reason. It is written down.
booking-moved = Moved. The patient is told.
booking-there = It was there already.
booking-too-late = It has gone on meanwhile. Nothing was changed.
booking-move = Move the booking of { $name }
booking-move-submit = Move
booking-was = Until now
booking-will-be = From now on
booking-approved = Confirmed. The patient is told.
booking-declined = Declined. The patient is told.
booking-cancelled = Called off. The patient is told.
booking-here = Is here: token
booking-approve = Confirm
booking-refuse = Decline
booking-cancel = Call off
booking-cancel-confirm = Call the booking of { $name } off?
booking-reason = Reason
booking-reason-hint = The patient reads it.
booking-via = Asked for
booking-made-at = Booked on
booking-phone = Phone
booking-confirmed = Said that they come
booking-answer-until = To be answered until
booking-refused-because = Declined because
via-desk = At the desk
via-doctor = With the doctor
via-portal = By the patient's account
via-public = On the public page
not-bookable-clinic = The clinic is closed.
not-bookable-here = The doctor does not see patients here.
not-bookable-switched-off = The doctor takes no bookings at present.
not-bookable-holiday = Holiday: { $reason }
not-bookable-leave = The doctor is away.
not-bookable-hours = No hours on this day.
conflict-past = The time is over.
conflict-outside = Not one of the doctor's times.
conflict-held = Somebody is just booking it.
conflict-full = Full: { $by }
conflict-elsewhere = The doctor is at { $clinic } then: { $when }.
conflict-busy = The patient is with { $doctor } then: { $when }, { $clinic }.
conflict-same-day = The patient is to see this doctor on that day already.
