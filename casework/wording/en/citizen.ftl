### What citizens read, in English. Plain words, one question at a time, always a way back, always a date.

## The menu

greeting = Hello, this is the petition service of { $office }. Whatever you report is registered, gets a number and gets an answer.
    Press a button below, type its digit, or simply tell us what happened.
    In danger call 110 (police), 119 (fire) or 120 (ambulance) at once.
greeting-abroad = { greeting }
    You are on Telegram: what you send passes through servers abroad. If you mind, please come or call: { $address }, { $phone } ({ $hours }).
greeting-back = Hello. Last time you were in the middle of telling us something; everything you said is still here.
menu-file = Report something
menu-status = How does it stand
menu-mine = My cases
menu-guide = How petitions work
menu-notices = Public notices
menu-data = My data
menu-more = More
menu-rest = You can also:
menu-human = A person
menu-resume = Go on with the last one
menu-anew = Drop the last one and start anew
human = To speak with a person: { $address }, { $hours }, telephone { $phone }.
    You may also write here; the staff reads what was registered when the office opens.
guide = How petitions work
    · Where: here, on the web, by letter, by telephone or at the window; all of it is registered.
    · What to say: what happened, what you ask for, and where. Name and telephone are for the written answer; you may stay anonymous.
    · How long: within 15 days we say who handles it (Petition Regulations, Art. 22 and 23); after acceptance it is settled within 60 days, at most 30 days more in complex matters, with reasons (Art. 34).
    · If you disagree: ask for review within 30 days of the answer (Art. 35), then for re-examination within 30 days (Art. 36).
    · Groups that come to the window about one matter choose at most 5 representatives (Art. 20).
    · Nobody may retaliate against you (Art. 18).
    · Window: { $address }, { $hours }, telephone { $phone }.
    · To see a leader on a reception day: send /reception .
    · To see how it stands: press "How does it stand", or send the number.

## The form

ask-abroad = One thing first: this is Telegram, run by a company abroad (telegram.org). What you say and the pictures and files you send pass through its servers abroad before they reach us; we use them only to register and handle your matter, and what it keeps you can delete yourself in Telegram. If you would rather not, you can come, call or write instead. Do you agree to tell it here?
opt-abroad-agree = I agree, I tell it here
opt-abroad-refuse = I do not agree, other ways
ask-consented = Please read this before we register: we need what happened, what you ask for and where, and your name and telephone (so that we can answer you; you may stay anonymous, but then written notices may not reach you). Only units that may lawfully handle it get this, nothing is published; those a report is about never learn of it. Drafts are kept for 7 days. Please send no state secrets, no private data of others and no bank passwords.
opt-consented-agree = I agree, go on
opt-consented-anonymous = Stay anonymous
opt-consented-refuse = I do not agree, other ways
opt-consented-full = Full text
notice-full = [Registering a petition: about your personal data] This service is run by { $office }; contact: { $phone }, { $address }.
    To register, pass on and handle your matter and to tell you the result (Petition Regulations, Art. 19, 21 to 23) we need: the facts, your request and reasons, and the place; and your name, telephone and address (for the written answer; you may stay anonymous, but then written notices may not reach you).
    This is given to the authorities that may lawfully handle the matter. A report on officials goes only to those competent for it, and is never shown or passed to the persons or units it is about. Your data is used for nothing else and is not published without your separate consent.
    How long: drafts 7 days; matters as the rules for archives say, then they are deleted or made anonymous.
    At any time: /mydata to read and copy, /correct to correct, /delete to ask for deletion, /withdraw to withdraw. Please send no state secrets, no private data of others and no bank passwords.
    In danger call 110, 119 or 120 at once.
notice-full-abroad = { notice-full }
    This chat platform is run by a third party and messages pass through servers abroad. You may use these instead: { $address }, { $hours }, telephone { $phone }.
intake-refused = Very well, nothing of yours was registered. You can also:
    · come to the window: { $address }, { $hours }
    · call: { $phone }
    · write a letter to the address above
    You are welcome here at any time.
intake-resume = We go on where you stopped; everything is still here.
intake-none-open = Nothing is being filled in now. Would you like to:
intake-kept = We keep this for you (7 days); come back whenever you like, or delete it.
intake-discarded = Very well, that has been deleted.
intake-kept-too = That is noted as well, under "What happened".
intake-file-taken = Received; it goes with this matter.
intake-files-anonymous = You stay anonymous, so please look at your files once more: officers get copies without the original file names, and without the place and author that photos, PDF, Word, Excel and phone videos carry inside. But names, plates and badges that can be seen, heard or read stay, and so does what is inside archives, HEIC photos and old formats (doc, wps). If you might be recognised, cover it, or send a JPG or PDF instead.
intake-place-taken = Received; the place is noted.
intake-long-text = That is a long text. All of it is kept as a file, nothing is cut; we go on with its beginning.
intake-cut = … (the whole is in the file)

ask-purpose = What would you like to do? (A question, a call for help or thanks: just say so.)
ask-purpose-guessed = What would you like to do? (The first is what I understood; please correct me.)
opt-purpose-QJ = Have a problem solved
opt-purpose-SU = Object to a decision
opt-purpose-JU = Report an official (confidential)
opt-purpose-JY = Make a suggestion
opt-purpose-ZX = Ask a question
opt-purpose-QZ = Ask for help in hardship
opt-purpose-GX = Say thanks
purpose-QJ = request
purpose-SU = objection
purpose-JU = report on officials
purpose-JY = suggestion
purpose-ZX = question
purpose-QZ = plea for help
purpose-GX = thanks
purpose-QT = other

