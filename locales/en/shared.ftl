skip = Skip to content
nav = Main
back = Back
print = Print
undo = Undo
optional = optional
theme = Light or dark
sign-out = Sign out
door-office = Office
confirm-no = Keep it
nav-today = Today
nav-register = Register
nav-payments = Payments
nav-my-queue = My queue
nav-visits = Visits
nav-prescriptions = Prescriptions
nav-receipts = Receipts
nav-figures = Today
nav-clinics = Clinics
nav-people = People
nav-imports = Old register
nav-audit = Audit

error-forbidden = This is not yours to do
error-forbidden-advice = Your role here does not allow it. Ask your admin if it should.
error-not-found = There is nothing here
error-not-found-advice = The address is wrong, or what was here is not yours to see.
error-busy = The server is busy
error-busy-advice = Nothing was lost. Try again in a few seconds.
error-too-large = That is too large
error-too-large-advice = Send less at once.
error-bad-request = That could not be understood
error-bad-request-advice = Go back, load the page again and repeat what you did.
error-unfit = Something of that does not fit in here
error-unfit-advice = Go back: what you typed is still in the form. Make what is very long or very large smaller, and send it again.
error-internal = Something went wrong on our side
error-internal-advice = Nothing half done was kept. Try again; if it happens again, tell us the number below.
error-request = Number of this request: { $id }
error-home = Go to the start
error-required = This must be filled in.
error-too-long = At most { $limit } characters; this has { $length }.
error-phone = This is not a phone number. A mobile number has ten digits.
error-money = This is not an amount. Write it like 350 or 350.50.
error-date = This is not a date. Write it like 5/11/1990.
error-birth-future = The birth date lies in the future.
error-age = This is not an age. Write it like 34, 8m for months or 20d for days.
error-name-missing = A name must be given.
error-name-long = The name is too long.
error-name-letters = A name has letters.
error-choice = Choose one.

sex-female = Female
sex-male = Male
sex-other = Other
sex-unknown = Not told
sex-letter-female = F
sex-letter-male = M
sex-letter-other = O
sex-letter-unknown = –
age-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
age-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
age-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
relation-self = Self
relation-spouse = Spouse
relation-child = Child
relation-parent = Parent
relation-sibling = Brother or sister
relation-other = Other
role-patient = Patient
role-doctor = Doctor
role-staff = Staff
door-reception = Reception
role-admin = Admin
time-am = am
time-pm = pm
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
looking = Looking as somebody else
looking-as-doctor = You are viewing { $place } as a doctor.
looking-as-staff = You are viewing { $place } as staff.
looking-as-patient = You are viewing { $place } as a patient.
looking-read-only = Nothing can be changed.
looking-stop = Stop
error-read-only = You are only looking
error-read-only-advice = Nothing was changed. Stop looking as somebody else to work as yourself again.
unanswered = No answer came. It is still here: try again, nothing is done twice.
session-over = Sign in again
session-over-advice = You were signed out. Nothing that you typed is lost: sign in here, and it goes on.
sign-out-unsent = Something you typed has not reached the clinic. It stays in this browser, sealed, and comes back when you sign in here again. Sign out all the same?
form-restored = Restored: what had not been sent when this page was closed
session-other = Somebody else is signed in now. What was typed here waits for its owner.
session-soon = You will be signed out in a minute.
session-stay = Stay
attempt-before = Done already: “{ $done }” Sending it again changed nothing.
attempt-another = Not done. This form was sent before, and answered: “{ $done }” What stands in it now is something else: send it again if that is to be done as well.
attempt-without = Nothing was done: this page was out of date. Look it over and send it again.
error-age-unlike = By the birth date it is { $age }. Correct one of the two, or leave it empty.
error-now-empty = empty
error-changed-meanwhile = Changed meanwhile by somebody else. It is now: { $now }. Save again to keep what stands in the field.

# What is noted about a patient, at the desk and at the doctor's
alert-note = Note
alert-noted = Noted. It counts from now on.
alert-forget = Remove { $words }
alert-forget-sure = Take “{ $words }” away?
alert-noted-on = Noted on
alert-forgotten = “{ $words }” is taken away.
alert-restored = “{ $words }” is back.
alert-gone = “{ $words }” had been taken away already.
alert-moved-on = “{ $words }” was not brought back: somebody has decided about it since. Look at what is noted now.
alert-contradicts = An allergy is noted. Take it away first, if there is none.
alert-denied = “{ $words }” was not noted: it says that this is no allergy of the patient. What was named besides is noted.
allergies-none = No allergy noted: not asked yet
allergies-asked-none-known = No allergy known
allergies-asked-not-known = Allergies: the patient does not know
allergy-not-understood = cannot be checked
allergy-question = “{ $word }” is taken for:
allergy-none-of-these = None of these
