today-token = Token
today-come-in = It is your turn. Please come in.
today-turn-of = { $names }: it is your turn
today-with-doctor = You are with the doctor.
today-skipped = You were called and were not there. Tell the reception that you are back.
today-next = You are next. Stay near the door.
today-ahead = { $count ->
    [one] { $count } person before you
   *[other] { $count } people before you
}
today-done = Seen by the doctor. The prescription is under the visit.
today-over = This visit is over.
today-wait = about { $range }
today-now-serving = Now serving token { $token }
today-updated = Updated { $time }.
today-refresh = Look again
today-none = Nobody in the family has a token today. At the clinic, tell the reception this phone's number.
today-see-visit = See the visit
today-family = Family on this phone
today-family-hint = Is somebody missing? Add them under Family.
visits-none = No visits yet. After the first, what the doctor found and advised stands here.
visits-not-seen = This visit ended without seeing the doctor.
past-visit-title = Visit
past-visit-doctor = Doctor
past-visit-clinic = Clinic
past-visit-complaint = Complaint
past-visit-diagnosis = Diagnosis
past-visit-advice = Advice
past-visit-follow-up = Come again on
past-visit-prescription = See the prescription
pages = Pages
pages-newer = Newer
pages-older = Older
receipts-none = No receipts yet. Each payment at the clinic leaves one here.
receipts-void = void
prescriptions-none = No prescriptions yet. What the doctor prescribes stands here as soon as it is signed.

openings-title = Who looked at the record
openings-about = Whoever opened, printed or changed your family's record at a clinic. What you open yourselves is not listed.
openings-none = Nobody has opened the record since this list began.
openings-you = You
opened-record = Opened the record
opened-consultation = Opened a consultation
opened-draft = Opened notes that were set aside
opened-prescription = Opened a prescription to print
opened-receipt = Opened a receipt to print
opened-slip = Opened a token slip to print
opened-card = Opened the OP card to print