ask-story = Please tell us what happened. Several messages are fine, and photos, files, voice or a place too.
    Say: when, where, what happened, and whom you have already asked.
ask-story-report = Please tell us what you report. Only one specially appointed person can see it; it goes into no work group and never to the person or unit it is about.
    Better leave out details that show who you are; you may stay anonymous and go on later with number and query code.
opt-story-done = That is all
ask-masked_asked = Your words seem to contain: { $kinds }. It is not needed for this. Shall we cover it?
opt-masked_asked-mask = Cover it (better)
opt-masked_asked-keep = Keep it
sensitive-id_number = ID number
sensitive-bank_card = bank card number
sensitive-permit = travel permit or passport number
sensitive-slip = digits that look like an ID or card number
sensitive-phone = telephone number
sensitive-plate = number plate
sensitive-email = e-mail address
ask-report_asked = This seems to be about an official breaking rules or law. Please choose:
opt-report_asked-report = I report it, keep it confidential
opt-report_asked-solve = I want my problem solved
opt-report_asked-both = Both, as two matters
ask-split_asked = That sounds like { $count } matters:
    { $demands }
    One matter at a time is easier to handle. Register them separately?
opt-split_asked-apart = Separately, this one first
opt-split_asked-one = It is one matter
ask-repeat_asked = { $number }, which you registered before, seems to be the same matter and is still open. Add this to it?
opt-repeat_asked-add = Add it, show me that case
opt-repeat_asked-new = This is another matter
ask-same_asked = Somebody has already reported this: { $gist }. Link yours to it? Each keeps its own number and answer, you may leave at any time, and nobody sees who you are.
opt-same_asked-join = Link it
opt-same_asked-alone = Keep it apart
routes-told = You should also know that there are other ways for such matters:
    { $advice }
    They do not affect your registration here.
ask-request = What would you most like to happen? One sentence is enough; each request is answered. Skip it if that is hard to say.
ask-topic = This looks like "{ $name }", because you said { $words }. Is that right?
ask-topic-unknown = I could not tell what kind of matter this is. No harm, our staff will sort it.
topic-unknown = to be sorted by our staff
opt-topic-none = None / not sure
ask-place = Where is it? Town, village or street, as exact as you can; you may also send a place. It decides who handles it.
ask-happened = When was it? Roughly is fine, such as "last March" or "since last month".
ask-concerns = Which unit or person is it about? Skip this if you do not know.
ask-concerns-report = Which unit, person and post do you report? This is sealed: only the appointed person sees it, and it is never sent to that unit.
ask-before = Has this been handled before?
opt-before-none = No
opt-before-petition = Reported before (petition, 12345 …)
opt-before-court = A court decided or is deciding
opt-before-arbitration = Arbitration
opt-before-reconsideration = Administrative reconsideration
ask-people = How many people does it concern? A number is enough.
opt-people-1 = Only me
ask-name = What is your name and telephone? One message is enough; only the handling officer sees it, to answer you.
opt-name-anonymous = Anonymous
ask-phone = Your telephone? The officer may call you to check. Skip it if you would rather not.
ask-address = Your address? It is for the written answer by post; you may skip it.
ask-files = Any photos, files or recordings? You can send them now (20 MB each at most).
ask-files-more = { $count } files received. Send more if there are more; press 1 when done.
opt-files-none = No, go on
opt-files-done = Done, go on
opt-skip = Skip
typed-yes = yes、y、yes please、right、correct、that is right、ok、okay、sure、agree、confirm、是、是的、对、对的、好、好的、行、可以、嗯、同意、OK、Yes、YES
typed-no = no、n、nope、wrong、not right、none、no thanks、disagree、不、不是、不对、不用、不要、没、没有、无、不同意、No、NO
typed-unknown = i do not know、i don't know、dont know、don't know、not sure、no idea、skip、I do not know、I don't know、Not sure、Skip、不知道、不清楚、不记得、不确定、跳过
typed-i-want = I want to
typed-stray-wait = wait、wait a moment、just a moment、one moment、hold on
typed-stray-stop = stop、cancel、never mind、quit
typed-stray-again = say it again、what do you mean、I do not understand、repeat
stray-wait = All right, no hurry. The question above stays open.
stray-stopped = All right, stopped here.
stray-again = Please answer the question above, or say "cancel".
typed-purpose-QJ = problem、complain、complaint、request、投诉、求决、反映
typed-purpose-SU = object、appeal、objection、申诉、不服
typed-purpose-JU = report an official、举报、检举、控告
typed-purpose-JY = suggest、suggestion、建议、提建议
typed-purpose-ZX = ask、question、咨询、问一下
typed-purpose-QZ = help、hardship、求助、帮助、困难
typed-purpose-GX = thanks、praise、感谢、表扬
typed-agree = agree、I agree、同意
typed-report_asked-report = report、I want to report、举报、我要举报
typed-report_asked-solve = solve、solve it、solve the problem、no report、解决问题、不举报
typed-report_asked-both = both、both of them、两样都有
opt-back = Back
opt-leave = Keep for later

