sign-in = Sign in
sign-in-title = Sign in
sign-in-staff = Staff and doctors
sign-in-login = E-mail or phone
sign-in-password = Password
sign-in-by-code = I am a patient: send me a code
sign-in-refused = That is not right. Check both and try again; after several tries wait a little.
error-password-short = At least ten characters. Three plain words together are good.
error-password-long = At most 200 characters.
doors-title = Where to?
doors-none = You belong to no clinic yet. Ask the reception to register your number, or your admin to add you.
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
