sign-in = Sign in
sign-in-title = Sign in
sign-in-staff = Staff and doctors
sign-in-login = E-mail or phone
sign-in-password = Password
sign-in-by-code = I am a patient: send me a code
sign-in-refused = That is not right. Check both and try again; after several tries wait a little.
sign-in-too-many = Too many passwords were tried from here. Wait a quarter of an hour, or sign in with your phone.
error-password-short = At least ten characters. Three plain words together are good.
error-password-long = At most 200 characters.
doors-title = Where to?
doors-none = You belong to no clinic yet. Ask the reception to register your number, or your admin to add you.
offer-asks = { $organisation } asks you to work there.
offer-about = Accept only if you know them. Until you do, nothing opens there, and nobody there can change anything about your account.
offer-accept = Accept
offer-refuse = Decline
offer-accepted = You work at { $organisation } now.
offer-declined = You declined. { $organisation } is told.
offer-over = That was answered before, or taken back.
message-offer-declined-subject = { $who } declined
message-offer-declined = { $name }, { $who } declined to work at { $organisation }. If that surprises you, ask them. Swasthya
message-code = { $code } is your code for Swasthya. It works for five minutes. Tell it to nobody, not even the clinic.
message-invitation-subject = Your account at { $place }
message-invitation = { $name }, { $place } has made you an account. Choose your password within three days: { $link }
sign-in-phone = Your mobile number
sign-in-phone-hint = The one the clinic has. We send a code to it.
sign-in-send-code = Send me a code
sign-in-by-password = I work here: sign in with a password
code-title = Enter the code
code-where = If { $phone } is registered with a clinic, { $channel ->
    [whatsapp] a WhatsApp message
   *[other] an SMS
} with six digits is on its way.
code-digits = Six digits
code-again = Send a new code
code-other-phone = Use another number
code-instead = { $channel ->
    [whatsapp] Send it by WhatsApp instead
   *[other] Send it by SMS instead
}
code-none-came = Nothing has come after two minutes? Ask at the clinic's reception: they see which number they have.
code-sent = { $channel ->
    [whatsapp] Look at WhatsApp.
   *[other] Look for the SMS.
} The code works for five minutes.
code-too-soon = A code was asked for this number just now. Wait half a minute, then ask again.
code-too-many = Too many codes were asked for in the last hour. Wait an hour, or ask at the clinic's reception.
code-none-left = No more codes can be sent for now. Sign in with your password, or ask at the clinic's reception.
code-not-there = Codes go to Indian mobile numbers only: ten digits, beginning with 6, 7, 8 or 9.
code-six = The code has six digits.
code-wrong = { $left ->
    [one] That is not the code. You have one more try.
   *[other] That is not the code. You have { $left } more tries.
}
code-over = This code works no longer. Ask for a new one.
invitation-title = Choose a password
invitation-for = { $name }, this is your account at { $place }.
invitation-known = { $name }, you have an account already. Sign in, and the new place is yours.
invitation-password = New password
invitation-save = Save and come in
invitation-done = Your password is saved. Welcome.
invitation-expired = This link has expired
invitation-expired-advice = It worked for three days. Ask the admin of { $place } to send you a new one.
invitation-used = This link has been used
invitation-used-advice = Your password is chosen. Sign in with it.
outbox-title = Demo inbox
outbox-about = In the demo no message leaves this computer. The latest are shown here.
outbox-channel = { $channel ->
    [email] E-mail
    [whatsapp] WhatsApp
   *[sms] SMS
}
outbox-empty = No message yet. Ask for a code on the sign-in page.
error-password-common = This is easy to guess. Three or four plain words that have nothing to do with you or the clinic are good.
reset-title = I forgot my password
reset-about = We send a link to your e-mail address. It works for half an hour.
reset-email = E-mail
reset-send = Send me a link
reset-sent = If this address belongs to an account with a password, a link is on its way. Look into your e-mail.
reset-too-many = Too many links were asked for. Look into your e-mail, or try again in an hour.
reset-done = Your password is saved. Sign in with it.
reset-ends-all = You will be signed out everywhere.
reset-expired-advice = It worked for half an hour, or a newer one was sent.
reset-again = Send me a new link
reset-used-advice = Your password was changed with it. Sign in with the new one.
message-reset-subject = Choose a new password
message-reset = { $name }, choose a new password within half an hour: { $link } If you did not ask for this, do nothing.
message-new-device-subject = New sign-in to your account
message-new-device = Somebody signed in to your Swasthya account with { $device }. If it was not you, change your password and end that device under Account.
message-password-changed-subject = Your password was changed
message-password-changed = The password of your Swasthya account was changed. If it was not you, ask your admin for help at once.
account-title = Account
account-back = Where to?
devices-title = Devices
devices-about = Where you are signed in now. End what you do not know.
devices-end-others = End all others
devices-ended = { $count ->
    [0] You were signed in nowhere else.
    [one] One other device was signed out.
   *[other] { $count } other devices were signed out.
}
device-this = This device
device-since = Since { $day }, { $time }
device-seen = last used { $day }, { $time }
device-end = Sign out
device-ended = That device is signed out.
password-title = Password
password-change = Change the password
password-choose = Choose a password
password-current = Present password
password-current-wrong = This is not your present password.
password-new = New password
password-hint = At least ten characters. Three or four plain words together are good.
password-ends-others = Your other devices will be signed out.
password-changed = Your password is changed. Your other devices are signed out.
outbox-codes = Authenticator apps show now
two-step-title = Two-step sign-in
two-step-on = On
two-step-about = After the password, you type six digits from an app on your phone. Whoever learns your password still cannot get in.
two-step-needed = Whoever works with records here signs in in two steps. Set it up now: it takes a minute.
two-step-grace = { $days ->
    [0] From your next sign-in on
    [one] From tomorrow on
   *[other] In { $days } days
} the records open here only to those who sign in in two steps. Setting it up takes a minute.
two-step-begin = Set it up
two-step-by-phone = No smartphone? A code by message to { $phone } can be the second step. It is weaker than the app: whoever gets hold of the number gets the code.
two-step-by-phone-begin = Use messages to my phone
two-step-no-phone = No smartphone? A code by message to your phone can be the second step, though a weaker one.
two-step-add-phone = Add your number
two-step-is-by-phone = The second step is a code by message to your phone. The app is stronger: end this to set it up.
two-step-not-twice = You came in by this phone: a code to it would be the same proof twice. Sign in with your password first.
two-step-scan = Open an authenticator app (Google Authenticator, Aegis, Microsoft Authenticator) and scan this:
two-step-type = Or type this into it:
two-step-then = Then type the six digits that the app shows:
two-step-code = Six digits
two-step-hint = The digits change every thirty seconds.
two-step-demo = Demo: the app would show { $code } now.
two-step-confirm = Switch it on
two-step-wrong = That is not right, or was used already. Wait for the next digits and try again.
two-step-wait = Too many wrong tries. Wait a little, then try again.
two-step-codes-left = { $count ->
    [0] No recovery code is left. Make new ones.
    [one] One recovery code is left.
   *[other] { $count } recovery codes are left.
}
two-step-new-codes = New recovery codes
two-step-remove = Switch it off
two-step-remove-confirm = Switch two-step sign-in off?
two-step-removed = Two-step sign-in is off.
recovery-title = Recovery codes
recovery-about = Keep these somewhere safe: each opens your account once when your phone is not at hand. They are shown only now.
recovery-kept = I have kept them
second-step-title = Second step
second-step-hint = From your authenticator app; or a recovery code.
second-step-by-phone = From the message to your phone; or a recovery code.
second-step-remember = Remember this device for 30 days
second-step-back = Start again
second-step-over = That took too long. Start again.
confirm-title = Is it you?
confirm-about = Before this, show your second factor again.
confirm-about-any = Before this, show again who you are.
confirm-send-code = Send a code to { $phone }
confirm-code-sent = Type the code that was sent to { $phone }.
confirm-submit = Go on
message-two-step-on-subject = Two-step sign-in is on
message-two-step-on = Two-step sign-in was switched on for your Swasthya account. If it was not you, ask your admin for help at once.
message-two-step-off-subject = Two-step sign-in is off
message-two-step-off = Two-step sign-in was switched off for your Swasthya account. If it was not you, change your password at once.
device-unknown = Another program
two-step-open = The app is on this device: open it
two-step-again = This was begun on another device, or too long ago. Begin again here.

