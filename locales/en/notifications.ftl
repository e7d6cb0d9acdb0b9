# The bell, and what it tells.
notifications-title = Notifications
notifications-bell = { $count ->
    [0] Notifications
   *[other] Notifications: { $shown } new
}
notifications-none = Nothing yet. What concerns you will be said here.
notifications-new = New
notifications-read-all = Mark all as read
notifications-all-read = All marked as read.
notifications-cut = Only { $count } are shown. They are kept for 90 days.
notification-visit-called = { $patient }: it is your turn, token { $token }, { $doctor }.
notification-visit-cancelled = { $patient }: token { $token } with { $doctor } was cancelled.
notification-visit-moved = { $patient }: your visit was moved. You now see { $doctor }, token { $token }.
notification-booking-approved = { $patient }: your booking is confirmed. { $doctor }, { $clinic }, { $when }.
notification-booking-declined = { $patient }: { $clinic } could not give you { $when } with { $doctor }. { $reason }
notification-booking-moved = { $patient }: your booking was moved. It is now { $when } with { $doctor }, { $clinic }.
notification-booking-cancelled = { $patient }: { $clinic } called off your booking of { $when } with { $doctor }.
notification-booking-reminder = { $patient }: { $when }, { $doctor }, { $clinic }.
notification-booking-soon = { $patient }: soon, { $when }, { $doctor }, { $clinic }.
notification-booking-asked = { $patient } asks for { $when } with { $doctor }.
notification-prescription-ready = { $patient }: the prescription of { $doctor } is here.
notification-prescription-corrected = { $patient }: { $doctor } corrected a prescription. Follow the new one.
notification-import-done = { $file }: the old register is in. New people: { $people }.
notification-work-given-up = { $work }: this was tried again and again, and given up.

# What happens by itself.
work-title = Background work
work-about = What the program does by itself, and what came to nothing.
work-import-preview = Reading an old register
work-import-run = Registering the people of an old register
work-letter = Sending a letter
work-parted-names = Making names with a particle easy to find
work-what = What
work-tried = Tried
work-given-up = Given up
work-failing = Tried again soon
work-next = Next try
work-waiting = { $count ->
    [0] Nothing else waits.
    [one] One more waits for its time.
   *[other] { $count } more wait for their time.
}
work-none = Nothing has failed.
work-again = Try again
work-tried-again = It is tried again now.
work-gone = It was tried again already, or is done.

# Messages beside the product.
message-news = { $words } { $clinic }
messages-title = Messages
messages-about = What the clinics sent to phones and e-mail addresses, and what became of it.
messages-none = No message has left yet. Choose for each clinic what is sent.
messages-choose = What is sent
messages-when = When
messages-to = To
messages-what = What
messages-standing = Sent?
messages-cut = Only the latest { $count } are shown.
messages-saved = { $clinic }: what is sent is saved.
messages-sent = Sent as a message too
messages-sent-hint = All of it stands in the patient's bell in any case. A message costs what your gateway asks.
messages-quiet = No messages at night
messages-quiet-hint = What would leave then leaves in the morning; "your turn" always leaves at once.
messages-quiet-from = From
messages-quiet-until = Until
message-sent = Sent
message-queued = On its way
message-failed = Failed
sending-waiting = Waits for its time
sending-handed = On its way
sending-read = Not needed: it was read here before
sending-late = Too late: not sent
sending-nowhere = No number and no address
sending-spent = Too many messages in one day
told-visit-called = Your turn
told-visit-cancelled = Visit cancelled
told-visit-moved = Moved to another doctor
told-booking-approved = Booking confirmed
told-booking-declined = Booking not possible
told-booking-moved = Booking moved
told-booking-cancelled = Booking called off
told-booking-reminder = Reminder, long before
told-booking-soon = Reminder, soon before
told-booking-asked = A place is asked for
told-prescription-ready = Prescription ready
told-prescription-corrected = Prescription corrected
told-import-done = Old register is in
told-work-given-up = Background work given up
my-messages-title = Messages to your phone
my-messages-about = What a clinic may send you. All of it stands under Notifications in any case.
my-messages-saved = Saved.
work-sending = Sending a message
work-booking-expiry = Declining a request that nobody answered
work-reminder-far = Reminding of a booking, long before
work-reminder-near = Reminding of a booking, soon before
