error-dose-missing = How much, and when? Write marks like 1-0-1, tick “only when needed”, or write an instruction.
error-follow-up = Write a day to come like 30/11/2026, or in how many days: 7, 2 weeks, 1 month.
error-consultation-empty = Nothing is written yet. A complaint, a finding, a diagnosis or a medicine is needed.
error-allergy-reason = The patient is allergic to { $allergy }. Write why it is given all the same, or take it out.

patient = Patient
allergies = Allergies
conditions = Lives with
current-medicines = Takes
alerts = Allergies, conditions, medicines
alert-allergy = Allergy
alert-condition = Condition
alert-current-medicine = Takes already
alert-empty = Nothing to note: all three fields were empty.
alert-not-noted = This is not noted. Before you sign, write it plainly and note it, or take it out.


history = History
history-none = The first visit: nothing has been written yet.
history-earlier = { $count ->
    [one] { $count } earlier visit
   *[other] { $count } earlier visits
}
history-whole = The whole note
findings = Findings
complaint = Complaint
symptoms = Symptoms
symptoms-hint = One a line, or between commas
notes = Notes
notes-private = For the clinic: neither the patient’s page nor the print shows them.
diagnosis = Diagnosis
diagnoses = Diagnoses
diagnosis-number = Diagnosis { $number }
diagnosis-primary = Primary diagnosis
diagnosis-add = Another diagnosis
advice = Advice
advice-and-follow-up = Advice and follow-up
follow-up = Follow-up
follow-up-hint = A date, or in how many days: 7, 2 weeks, 1 month
record-number = Record number
date = Date
age-and-sex = Age, sex
licence = Registration no.

vitals = Vitals
vital-pressure = BP
vital-pulse = Pulse
vital-temperature = Temperature
vital-spo2 = SpO₂
vital-weight = Weight
vital-height = Height
vital-respiratory = Breaths
vital-glucose = Glucose
vital-bmi = BMI
vital-last = last { $value }
deviation-very-low = very low
deviation-low = low
deviation-high = high
deviation-very-high = very high

prescription = Prescription
prescription-repeat = Repeat the last
prescription-repeat-this = Repeat this one
prescription-superseded = This prescription was corrected on { $date } and does not hold any more.
prescription-replaces = It replaces the prescription signed on { $date } at { $time }.
medicine = Medicine
medicine-unchecked = It is not known what is in this medicine: allergies cannot be checked.
medicine-unknown-word = Not known: “{ $word }”.
medicine-alike = “{ $word }”: did you mean { $name }?
medicine-take-on = I know what is in it, and that it cannot be checked against: { $allergy }
medicine-taken-on = Not known here, and so not checked against: { $allergy }. The doctor took it on.
error-taken-on = It is not known what is in this medicine, and the patient is allergic: { $allergy }. Tick that you know it, or choose another.
interactions-unchecked = Interactions between medicines are not checked.
ingredient-twice = { $name } is in medicine { $number } too.
dose = Dose
dose-set = { $marks } for medicine { $number }
days-set = { $count } days for medicine { $number }
days-short = days
dose-morning = Morning
dose-noon = Noon
dose-night = Night
days-label = Days
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
food = Food
food-any = any time
food-before = before food
food-after = after food
quantity = Quantity
instructions = Instructions
sos = Only when needed (SOS)
sos-words = Only when needed
item-add = Another medicine
item-removed = Removed:
item-remove = Remove medicine { $number }
allergy-warning = Allergy: { $allergy }.
allergy-likeness = “{ $word }” is taken for { $name }.
allergy-related = A relative of what the patient is allergic to: { $allergy }. Some do not tolerate either.
allergy-mentioned = Of the wider family of “{ $allergy }”, which most who have that allergy tolerate. Said once in a prescription.
allergy-unsure = The allergy “{ $allergy }” cannot be checked.
allergy-reason = Reason to give it all the same

draft-save = Save draft
draft-saved = The draft is kept.
draft-saving = Saving…
draft-kept = Saved
draft-unsaved = Not saved: no connection. What you type is kept in this browser, sealed, until it is.
draft-clashing = Changed in another window too: choose which one stays
draft-clash = In another window this now says:
draft-clash-empty = nothing
draft-keep-mine = Keep what stands here
draft-keep-theirs = Take that
draft-closed = This visit is not open any more: it was signed or put away in another window. What you typed since is not in it; it is still on this page.
draft-closed-see = See what was signed
draft-closed-kept = What this device keeps
draft-sign-waits = No connection: it is not signed yet. It is signed by itself, once, as soon as the connection is back.
draft-sign-not = Do not sign
error-rows-most = There is room for { $most } rows; the others are kept in the draft.
sign-and-print = Sign and print
sign-and-next = Sign, next patient
consultation-signed-next = Signed. Token { $token } is called.
consultation-signed-last = Signed. Nobody is waiting.
next-patient = Next patient
consultation-not-open = This visit is not open: start it from the queue.
consultation-begun = Begun: token { $token }. If it is the wrong patient, take it back.
consultation-taken-back = Token { $token } waits again. What was typed is kept, and there when the visit is started again.
consultation-not-begun = The start of this visit was taken back. What was written is kept: start it again to sign.
consultation-take-back = Take back: { $name } waits again
consultation-mistakes = { $count ->
    [one] One thing is to be put right before signing. Nothing was lost.
   *[other] { $count } things are to be put right before signing. Nothing was lost.
}
consultation-signed = Signed. The visit is complete.
consultation-mistake = See
consultation-signed-before = This visit was signed already. Nothing was changed.
consultation-superseded = Corrected by a later version
consultation-supersedes = This is version { $number }. See the one before.
correction-begin = Correct
correction-here = You are correcting what was signed. Signing supersedes it; the old version stays readable.
correction-reason = Reason for the correction
correction-discard = Give the correction up
correction-discard-sure = Give this correction up? What you changed here is lost; what was signed stays.
correction-discarded = The correction was given up. What was signed stays.
formulary = Formulary
formulary-find = Find
formulary-ask = Type the beginning of a medicine's name or of an ingredient.
formulary-none = No medicine begins like this. On a prescription you can write it as free text.