holder-title = Is this still your number?
holder-about = This number has not been used at { $organisation } for more than three months, and numbers can get a new owner. Before it opens anybody's record, tell one thing that only the family knows.
holder-born = A birth date
holder-born-hint = Of anybody registered on this number: 05/11/1990.
holder-number = Or a record number
holder-number-hint = From the OP card, a slip or a prescription: SW-000123.
holder-submit = Open the records
holder-help = Do you know neither? The reception can confirm your number when you are at the clinic. Is this number new to you? Then these are not your records: the clinic takes it off them when you say so.
holder-neither = Write a birth date like 05/11/1990, or a record number like SW-000123 with the name.
holder-wrong = { $left ->
    [one] That is not right. { $left } try is left.
   *[other] That is not right. { $left } tries are left.
}
holder-over = That was wrong too often. The reception can confirm your number when you are at the clinic.
holder-known = Thank you. The records are open again.
message-record-moved-subject = A record was moved from your phone
message-record-moved = Hello { $name }, at { $organisation } the record of { $patient } was moved from your number to another. If you did not ask for that, please tell the clinic today. Swasthya
holder-name = With the name on it
holder-name-hint = Of whoever that number belongs to.
message-number-released-subject = Your phone number was taken off
message-number-released = At { $organisation } this phone number was taken off the records on it, since somebody else is said to have it now. If it is still yours, please tell the clinic today. Swasthya
signed-in-title = You are signed in
signed-in-advice = What you were doing goes on where you were. This tab can be closed.
recovery-copy = Copy the codes
