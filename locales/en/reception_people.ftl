search-no-phone = No phone
search-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
search-last-visit = last visit
search-give-token = Give token
search-open-visit = Open the visit
search-record = Record
search-pay = Take { $amount }
search-token = Token { $token } today
search-nobody = Nobody is found by this. Check the spelling, or register them.
search-somebody-new = Somebody new
search-register = Register somebody new
search-to-form = Fill in
search-more = These are the first { $count }; there are more. Type more of the name, or the whole number.
search-advice = Type four or more digits of a phone, a name in any spelling, a record number or a token of today.

patient-new-title = Register a patient
patient-edit-title = Edit { $name }
patient-name = Full name
patient-phone = Phone
patient-phone-hint = A family shares one. Leave it empty if there is none.
patient-sex = Sex
patient-relation = Relation to the phone's owner
patient-age = Age
patient-age-hint = 34, 45 M, 8m for months, 20d for days. Not needed with a birth date.
patient-born = Birth date
patient-born-hint = Like 5/11/1990, if it is known.
patient-address = Address
patient-city = City
patient-allergies = Allergies
patient-conditions = Conditions
patient-list-hint = One a line, or with commas between.
patient-emergency = In an emergency
patient-emergency-name = Emergency contact
patient-emergency-phone = Their phone
patient-language = Language of what is printed
patient-save = Save
patient-register = Register
patient-register-anyway = Register anyway
patient-cancel = Cancel
patient-registered = { $name } is registered. Choose the doctor.
patient-saved = { $name } is saved.
patient-edit = Edit
patient-details = Details
patient-estimated = from the age
patient-old-number = Old register's number
patient-last-visit = Last visit
patient-remarks = Remarks
patient-health = Health
patient-allergies-add = Allergies to add
patient-conditions-add = Conditions to add
patient-alerts-change = Change
alert-denied-form = “{ $words }”: by these words it is no allergy of the patient, or it cannot be understood. Nothing is saved yet. Write it plainly, or take it out; the rest is noted when you save.
alert-empty-desk = Nothing to note: both fields were empty.
patient-conditions-none = None known
patient-medicines = Current medicines
patient-family = Family on this phone
patient-add-member = Add another member
patient-family-no-phone = There is no phone that a family could share. Add one by editing.
patient-family-alone = Nobody else is on this phone yet.
patient-visits = Recent visits
patient-visits-none = No visits yet. The first token starts the list.
patient-visit-day = Day
patient-visit-doctor = Doctor
patient-visit-clinic = Clinic
patient-visit-complaint = Complaint
patient-visit-status = Status
error-list-long = At most { $limit } can be kept.

standing-pending = Requested
standing-approved = Booked
standing-declined = Declined
standing-checked-in = Waiting
standing-in-consultation = With the doctor
standing-completed = Seen
standing-cancelled = Cancelled
standing-no-show = Did not come

duplicates-title = They may be registered already
duplicates-phone = The same phone and name
duplicates-birth = A similar name and the same birth date or age
duplicates-address = A similar name at the same address
duplicates-family = On this phone already:
duplicates-more = Only the { $shown } likeliest are shown; there are more.
family-more = Only the first { $shown } are shown; there are more.
duplicates-none = Nobody like this is registered.

card-title = OP card
card-number = Record number
card-bring = Please bring this card to every visit.

sharing-about = { $name } has come of age: the family's phone no longer opens this record. Ask them.
sharing-own-number = They have their own number
sharing-agrees = They agree to keep sharing this one
sharing-agreed = Noted. The family's phone opens the record again.
number-title = About this number
number-confirm-about = If the phone asks for a birth date or a record number, and the family is here with it:
number-confirm = The number is theirs
number-confirmed = Noted. The number opens the family's records again.
number-release-about = Somebody else has this number now. It is taken off everybody registered on it here, and opens none of their records any more:
number-release = The number has a new owner
number-released = { $count ->
    [one] The number was taken off { $count } person. Ask for the new one at the next visit.
   *[other] The number was taken off { $count } people. Ask for the new one at the next visit.
}
number-none = There is no number on this record.
number-moved = The record is on another number by now. Nothing was changed.
number-of-staff = Somebody who works here signs in with this number. An admin changes that, under People.
search-open = Open card
number-release-confirm = Take this number off everybody of the family here? Their phone then opens no record until a new number is given.

opening-reason-title = The record of { $name }
opening-reason-about = This record is of another clinic: { $clinic }. Say why you open it. The reason is kept, { $clinic } and the patient can read it, and it opens the record to you until the end of the day. Whoever is checked in here needs no reason.
opening-reason-why = Why do you open it?
opening-reason-here = The patient is here
opening-reason-called = The patient is on the phone
opening-reason-emergency = An emergency
opening-reason-asked = A doctor of this clinic asks for it
opening-reason-other = Another reason
opening-reason-words = In your own words
opening-reason-words-hint = Needed for another reason
opening-reason-words-missing = Say what the reason is.
opening-reason-open = Open the record
patient-bills = Money
patient-bills-none = Nothing was billed here.
patient-receipts = Receipts