preview-title = Please check. If a line is wrong, say "place: …" or press "Change something":
preview-anonymous = · Anonymous: no name, no telephone, no messages; use number and query code to look.
preview-sealed = · Confidential: only to the competent authority, into no work group.
preview-truth = Please make sure that it is true. Your words are kept exactly as they are, and you can always add.
preview-people = { $count } people
preview-people-more = more than { $count } people
preview-files = { $count }
preview-which = Which line?
opt-preview-others = More
opt-preview-submit = Submit
opt-preview-change = Change something
opt-preview-discard = Delete it
field-purpose = You want
field-story = What happened
field-request = Request
field-topic = Kind
field-place = Where
field-happened = When
field-concerns = About
field-before = Handled before
field-people = People
field-name = Name
field-phone = Telephone
field-address = Address
field-files = Files

## Filed

filed = ✅ Registered.
    Number　{ $number }
    { $code }
    Next: before { $until } we { $next }.
    Now: { $where }
filed-code = Query code　{ $code } (write it down or take a screenshot, show it to nobody; you need it on another phone or elsewhere)
filed-next-bureau = tell you who handles it (Petition Regulations, Art. 22)
filed-next-unit = tell you whether it is accepted (Petition Regulations, Art. 23)
filed-again = This is registered already, number { $number }; it is not registered twice.
filed-where-bureau = with { $unit }, being read by its staff.
filed-where-unit = passed on to { $unit }.
filed-where-sealed = with the appointed person, the only one who can see it.
code-hidden = Number　{ $number }
    The query code is hidden. If you forget it, get a new one under "My cases".
code-hidden-anonymous = Number and code are off the screen. Use them under "How does it stand" to look and to add. The records do not name this account. What you wrote can still be seen in this conversation: please delete the conversation; on the web page press "清除本机记录" under "更多".
opt-code-saved = I have saved it
opt-receipt = Receipt
opt-supplement = Add something
opt-show = How it stands
filed-next-report = There is still the report on an official. Register it now? What you said is carried over, and you may stay anonymous.
filed-next-demand = { $count } more matters are not registered yet. The next one: { $demand }
opt-next-now = Register it now
opt-next-later = Later

## Status

ask-number = Please send the number (such as 350881-261121-00042-5). If it was not registered with this account, the query code as well.
ask-code = Please send the query code of this case (12 letters and digits from the registration).
ask-code-lost = That is no query code: it has 12 letters and digits. Lost it? Open "My cases" in the account that registered it and get a new one; or call { $phone }, or come to { $address } with your ID.
status-opened = Somebody has just looked at { $number } elsewhere with its number and query code. If that was not you, get a new code; the old one ends at once.
code-reads-only = With a query code one can look and add. Withdrawing, correcting and rating are done in the account that registered it; if that is gone, come to the window with your ID or call us.
status-unknown = Nothing found. Number and code must both be right; please check and send again (the number is remembered, the code alone is enough). After 5 wrong tries it is locked for 15 minutes. Or call { $phone }.
status-guessed = Somebody has just tried wrong query codes for your { $number }; it is locked for 15 minutes. You can still see it here, and get a new code if you like.
status-slip = One digit of this number seems to be wrong; please check it.
status-none = No case was registered with this account. Anonymous ones are not linked to it: press "How does it stand" and send number and code.
case-none = No case was registered with this account. If it was anonymous or registered elsewhere, send its number (and the query code).
case-not-now = { $number } is "{ $state }" now, so you cannot { $verb }. You can:
opt-case-new = Report something new
verb-show = look at it
verb-supplement = add to it
verb-urge = urge
verb-withdraw = withdraw it
verb-undo = bring it back
verb-rate = rate it
verb-review = ask for review
verb-recheck = ask for re-examination
verb-unsolved = say that it is not solved: there is no answer yet
verb-solved = say that it is solved: there is no answer yet
number-lost = No number is needed: everything registered with this account is below. For a lost query code open the case and get a new one.
number-lost-elsewhere = You need not register again. Number and code are in the message you got then; "My cases" in that account shows them, and gives a new code.
    If that account is gone, or it was anonymous, come to { $address } ({ $hours }) with your ID, or call { $phone }.
