unfinished-title = Left undone
unfinished-about = Visits and bills of earlier days that nobody closed. A visit about which nothing was written becomes a no-show by itself after { $days } days.
unfinished-count = { $count ->
    [one] { $count } thing left undone on earlier days
   *[other] { $count } things left undone on earlier days
}
unfinished-none = Nothing was left undone.
unfinished-cut = Only the oldest { $count } of a list are shown. More comes once these are closed.
unfinished-visits = Visits that are not closed
unfinished-corrections = Corrections that were begun
unfinished-due = To be collected
unfinished-held = Money held for visits that did not take place
unfinished-do = What to do
unfinished-unsigned = Written, not signed
unfinished-begun = Begun, nothing written
unfinished-kept-aside = Taken back; what was typed is kept
unfinished-waiting = Still waiting
unfinished-correcting = Signed, correction begun
unfinished-unseen = Was not seen
unfinished-open = Open the visit
unfinished-take-back = Take the start back
unfinished-collect = Collect or void
unfinished-give-back = Give back
check-in-unfinished = Their visit of { $day } with { $doctor } is not closed yet.
