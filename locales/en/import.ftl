imports-title = Old register
imports-about = Bring the patients of the register that you kept until now.
imports-none = No register has been brought yet. Save yours as CSV and choose it above; nothing is imported before you have seen every row.
import-clinic = Clinic
import-file = File
import-file-hint = CSV, .xlsx or .ods, at most 20 MB. The heads of the columns are found by themselves.
import-upload = Look at it
import-too-large = The file is too large for this page (20 MB, 15 MB of text). Bring it in parts, each with the line of headings: nobody is added twice. Whoever runs the server brings up to 200 MB at once, with the command “swasthya import”.
import-no-file = Choose a file.
import-no-rows = There is no row of a register in this file.
import-brought = Brought
import-was-brought = “{ $file }” was brought.
import-status = State
import-status-preview = To be looked at
import-status-running = Running
import-status-done = Imported
import-status-failed = Failed
import-rows = Rows
import-rows-of = { $done } of { $total }
import-imported = Imported
import-marked = Marked as possibly twice
import-there = There already
import-refused = Refused
import-fresh = Can be imported
import-alike = Possibly twice
import-running = Importing
import-look-again = Look again
import-done = These people are found by search at the front desk now.
import-failed = The import came to nothing, and nobody was registered. Try again.
import-run = { $count ->
    [one] Import { $count } person
   *[other] Import { $count } people
}
import-nothing = There is nobody new in this register.
import-reasons = Why rows are refused
import-reason = Reason
import-download = The refused rows as a file
import-columns = What the columns mean
import-columns-saved = The columns are understood anew.
import-column-nameless = Column { $number }
import-column-ignored = Nothing
import-column-untold = Not known: rows with something here are refused
import-column-number = Record number
import-column-name = Name
import-column-age-sex = Age and sex
import-column-age = Age
import-column-sex = Sex
import-column-birth = Birth date
import-column-phone = Phone
import-column-address = Address
import-column-first-visit = First visit
import-column-remarks = Remarks
import-show-all = All
import-show-valid = Can be imported
import-show-refused = Refused
import-show-duplicates = Possibly twice
import-line = Line
import-birth = Sex, age
import-first-visit = First visit
import-told = Remarks
import-becomes = What becomes of it
import-about = about
import-allergy = Allergy: { $substance }
import-row-valid = Will be registered
import-row-there = There already
import-row-undone = Taken back
import-row-refused = Refused
import-like-line = May be the same person as line { $line }.
import-like-patient = May be { $name }, who is registered.
import-refused-repeated = The same row stands on line { $line }.
import-doubt-phone-short = The phone “{ $phone }” has { $digits } digits; registered without it.
import-doubt-phone = “{ $phone }” is not a phone number: registered without it.
import-refused-birth = The birth date “{ $date }” is not a day of the calendar.
import-refused-birth-late = The birth date “{ $date }” is later than the first visit.
import-refused-visit = The first visit “{ $date }” is not a day of the calendar.
import-refused-visit-future = The first visit “{ $date }” lies in the future.
import-refused-age = The age or sex “{ $age }” cannot be understood.
import-refused-unknown = Neither age nor sex nor birth date is given.
import-reason-repeated = the same row twice
import-doubted-phone-short = phone too short
import-doubted-phone = not a phone number
import-reason-birth = birth date is not a day of the calendar
import-reason-birth-late = birth date later than the first visit
import-reason-visit = first visit is not a day of the calendar
import-reason-visit-future = first visit in the future
import-reason-age = age or sex not understood
import-reason-unknown = neither age nor sex nor birth date
import-doubt-number = The number { $number } is used by another row too.
import-doubt-age = The age “{ $age }” could not be understood; the birth date stands.
import-doubt-birth = Age and birth date disagree ({ $told } told, { $worked_out } worked out); the birth date stands.
import-doubt-no-age = No age is given.
import-doubt-no-sex = No sex is given.
import-doubt-title = The title and the sex disagree; the sex stands.
import-doubt-no-visit = The day of the first visit is not given: the age is taken as of today.
import-doubted-number = a record number that another row has too
import-doubted-age = age not understood, birth date stands
import-doubted-birth = age and birth date disagree, birth date stands
import-doubted-no-age = no age
import-doubted-no-sex = no sex
import-doubted-title = title and sex disagree
import-doubted-no-visit = no first visit, age as of today
import-pdf = This is a PDF, a picture of a register. Save the register as CSV or .xlsx.
import-old-workbook = This is a document of an old Office. Open it and save it as .xlsx or CSV.
import-no-text = This file is neither a table nor a workbook. Save the register as CSV or .xlsx.
import-bad-workbook = This workbook cannot be read. It may be damaged, locked with a password or another kind of document.
import-workbook-large = This workbook unpacks to more than a register holds (200 MB, 2 million cells, 20 MB of text).
import-note-letters = The file does not say in which letters it is written; it was read as { $encoding }. Check whether the names are right.
import-note-sheets = Sheets with other columns were not read: { $sheets }.
import-note-above = Above the heads: { $lines }
import-column-surname = Family name
import-column-allergies = Allergies
import-show-unsure = Unsure
import-refused-heads = These are the heads of the columns once more.
import-reason-heads = the heads once more
import-doubt-months = “{ $age }” may be months, or years and male: neither is taken.
import-doubt-order = In “{ $date }” the day or the month may come first: the day is taken.
import-doubt-remark = Unsure: “{ $text }” is not taken as a fact.
import-doubted-months = an age that may be months
import-doubted-order = a date whose day may be its month
import-doubted-remark = a remark that may say something
marked-title = Possibly the same person
marked-about = An import marked these pairs. Both records stay, whatever you decide; who are the same are linked.
marked-none = There is no such pair.
marked-cut = The { $shown } likeliest of { $total } pairs. The others follow as these are decided.
marked-total = { $total } pairs
marked-work = Work through the pairs
marked-open = To be decided
marked-same = The same person
marked-different = Not the same
marked-open-do = Decide anew
marked-same-do = The same person
marked-different-do = Not the same
marked-already = It was decided so before.
marked-kept-same = Kept as the same person. Both records stay.
marked-kept-different = Kept as two people.
marked-kept-open = The pair is to be decided again.
marked-gone = There is no such pair any more.
import-too-large-at-all = The file is larger than 200 MB. Divide it: whoever stands in two parts is known by the second.
imports-cut = The { $shown } latest are listed; there are more.
import-cut-short = Read on the command line, and cut short after { $told } rows. What was brought stays; the same command goes on from there.
import-not-kept = This register was read on the command line. Its rows are not kept here; the refused ones lie beside its file.
import-undo = Take the import back
import-undo-about = Whom it brought is no patient any more. Whoever has come since, has a bill or was changed stays, and is listed. Allergies and conditions that it added to others go too, unless somebody noted them since.
import-undo-reason = Why
import-taken-back = Taken back
import-undone = { $gone ->
    [one] The import is taken back: { $gone } person is gone.
   *[other] The import is taken back: { $gone } people are gone.
}
import-undone-but = The import is taken back: { $gone } gone, { $kept } kept. Who stayed is below.
import-undone-before = It was taken back before.
import-undone-because = Taken back: { $reason }. Kept: { $kept }.
import-undo-nobody = Nothing can be taken back: nobody came and nothing was added by this import, or it is of an earlier version.
import-undo-running = It is running. Take it back when it has ended.
import-kept = Kept, because they came, have a bill or were changed
import-kept-cut = { $shown } of { $total } are listed.
import-there-allergy = New: the allergy { $substance } is added to the record.
import-there-condition = New: { $name } is added to the record.
import-visits = Further visits
import-facts = Added to records
import-facts-of = { $facts ->
    [one] 1 fact added to { $people ->
        [one] 1 person
       *[other] { $people } people
    }
   *[other] { $facts } facts added to { $people ->
        [one] 1 person
       *[other] { $people } people
    }
}
import-run-facts = { $count ->
    [one] Add 1 fact to the records
   *[other] Add { $count } facts to the records
}
import-row-visit = A further visit of line { $line }
import-there-read-in = Read in “{ $text }”. The remark itself stays in the file.
import-undone-facts = The import is taken back. People: { $gone } gone, { $kept } kept. Allergies and conditions added to others: { $facts_gone } taken back, { $facts_kept } kept.
import-facts-kept = Allergies and conditions that stay on the records
fact-confirmed-hand = Somebody noted it by hand since, or settled what it is.
fact-confirmed-register = Another register says it too.
import-there-left = Not taken into the record, look: “{ $text }”
import-note-ignored = Not read: “{ $head }” ({ $count } cells, such as: { $examples })
import-refused-surplus = The row has more cells than there are heads: “{ $cells }”. A comma in a cell may have shifted it.
import-reason-surplus = more cells than heads
import-refused-total = This is the count of a page, nobody.
import-reason-total = the count of a page
import-doubt-visit = The first visit “{ $date }” is not a day: it stands in the remarks.
import-doubted-visit = a first visit that is not a day
import-doubt-birth-unread = The birth date “{ $date }” is not a day: the age stands, and it is kept in the remarks.
import-doubted-birth-unread = a birth date that is not a day
import-doubt-cut = “{ $start }…” is longer than its place: all of it stands in the remarks.
import-doubted-cut = a text longer than there is room for
import-doubt-two = “{ $name }” may be two people.
import-doubted-two = two people in one row
import-doubt-late = “{ $name }” says that this person has died.
import-doubted-late = somebody who has died
import-doubt-letters = “{ $name }” has letters that were lost or saved twice.
import-doubted-letters = letters that were lost
import-doubt-font = “{ $name }” may be written in the letters of another font.
import-doubted-font = letters of another font
import-note-hidden = Hidden sheets are in the workbook: { $sheets }. If their columns are the same, their rows are read too.
import-refused-torn = The row goes over several lines that are not one row together: “{ $lines }”. Put it in one line.
import-reason-torn = a row torn over several lines
import-doubt-torn = What follows may belong to this row, and is not taken: “{ $lines }”
import-doubted-torn = lines that may belong to the row before
import-refused-long = The remarks are longer than { $most } letters: “{ $start }…”. Shorten them.
import-reason-long = remarks too long
import-doubt-asked = “{ $age }” is asked or a span: what is not sure of it is not taken.
import-doubted-asked = an age or sex that is asked
import-page = This is a web page, not a workbook, whatever its name says. Open it in a spreadsheet and save it as .xlsx or CSV.
import-xml-workbook = This is a workbook written as XML. Open it in a spreadsheet and save it as .xlsx or CSV.
import-note-hidden-rows = { $count ->
    [one] { $count } hidden row is in the workbook. It is read too.
   *[other] { $count } hidden rows are in the workbook. They are read too.
}
import-note-merged = { $count ->
    [one] { $count } cell goes over several rows. It counts for the first of them alone; check the rows below it.
   *[other] { $count } cells go over several rows. Each counts for the first of them alone; check the rows below.
}
import-refused-other-heads = Below the heads on line { $line } the columns are others. Bring that part as a file of its own.
import-reason-other-heads = below other heads
import-doubt-phone-said = “{ $phone }” may not be this person’s number: registered without it.
import-doubted-phone-said = a number that may be somebody else’s
import-doubt-nobody = “{ $name }” may be nobody.
import-doubted-nobody = a name that may be nobody’s
import-doubt-digits = A number stands in the name “{ $name }”.
import-doubted-digits = a number in a name
import-doubt-ditto = “{ $name }” may repeat what stands above it.
import-doubted-ditto = a sign that repeats what stands above
import-stopped = The import was cut short after { $told } rows. What it brought stays; it goes on from there when you say so.
import-go-on = Go on with the import
import-not-again = Nothing was begun: it is running, or done, or its rows are not read yet.
import-reading = Reading the file
import-comparing = Comparing with who is registered
import-stop-reading = Stop reading
import-reading-stopped = Reading was stopped. Nothing was imported.
import-reading-over = There was nothing to stop: the rows are read.
import-not-read = The rows of this file are not read. Nothing can be imported before they are.
import-read-again = Read the rows
import-outdated = People were registered, or another import was taken back, since this was worked out. Who is there already may have changed. The import itself looks anew when it begins.
import-read-anew = Work it out anew
import-unread = The rows could not be read.
due-cut-short = It was cut short each time.
due-fault = The fault: { $fault }
import-left-out = { $count ->
    [one] One person shares a phone, a birth date, a house or a name with very many others and was not compared with all of them.
   *[other] { $count } people share a phone, a birth date, a house or a name with very many others and were not compared with all of them.
} Pairs of one person among them may be missing below.
import-refused-later = The rows are still being read. The refused ones come when that is done.
import-clinic-closed = The clinic of this register is closed. Nobody is registered there.
import-row-marked = Will be registered, marked as possibly twice