opt-older = Older ({ $count } more)
urged-enough = You have urged { $number } as often as this month allows; the unit has seen it. From { $date } you can urge again.
status-mine = Your cases:
status-line = { $number } · { $state } · { $topic }
card-title = { $number } · { $state }
card-topic = { $topic }
card-unit = Responsible: { $unit }
card-review-body = Review and re-examination: { $body }
card-due = By { $date } ({ $days } days left): { $what }
card-due-today = By today ({ $date }): { $what }
card-overdue = Was due by { $date }: { $what }. It is { $days } days late; those in charge have been reminded.
card-provisional = (This date follows a provisional calendar and may move when the holidays are announced.)
card-note-cut = { $note }… (all of it is in the document)
opt-case-supplement = Add
opt-case-urge = Urge
opt-case-withdraw = Withdraw
opt-case-undo = Take it up again
opt-case-how = How dates are counted
opt-case-unseal = Handle it the ordinary way
opt-case-contest = I object, check again
ask-contest = Why should it be handled here? One sentence is enough; then it is registered again:
opt-case-keep_sealed = No, keep it confidential
unseal-done = As you wish, { $number } is handled the ordinary way now. The unit it is about still cannot see it.
keep-sealed-done = Very well, { $number } stays confidential with the appointed person.
opt-case-who = Who looked at it
opt-case-review = Ask for review
opt-case-recheck = Ask for re-examination
opt-case-rate = Rate
opt-case-late = Late, but for a good reason
ask-late = Why could you not apply in time (no answer reached you, in hospital …)? The bureau checks it:
opt-case-newcode = New query code
opt-case-listen = Get its notices here
opt-case-quiet = No more notices here
opt-case-disown = It was not me, stop it
ask-listen = News of { $number } will come here too. The browser or account that filed it is told, and goes on hearing; withdrawing, correcting and rating stay with it. Do you want the notices here?
opt-listen-sure = Send them here
opt-listen-no = No, thank you
listen-begun = From now on the notices of { $number } come here too. The browser or account that filed it was told.
listen-told = Note: somebody with the number and the query code of { $number } now gets its notices in another browser or account. If it was you, there is nothing to do. If not, press the button: nothing goes there any more, the old code opens nothing, and you get a new one.
listen-ended = The notices of { $number } do not come here any more.
listen-not-needed = There is no need: its notices go to where it was filed; an anonymous matter keeps no way to reach you, please ask with number and query code.
opt-case-receipt = Receipt
opt-case-leave = Handle mine apart
opt-case-joint = Others of the same matter
left-incident = { $number } is handled apart from now on. Its number, dates and rights stay the same.
joint-board = Beside { $number } there are { $others } more about the same matter; the office looks into them together. Each keeps its number, dates and answer, and nobody sees who the others are.
joint-representatives = Representatives now: { $names }
joint-none-yet = No representative has been chosen yet.
joint-how = { $joined } take part in choosing. There are at most { $most } representatives (Regulations, Art. 20), chosen by the taps of those who take part; who chose whom is shown to nobody. You may change it or leave at any time.
joint-called = No. { $no } { $name }
opt-joint-join = Take part in choosing
opt-joint-choose = Choose { $who }
opt-joint-unchoose = Do not choose { $who }
opt-joint-stand = I am ready to represent
opt-joint-sit = I no longer represent
opt-joint-quit = Stop taking part
ask-joint-name = Write what the others may call you; everybody who takes part reads it, e.g. "Wang, block 3". No telephone, address or ID number.
joint-name-bad = Please use { $least } to { $most } characters, without telephone, address or ID number.
joint-ready = Noted. Those who take part will read "{ $name }". Whoever is chosen by others represents them.
joint-join-first = Please tap "Take part in choosing" first.
joint-enough = You have chosen { $most }; take one back first.
joint-elected = You were chosen to represent the matter of { $number }: you may meet the office and come to a reception for the others, and tell them the result. Your name and telephone were not told to them. You may stop at any time.
joint-not-elected = You no longer represent the matter of { $number }. Your own goes on as before.
opt-case-papers = Notices, decisions
opt-case-more = More
card-more = For { $number } you can also:
papers-title = Documents of { $number } (PDF, in Chinese):
opt-home = Menu
who-title = { $number }: who has looked at it (units and roles, no names)
who-line = { $date }　{ $unit } ({ $role })
who-none = Since it was registered nobody has opened it.
ask-newcode = Get a new query code for { $number }? The old one stops working at once.
opt-newcode-sure = New code
opt-newcode-no = Keep the old one
newcode = New query code　{ $code } (the old one has ended; write it down, show it to nobody)

## Free words

free-unknown = I did not understand. Would you like to:
free-file = You seem to want to report something; what you said is kept.
free-thanks = You are welcome. Anything else?
free-abuse = We understand that you are upset. Please tell us what it is about: it will be registered and answered.
free-greeting = Hello. Would you like to:
answer-and-file = Shall we register it as well?
answer-phone = Telephone { $phone } ({ $hours }).
answer-hours = { $hours }. You can write here at any time; it is read when the office opens.
answer-where = At { $address } ({ $hours }), telephone { $phone }. You can also register here first and save the way.
answer-free = It is free: registering, handling, review, re-examination. If anybody asks for money, call { $phone }.
answer-who = Only the units that may lawfully handle it and the officers who do. A report on officials is seen by the appointed person only. Open your case to see who has looked.
answer-self = I am the registration assistant of { $office }: a program, no person. Officers read what is registered, and the unit in charge handles it. To speak with a person say "human", or call { $phone }.
answer-told-report = No. Only appointed officers read a report; it goes to the authority in charge and never to the person it is about or their unit.
answer-told-report-or-not = Not if you choose to report: only appointed officers read it, and it never goes to the person or their unit. If you want a problem solved, the unit may have to ask the other side, who may guess who spoke.
answer-told-other = We do not tell them. But the unit that handles it may have to ask the other side, who may guess who spoke. Your name and telephone are seen only by those who handle the matter; to leave none say "anonymous". To report an official say "report": only appointed officers read it.
answer-go-on = If you still want to register it, please go on:
answer-why = The law wants each of your requests answered, so we need to know what, where, and how you would like it solved. Skip what you would rather not say.
answer-trust = This is the petition service of { $office }. If in doubt call { $phone } or come to { $address }. We never ask for money, bank passwords or verification codes.
guide-key = Receipts can be checked: each carries our signature. Our public key is { $public }. Check with: jianjian verify FILE --key KEY
guide-entries = review、appeal：If you disagree with an answer, ask for review within 30 days by the unit above the one that answered (Petition Regulations, Art. 35). Where there is an answer, say "ask for review" here.
    re-examination：If you disagree with a review, ask for re-examination within 30 days (Petition Regulations, Art. 36).
    minimum living allowance、welfare：Apply in writing to the town government or subdistrict office of your registered residence (Interim Measures for Social Assistance, Art. 11).
    legal aid、lawyer：You can apply for legal aid; ask 12348 first, free of charge.
    arbitration、unpaid wages：Apply to the labour dispute arbitration commission where you work or where the employer is, usually within a year (Labour Dispute Mediation and Arbitration Law, Art. 21 and 27).
    reconsideration：Against an administrative decision, within 60 days of knowing it (Administrative Reconsideration Law, Art. 20).
    how long、how many days：Within 15 days we say who handles it; after acceptance it is settled within 60 days, at most 30 more (Petition Regulations, Art. 34).
    anonymous：You may stay anonymous, without name and telephone. You look with number and query code; keep them safe.

loose-file = Received. Which case does it belong to?
loose-words = That is noted. Which case does it belong to?
opt-loose-new = This is a new matter
place-in-words = Place: { $place }
opt-loose-case = Add to { $number }
only-digit = There is no digit to choose now. Would you like to:

## Errors

error-broken = Something went wrong and this step was not done; what you said before is still here. Please try again, or call { $phone }.
error-stale = Somebody else worked on this case just now; please look at it again first.
error-old-button = This button is out of date; please look at the newest message.
error-choose = Please press one of the choices above, or type its digit.
error-empty = Nothing arrived; please say it again.
error-no-words = There are no words yet: please say in a few sentences what it is about; photos and files are welcome too.
error-too-long = Please keep this under { $longest } characters; the story goes under "What happened".
error-story-full = There are { $limit } characters already and all are kept; please send the rest as a file.
error-story-short = Noted. Please say a little more: when, where, and what happened.
error-count = I could not read how many; please type a number such as 3, or "skip".
error-place = Is "{ $value }" a place? If so send it once more, or name the town, village or street with it.
error-name-sure = Is "{ $value }" your name? If so send it once more.
error-place-or-name = Is "{ $value }" a place? Please name the town, village or street with it; if it is your name, say "my name is { $value }".
error-request = Please say in one sentence what you would like, such as "repair the street lamp" or "give back the deposit".
error-name = Please give a name, such as "Ms Wang"; or press "Anonymous".
error-phone = That does not look like a telephone number; please check it (an 11-digit mobile, or a landline with area code), or type "skip".
error-id-not-phone = That looks like an ID number, which is not needed and was not kept. Please send a telephone number, or skip.
error-file-too-large = This file has { $size } MB, more than { $limit } MB, and was not taken. Send it as several photos, or hand it in at the window. What you said before is still here.
error-too-many-files = A matter takes at most { $limit } files; this one was not taken, all others were.
error-nothing-sent = No file arrived; please send it again.
error-sticker = Thanks for the sticker, but it cannot be registered. Please use words, photos, files, voice or a place.
error-poll = Polls cannot be used here. Please use words, photos, files, voice or a place.
edited-story = Very well, that message is noted as you changed it.
error-edited = You changed an earlier message. What is registered is what you said first; to add or correct, please send a new message.
error-contact = A contact card arrived; it is not needed and was not kept. Please use words.
error-kind = This kind of message cannot be registered. Please use words, photos, files, voice or a place.
error-channel = Matters cannot be registered here; please write to me in private.

## Danger

emergency = This sounds dangerous. Get to a safe place first, and call now:
emergency-mind = You need not carry this alone. Is anybody with you? You can call now:
emergency-mind-other = Please do not leave them alone: stay and talk, do not provoke, put dangerous things out of reach. Call now:
emergency-alerted = The officer on duty has been told, but this is no rescue service. May we have a telephone number? Write it here; the officer sees it when opening this conversation.
emergency-alone = Nobody is on duty here now. Please do call the numbers above, or us: { $phone } ({ $hours }).
emergency-kept = You need not fill in anything now. Go on whenever you like; everything is kept.
helpline-or = {" "}or{" "}
helpline-110 = Police
helpline-119 = Fire and rescue
helpline-120 = Ambulance
helpline-122 = Traffic accidents
helpline-12338 = Women's rights line
helpline-12345 = Government service line
helpline-12355 = Youth line
helpline-12356 = Mental health line
danger-asked = Are you in danger now?
opt-danger-yes = Yes
opt-danger-no = No
typed-in-danger = yes、i am、yes i am、in danger、Yes、有、有的、有危险、是、是的、嗯、对、很危险
typed-no-danger = no、no danger、not in danger、No、没有、没、没有危险、没危险、不是、没事、没有的
danger-none = Good. What you said is kept; we go on.
care-alerted = I am here, and the officer on duty has been told. Nothing to fill in and nothing to explain: tell me where you are and whether somebody is with you. If it gets worse call { $numbers } at once.
care-noted-2 = I am here; noted, the officer on duty can read it. If it gets worse call { $numbers }; if you are safe now, press below or say "I am safe now".
care-noted-3 = I am still here, and it is noted. Is somebody with you? If it gets worse call { $numbers }.
care-noted-0 = Noted; the officer on duty can read it. If you can, leave the dangerous place or ask somebody to stay with you; you can call { $numbers } at any time.
care-noted-1 = Noted. Go on, I am listening. If it gets worse call { $numbers }.
care-again-mind-2 = I am listening, and you need not carry this alone. At 12356 somebody talks with you; if it gets worse call { $numbers }. The officer on duty can read what you write.
care-again-mind-0 = All you write is kept, and the officer on duty can read it. Is somebody with you? Please call 12356; if it gets worse call { $numbers }.
care-again-mind-1 = I am still here, and the officer on duty was told again. Ask somebody to stay with you, or call 12356; if it gets worse call { $numbers }.
care-again-danger-2 = I hear you: it is still dangerous. This is no rescue service, please call { $numbers } now; the officer on duty can read what you wrote.
care-again-danger-0 = Please call { $numbers } first and come back to write afterwards; the officer on duty can read what you wrote.
care-again-danger-1 = Noted, and the officer on duty was told again. What matters now is { $numbers }, and to leave the dangerous place.
care-phone = I am here; the number is noted and the officer on duty can read it. Where are you, and is somebody with you?
care-over = Noted. Are you safe now? If so press below and go on; if not, go on writing: the officer on duty can read it.
care-read = The officer on duty is reading what you write and answers here. May we have a telephone number? And where are you, and is somebody with you?
care-passed-on = Passed on to the officer on duty.
relay-says = Officer on duty: { $words }
care-ended = The officer on duty stops here for now. Write whenever you want to talk; everything is kept, and you decide what comes next.
care-alone = I am here and everything you write is kept. Nobody is on duty here now: please call { $numbers }, or us: { $phone } ({ $hours }). Is anybody with you? Ask them to stay.
care-alone-more = I am here, and it is noted. Still nobody is on duty here: please call { $numbers }, or ask whoever is near to help.
opt-care-safe = I am safe now
opt-care-resume = Go on registering
opt-care-file = Put what I said into a report
typed-safe = i am safe、i am safe now、i am ok、i am fine、I am safe、I am safe now、我没事了、没事了、我没事、我安全了、安全了
typed-care-on = go on、go on registering、report something、继续填写、继续刚才的登记、继续登记、我要反映
care-safe = Good that you are safe. Everything is kept, and you decide what comes next. Write whenever you want to talk.

## Verbs on a case

which-supplement = Which case do you want to add to?
which-show = Which case do you mean? You can also send its number.
which-review = Review of which case?
which-recheck = Re-examination of which case?
which-unsolved = Which one is not solved?
which-solved = Which one is solved?
which-urge = Which one do you want to urge?
which-withdraw = Which one do you want to withdraw?
which-undo = Which one do you want back?
ask-undo = You withdrew { $number }. It can still be brought back, and its dates go on from where they were. Tap below to do so.
which-rate = Which one do you want to rate?
ask-supplement = Send what is to be added to { $number }: words, photos, files or voice.
ask-answer = Just reply: words, a photo, a file or a voice message. It is added to { $number }.
opt-case-have_none = I do not have this
opt-supplement-done = That is all
supplement-enough = Very well, it was added to { $number }; the officer will see it.
supplement-wait = No hurry. Send it when you are ready; it is added to { $number }.
supplemented = Added to { $number }; not a word of what you said before was changed. Send more if there is more.
transcribed = { $number }: an officer wrote down what your recording says: "{ $words }". The recording is kept and counts; if anything is wrong, press the button and say so.
urged = { $number } was urged; the officer sees it. You can do so { $left } more times this month.
ask-withdraw = Withdraw { $number }? It will not be handled any more; within 7 days you can take it up again. Nobody may demand that you withdraw.
opt-withdraw-yes = Yes, withdraw
opt-withdraw-no = Keep it
ask-withdraw-sure = Once more: withdraw { $number }?
opt-withdraw-sure = Withdraw
withdrawn = { $number } is withdrawn. Within 7 days you can take it up again; later you can report it anew.
ask-rate = Rate { $number } (the petition office and the unit separately; neither learns who rated; you need not):
opt-rate-target = { $target } ({ $given })
rated-bureau = Petition office
rated-unit = Responsible unit
rating-none = not rated
rating-satisfied = Satisfied
rating-mostly = Mostly satisfied
rating-unsatisfied = Not satisfied
ask-rating = How did they handle it? { $target }:
rated-thanks = Thank you. You can change it while the time for it runs.
opt-rate-other = Rate the other, or change
ask-why = What was wrong? Press one, say it, or say nothing.
why-slow = Too slow
why-attitude = Attitude
why-unsolved = Not solved
why-unclear = Not clear
why-other = Other
rated-why-thanks = Noted; somebody will call on you.
ask-review = Review of { $number }: ask before { $date } ({ $days } days left, Art. 35); handled by { $body }.
    I wrote the application in your words: "{ $request }"
    It is handed in only when you press "Hand it in"; write again to say it otherwise.
ask-recheck = Re-examination of { $number }: ask before { $date } ({ $days } days left, Art. 36); handled by { $body }.
    I wrote the application in your words: "{ $request }"
    It is handed in only when you press "Hand it in"; write again to say it otherwise.
ask-review-words = What do you disagree with, and why? You will read it before anything is handed in.
review-no-request = as in the original matter
review-window-over = The time for this is over. With new facts or reasons you can report it anew.
opt-review-send = Hand it in
opt-review-change = Change it
opt-review-think = Think about it
callback-solved = Good to hear. Thank you for telling us.
callback-unsolved = Noted: { $number } is not solved, you say. Supervision reads this and may send it back.
    Saying so does not stop the time for review. To ask for it press below.
callback-unsolved-only = Noted: { $number } is not solved, you say. Supervision reads this and may send it back.
ask-callback = { $number } is closed. Is the problem solved?
opt-callback-solved = Solved
opt-callback-unsolved = Not solved
how-duty = The unit must do this by { $date }: { $what }
how-window = You can do this until { $date }: { $what }
how-counted = How it is counted: from { $started }, that day not included, { $length }, until { $date } ({ $article }).
how-skipped = These days do not count: { $days }.
how-rolled-duty = { $date } is a day off, so the limit of the law moves to { $rolled }; we remind and urge by { $date }.
how-rolled-window = { $date } is a day off, so it moves to { $rolled }; until then you can.
how-none = No date is running for this case.
receipt-paper-caption = Receipt of { $number }, to print. It says how things stand now; when they change, press "Receipt" again.
receipt-caption = File to check { $number } by: registration and every public step, chained and signed; it can be checked offline. The key is in "How petitions work".
receipt-check-caption = Open this page in the browser of a phone or computer and choose the file above: it shows whether anything was changed. The page uses no network.
receipt-check-name = check a receipt
opt-receipt-large = Large letters
opt-receipt-file = File to check
clock-due-C1 = tell you who handles it (15 days, Art. 22)
clock-due-C2 = tell you whether it is accepted (15 days, Art. 23)
clock-due-C3 = the unit tells you whether it accepts (15 days, Art. 23)
clock-due-C5 = answer (60 days, Art. 34)
clock-due-C6 = answer (extended, Art. 34)
clock-due-C8 = opinion on the review (30 days, Art. 35)
clock-due-C10 = opinion on the re-examination (30 days, Art. 36)
clock-due-S1 = decide on acceptance (simple way, 3 working days)
clock-due-S3 = answer (simple way, 10 working days)
clock-due-B1 = answer again (10 working days)
clock-due-J1 = reply to your suggestion (60 days, Art. 29)
clock-due-L1 = settle it by the statutory procedure (Art. 31)
clock-due-C7 = you can ask for review (30 days, Art. 35)
clock-due-C9 = you can ask for re-examination (30 days, Art. 36)

## One's own data

data-summary = What we hold of you here:
    · first visit: { $since }
    · registered matters: { $cases }
    · agreed to the notice: { $consent }
    · unfinished draft: { $draft }
    We do not record your ethnicity, household registration, occupation or whereabouts, and put no label on anybody.
data-yes = yes
data-no = no
opt-data-copy = Download a copy
opt-data-correct = Correct name, telephone, address
opt-data-forget = Delete the draft
opt-data-consent = Withdraw consent
which-correct = In which case?
ask-correct = { $number }: what is to be corrected?
ask-correct-value = Please send the new { $field }:
correct-anonymous = This case is anonymous; there is no name or telephone to correct.
corrected = { $number }: your { $field } is now "{ $value }". The officer can see that it was changed.
ask-correct-sure = { $number }: change your { $field } from "{ $before }" to "{ $value }"?
opt-correct-yes = Change it
opt-correct-no = Leave it
correct-none = nothing
correct-same = { $number }: your { $field } is this already.
correct-nowhere = There is no case of this account that can be changed: none was filed, it is closed, or it is anonymous. You can call { $phone }.
data-forgotten = The draft is deleted. Registered matters are archives and are kept as the law says (Personal Information Protection Law, Art. 47), then deleted or made anonymous; you can withdraw one that you no longer want handled.
ask-consent-sure = If you withdraw your consent, the unfinished draft is deleted and you get no more notices; registered matters go on as the law says. Withdraw it?
opt-consent-sure = Withdraw consent
opt-consent-no = Keep it
data-consent-withdrawn = Your consent is withdrawn and you get no more notices. Registered matters go on; next time we ask again.

profile = This is the petition service of { $office }. Tell us what happened (words, photos, files, voice or a place): we register it, give it a number and handle it within the legal time, and you can look how it stands.

    In danger call 110, 119 or 120. Or come to { $address }, or call { $phone } ({ $hours }).
profile-abroad = { profile }

    This is Telegram: what you send passes through servers abroad. If you mind, please come or call.
profile-short = Petition service of { $office }: report problems, see how they stand; every matter is answered.
command-start = Start, back to the menu
command-status = How a case stands, by number
command-mine = My cases
command-supplement = Add something
command-withdraw = Withdraw
command-reception = See a leader on a reception day
command-notices = Public notices
command-guide = How petitions work
command-privacy = Privacy, my data
command-human = A person
command-todo = The unit's to-do list

language-name = English
language-ask = Which language would you like?
language-kept = Very well, English from now on. What offices write stays in Chinese, as they wrote it.
language-heard = I answer in English from here on. What offices write stays in Chinese. （要用中文请点下面的按钮。）
opt-language = Another language

## The receipt on paper

paper-number = Number
paper-registered = Registered
paper-state = State now
paper-where = Where it is now
paper-where-unit = with { $unit }
paper-where-closed = closed; no unit is handling it
paper-due = Date
paper-due-line = by { $date }: { $what }
paper-story = What you reported
paper-story-elsewhere = See the files.
paper-demands = What you ask for
paper-item = { $n }. { $words }
paper-materials = Files received ({ $count })
paper-materials-none = No files were received.
paper-material = { $n }. { $name } ({ $size } KB), SHA-256: { $hash }
paper-unnamed = file without a name
paper-withheld = To protect you, this receipt does not say what was reported.
paper-steps = Public steps until { $date }
paper-contact = Questions
paper-call = Telephone: { $phone }; window: { $address }, { $hours }. Give the number when you call, never the query code.
paper-check = How to check this receipt
paper-check-how = Scan this code to check that number, date and steps were issued by this office. It holds no name and nothing of what was reported.
paper-code = With number and query code you can look at any time. The code is not printed here; keep it safe and tell it to nobody.

## A scanned code

scanned = Hello, this is the petition service of { $office }. { $what }
    Whatever you report is registered, gets a number and gets an answer.
scanned-place = The code you scanned is that of "{ $place }": it is noted as the place; you can change it before submitting.
scanned-unit = The code you scanned is that of "{ $unit }": it is noted as the unit concerned; you can change it before submitting.
opt-scanned-file = Report something
opt-scanned-wrong = Not here
scanned-forgotten = Very well, nothing is filled in. Just tell us what happened.
scanned-foreign = This code is not one of { $office }, or can no longer be read; nothing of it was used. You can report here all the same, or call { $phone }.
scanned-officer = This code is for citizens.
notice-short = Only units that may lawfully handle it get this, nothing is published; you may stay anonymous; drafts are kept for 7 days.
intake-sent-already = Nothing is being filled in now. If you have just submitted, the number stands above, and "My cases" shows it. Would you like to:
ask-story-files = { $files } files received. Now say in a few words or by voice what it is about; if you cannot write, press "That is all".
ask-name-only = What is your name? Only the handling officer sees it, to answer you.
typed-anonymous = anonymous、stay anonymous、confidential、no name、Anonymous、匿名、保密、不留名、不想留名、不留、不想留
preview-more = With these it is easier to handle; you can submit without them. Which one would you add?
preview-topic = { $name } (because you said { $words })
preview-topic-likely = probably { $name } (because you said { $words }); our staff decides
opt-preview-agree = I agree, submit
opt-preview-anonymous = Submit anonymously
opt-preview-more = Add something
opt-preview-full = Full notice
opt-preview-back = Nothing more, back
field-money = Amount
field-contact = Contact
field-unit = Goes to
loose-matter = You were in the middle of another matter. Does this belong to it, or is it something else? It is kept meanwhile.
opt-loose-draft = It belongs to it, go on
opt-loose-instead = Something new (drop the other)
repair-wait = No hurry, everything you said is here. When you are ready:
repair-cannot-write = You need not write: hold the microphone and speak, our staff will listen; or call { $phone } and have it written down.
repair-human = A person: telephone { $phone }, { $hours }; the window is at { $address }. Everything you said is here, and you can also go on:
repair-thanks = You are welcome. Only a little is missing:
repair-abuse = We understand that you are upset. Once it is clear, somebody can act:
repair-here = I am here, and so is everything you said. Let us go on:
repair-no-case = No case was registered with this account yet; let us finish this one first:
repair-plain = This one needs a few words of your own; you may also skip it.
repair-needed = This one cannot be skipped; a few words are enough.
repair-new = Start anew? What you said so far will be deleted.
repair-person = No harm if it is hard to say: call { $phone }, or skip it.
repair-corrected = { $field } is now "{ $value }". All else stays.
ask-consented-again = One tap is missing: agree to go on, or stay anonymous. The notice stands above and can be read in full.
repair-anonymous = You chose to stay anonymous: no name and no number are kept here, and what you just said was not stored.
repair-kept-as = { $field } is noted: "{ $value }".
purpose-assumed = I note it as a request to solve a problem; you can change that.
answer-how-long = Within 15 days after registering you learn who handles it; it usually ends within 60 days of acceptance, and you are told here (anonymous: look it up by number). Go on:
supplement-nothing = All right, nothing was added; { $number } goes on as before.
repair-tap = Tap one of the options below, or say its name.
answer-typing = Yes, typing is enough from beginning to end, no call is needed. Just send what you want to report.
answer-nobody = I cannot answer that. You may call { $phone } ({ $hours }), or register it as a question that our staff answer.
opt-answer-register = Register my question
repair-request-added = Added to your request: "{ $value }".
repair-without-phone = All right, no phone number.
repair-without-name = All right, anonymous. No name, phone or address is kept.
omit-asked = Your words say { $words }. Shall that be taken out? Those who handle the matter will not see it then.
omit-none = Your words do not say that ({ $what }), and we will not add it.
omit-done = It is taken out; nothing else was changed.
opt-omit-yes = Take it out
opt-omit-no = Leave it
omit-filed = { $number } is registered and its words cannot be changed; what you said of it ({ $what }) is still there. It is not published and only read by those who handle it. To take it out you can withdraw the case and tell it again.
answer-unknown = I cannot answer that here; you may call { $phone }. You can go on in the meantime:
told-money = Amount: { $value }
ask-money = How much money is it?
preview-changed = { $field }: { $value }
preview-unit-open = Which unit gets it is decided by our staff.
preview-rest = If nothing needs changing, submit; you can also go on telling.

# What our fonts cannot print, written out on paper.
printable-hanzi = [U+{ $code }]
printable-tibetan = [{ $count } Tibetan letters]
printable-arabic = [{ $count } Uyghur or Arabic letters]
printable-mongolian = [{ $count } Mongolian letters]
printable-yi = [{ $count } Yi letters]
printable-dai = [{ $count } Dai letters]
printable-korean = [{ $count } Korean letters]
printable-emoji = [{ $count } pictures or signs]
printable-other = [{ $count } letters of another script]
printable-note = Note: some letters cannot be printed here and are named in brackets; behind U+ stands the letter's number in Unicode. The words themselves are kept as they were written, and those count.

# Dates as people write them.
date-day = { $day } { $month } { $year }
date-short = { $dd } { $month }
date-month-1 = January
date-month-2 = February
date-month-3 = March
date-month-4 = April
date-month-5 = May
date-month-6 = June
date-month-7 = July
date-month-8 = August
date-month-9 = September
date-month-10 = October
date-month-11 = November
date-month-12 = December
date-brief-1 = Jan
date-brief-2 = Feb
date-brief-3 = Mar
date-brief-4 = Apr
date-brief-5 = May
date-brief-6 = Jun
date-brief-7 = Jul
date-brief-8 = Aug
date-brief-9 = Sep
date-brief-10 = Oct
date-brief-11 = Nov
date-brief-12 = Dec
