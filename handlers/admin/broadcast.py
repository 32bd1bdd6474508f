"""/公告: an administrator writes a public notice, sees it as the citizen will, chooses for whom, and submits it.

Nothing leaves before a second administrator approved this very version (`handlers/admin/broadcast_sending.py`). The
role is asked of the database at every press; no case is shown anywhere here.
"""

from datetime import datetime, time, timedelta

from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework.petition import OFFICE_ZONE, Actor, Refusal, Role
from casework.wording import speaking, text
from handlers import filters
from handlers.citizen import received_files, subscribing
from handlers.line import About, Line
from handlers.registry import Registry
from services import broadcasting, dates, letters, moments
from services.broadcast_message import PICTURES, BroadcastButton, NoticeDraft, composed, mute_button
from services.buttons import Option, numbered, plain
from services.context import Desk
from services.letters import Letter
from storage import audit, broadcasts, office
from storage.audience import Reach, SubscriberFilter
from storage.outbox import Kind, Outgoing
from storage.tables.public_rows import Broadcast, BroadcastState, Theme

on = Registry("admin.broadcast", private=True, officer=(Role.ADMIN,))

FIRST_HOUR = time(9, 0)
"""When a notice of a later day goes out unless another time is written."""


class BroadcastWriting(StatesGroup):
    """A part of a notice is awaited. Open conversations are stored under the older name of the group."""

    body = State(group_name="Writing")
    source = State(group_name="Writing")


MOMENT = Line("Writing:moment")
"""When a notice goes out."""


@on.message(Command("broadcast", "公告"))
async def begin(message: Message, desk: Desk, state: FSMContext) -> None:
    """Ask for the text at once; what is under way is one tap away."""
    session = await desk.read()
    await state.set_state(BroadcastWriting.body)
    await NoticeDraft().keep(state)
    options: list[Option] = []
    for place, states in NOTICE_LISTS.items():
        count = len(await broadcasts.listed(session, *states))
        if count:
            options.append(
                (text(f"notice-place-{place}", count=count), BroadcastButton(do="list", value=place))
            )
    options += [
        (text("notice-do-manners"), BroadcastButton(do="manners")),
        (text("notice-do-leave"), BroadcastButton(do="leave")),
    ]
    await message.answer(text("notice-ask-body"), reply_markup=plain(options))


NOTICE_LISTS = {
    "draft": (BroadcastState.DRAFT,),
    "submitted": (BroadcastState.SUBMITTED,),
    "moving": (BroadcastState.APPROVED, BroadcastState.SENDING, BroadcastState.PAUSED),
    "archive": (BroadcastState.DONE, BroadcastState.STOPPED),
}
"""The lists of notices, and which states belong to each."""


@on.press(BroadcastButton, anyone=True, do="leave")
async def leave(query: CallbackQuery, state: FSMContext) -> None:
    """Stop writing; nothing was stored."""
    await state.set_state(None)
    await NoticeDraft.forget(state)
    await filters.message_of(query).answer(text("notice-left"))


@on.message(StateFilter(BroadcastWriting.body, BroadcastWriting.source), filters.Media())
async def picture(message: Message, desk: Desk, state: FSMContext) -> None:
    """A picture of the notice; its caption is the text."""
    sheet = await sheet_of(state)
    if not message.photo:
        raise Refusal(text("notice-pictures-only"))
    if len(sheet.pictures) >= PICTURES:
        raise Refusal(text("notice-too-many-pictures", most=PICTURES))
    kept = await received_files.store(desk, message)
    sheet.pictures.append(int(kept["id"]))
    first = not message.media_group_id or sheet.album != message.media_group_id
    sheet.album = message.media_group_id or ""
    if message.caption:
        sheet.body, sheet.entities = (
            message.caption,
            [each.model_dump() for each in message.caption_entities or []],
        )
        await state.set_state(BroadcastWriting.source)
    await sheet.keep(state)
    if message.caption:
        await ask_source(message)
    elif first:
        await message.answer(text("notice-picture-kept"))


@on.message(BroadcastWriting.body, filters.Prose())
async def body_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """The text, with its formatting."""
    sheet = await sheet_of(state)
    sheet.body, sheet.entities = (
        words,
        [each.model_dump(exclude_none=True) for each in message.entities or []],
    )
    await state.set_state(BroadcastWriting.source)
    await sheet.keep(state)
    await ask_source(message)


async def ask_source(message: Message) -> None:
    """Where it comes from: a notice of law names its source."""
    await message.answer(
        text("notice-ask-source"),
        reply_markup=plain([(text("notice-do-nosource"), BroadcastButton(do="nosource"))]),
    )


@on.press(BroadcastButton, do="nosource")
async def no_source(query: CallbackQuery, desk: Desk, state: FSMContext, officer: Actor) -> None:
    """It is the office's own."""
    await source_known(filters.message_of(query), desk, state, "", officer)


@on.message(BroadcastWriting.source, filters.Prose())
async def source_said(message: Message, words: str, desk: Desk, state: FSMContext, officer: Actor) -> None:
    """The source in words: a law with its article, a document's number, an address."""
    await source_known(message, desk, state, words.strip()[:300], officer)


async def source_known(message: Message, desk: Desk, state: FSMContext, source: str, officer: Actor) -> None:
    """Text and source are there: which theme, or the new version of a notice that has one."""
    sheet = await sheet_of(state)
    if not sheet.body.strip():
        raise Refusal(text("notice-no-body"))
    sheet.source = source
    await state.set_state(None)
    await sheet.keep(state)
    if sheet.revises:
        await revised(desk, state, sheet, officer)
        return
    options: list[Option] = [
        (text(f"notice-theme-{theme}"), BroadcastButton(do="theme", value=theme)) for theme in Theme
    ]
    await message.answer(text("notice-ask-theme"), reply_markup=numbered(options))


async def revised(desk: Desk, state: FSMContext, sheet: NoticeDraft, admin: Actor) -> None:
    """A new version of a notice; approval is asked anew."""
    session = await desk.write()
    found = await broadcast_of(desk, sheet.revises)
    theme = Theme(found.theme)
    made = composed(sheet, theme, mute_button(theme))
    version = await broadcasts.revise(session, found.id, made, by=admin.staff_id or 0, now=desk.now)
    await audit.write(session, admin, "broadcast_revise", at=desk.now, broadcast=found.id, version=version)
    await NoticeDraft.forget(state)
    await show(desk, found.id)


@on.press(BroadcastButton, do="theme")
async def theme_chosen(
    query: CallbackQuery, callback_data: BroadcastButton, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """Everything is known: the notice is kept as a draft and shown as it will arrive."""
    sheet = await sheet_of(state)
    theme = subscribing.theme_of(callback_data.value)
    if not sheet.body.strip():
        raise Refusal(text("notice-no-body"))
    made = composed(sheet, theme, mute_button(theme))
    session = await desk.write()
    who = officer.staff_id or 0
    broadcast_id = await broadcasts.draft(
        session, theme, sheet.title, made, SubscriberFilter(), by=who, now=desk.now
    )
    await audit.write(session, officer, "broadcast_draft", at=desk.now, broadcast=broadcast_id)
    await NoticeDraft.forget(state)
    await show(desk, broadcast_id)


async def sheet_of(state: FSMContext) -> NoticeDraft:
    """The notice that is being written here; an empty one after it was left."""
    return await NoticeDraft.of(state) or NoticeDraft()


async def broadcast_of(desk: Desk, broadcast_id: int) -> Broadcast:
    """The broadcast a button names. Raises `Refusal` when there is none."""
    try:
        return await broadcasts.get(await desk.read(), broadcast_id)
    except LookupError:
        raise Refusal(text("error-old-button")) from None


# The draft on the desk


async def show(desk: Desk, broadcast_id: int) -> None:
    """The notice exactly as the citizen gets it, and below it who will get it and what may be done."""
    found = await broadcast_of(desk, broadcast_id)
    desk.say(text("notice-preview-head", id=found.id))
    await preview(desk, found, desk.channel, desk.chat_id)
    desk.say(await board(desk, found), keyboard=(await board_buttons(desk, found)))


async def preview(desk: Desk, found: Broadcast, channel: str, chat_id: int) -> None:
    """Say the newest version in one chat, as an ordinary message."""
    version = await broadcasts.wording(await desk.read(), found.id, found.version)
    desk.turn.say(Outgoing(channel, chat_id, version.method, dict(version.payload), kind=Kind.REPLY))


async def board(desk: Desk, found: Broadcast) -> str:
    """What administrators read about a notice: its state, version, audience, and the count before sending."""
    session = await desk.read()
    manners = await broadcasting.manners(session)
    audience = SubscriberFilter.from_json(found.audience)
    lines = [
        text("notice-board", id=found.id, theme=text(f"notice-theme-{found.theme}"), version=found.version,
             state=text(f"notice-state-{found.state}")),
        text("notice-board-audience", audience=audience_words(desk, audience)),
    ]  # fmt: skip
    if found.state in (BroadcastState.DRAFT, BroadcastState.SUBMITTED, BroadcastState.APPROVED):
        reach = await broadcasts.count_audience(
            session, Theme(found.theme), audience, desk.now, per_week=manners.per_week
        )
        lines.append(reach_words(reach, manners))
        if found.send_at is not None:
            lines.append(text("notice-board-at", at=dates.moment(found.send_at)))
    else:
        lines.append((await broadcasting.progress(session, found))())
    return "\n".join(lines)


def reach_words(reach: Reach, manners: broadcasting.Manners) -> str:
    """How many get it, and of the others why not."""
    return text(
        "notice-reach", reached=f"{reach.reached:,}", fitting=f"{reach.fitting:,}", blocked=f"{reach.blocked:,}",
        over=f"{reach.over_weekly:,}", most=manners.per_week, quiet=manners.words,
    )  # fmt: skip


def audience_words(desk: Desk, audience: SubscriberFilter) -> str:
    """The audience in words."""
    parts = [*audience.towns, *(desk.context.topic_name(code) for code in audience.topics)]
    if audience.open_cases:
        parts.append(text("notice-audience-open"))
    return "、".join(parts) or text("notice-audience-all")


async def board_buttons(desk: Desk, found: Broadcast) -> InlineKeyboardMarkup:
    """What may be done in the state the notice is in."""
    state = BroadcastState(found.state)
    if state in (BroadcastState.SENDING, BroadcastState.PAUSED):
        return broadcasting.progress_buttons(found)
    verbs = {
        BroadcastState.DRAFT: ("test", "edit", "to", "submit", "drop"),
        BroadcastState.SUBMITTED: ("test", "ok", "back", "edit", "drop"),
        BroadcastState.APPROVED: ("test", "edit", "drop"),
    }.get(state, ("show",))
    return plain(
        [
            (text(f"notice-do-{do}"), BroadcastButton(do=do, id=found.id, value=str(found.version)))
            for do in verbs
        ]
    )


@on.press(BroadcastButton, do="test")
async def test_send(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk) -> None:
    """发给我看看: the real message, to this administrator alone; then what may be done, without the counts again."""
    found = await broadcast_of(desk, callback_data.id)
    desk.say(text("notice-test-head", id=found.id, version=found.version))
    await preview(desk, found, desk.channel, desk.chat_id)
    buttons = await board_buttons(desk, found)
    desk.say(text("notice-test-foot", id=found.id), keyboard=buttons)


@on.press(BroadcastButton, do="edit")
async def edit(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk, state: FSMContext) -> None:
    """Write it anew: a new version; the old one stays in the archive, an approval is taken back."""
    found = await broadcast_of(desk, callback_data.id)
    await state.set_state(BroadcastWriting.body)
    await NoticeDraft(revises=found.id).keep(state)
    await filters.message_of(query).answer(text("notice-ask-body-anew", id=found.id, version=found.version))


# When, and submitting


@on.press(BroadcastButton, do="submit")
async def when(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk, state: FSMContext) -> None:
    """提交审核: first, when it shall go out; by a button, or in the administrator's own words at once."""
    found = await broadcast_of(desk, callback_data.id)
    await MOMENT.ask(state, broadcast=found.id)
    options: list[Option] = [(text("notice-at-once"), BroadcastButton(do="at", id=found.id, value="now"))]
    for label, at in moment_choices(desk.now):
        options.append((label, BroadcastButton(do="at", id=found.id, value=at.strftime("%Y%m%d%H%M"))))
    await filters.message_of(query).answer(text("notice-ask-when"), reply_markup=numbered(options))


def moment_choices(now: datetime) -> list[tuple[str, datetime]]:
    """Tomorrow morning, and the next 12月30日 (集中宣传日), in the office's time."""
    local = now.astimezone(OFFICE_ZONE)
    tomorrow = datetime.combine(local.date() + timedelta(days=1), FIRST_HOUR, OFFICE_ZONE)
    day = datetime.combine(local.date().replace(month=12, day=30), FIRST_HOUR, OFFICE_ZONE)
    if day <= local:
        day = day.replace(year=day.year + 1)
    return [(text("notice-at-tomorrow"), tomorrow), (text("notice-at-campaign", year=day.year), day)]


@on.line(MOMENT)
async def moment_said(message: Message, words: str, about: About, desk: Desk, officer: Actor) -> None:
    """`12-30 9:00`, `明天 10 点` and the like."""
    at = moments.moment(words, desk.now)
    if at <= desk.now:
        raise Refusal(text("notice-moment-past"))
    await submit(desk, about["broadcast"], at, officer)


@on.press(BroadcastButton, do="at")
async def moment_chosen(
    query: CallbackQuery, callback_data: BroadcastButton, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """A moment by button; an old button may name one that is over."""
    await MOMENT.settled(state)
    at = None
    if callback_data.value != "now":
        at = datetime.strptime(callback_data.value, "%Y%m%d%H%M").replace(tzinfo=OFFICE_ZONE)
        if at <= desk.now:
            raise Refusal(text("notice-moment-past"))
    await submit(desk, callback_data.id, at, officer)


async def submit(desk: Desk, broadcast_id: int, at: datetime | None, officer: Actor) -> None:
    """Hand it to the other administrators. They are told in private, with the message as it will arrive."""
    found = await broadcast_of(desk, broadcast_id)
    session = await desk.write()
    await broadcasts.submit(session, found.id, send_at=at)
    await audit.write(
        session, officer, "broadcast_submit", at=desk.now, broadcast=found.id, version=found.version
    )
    found = await broadcast_of(desk, found.id)
    told = await tell_others(desk, found)
    when = dates.moment(at) if at is not None else text("notice-at-once")
    desk.say(
        text("notice-submitted" if told else "notice-submitted-alone", id=found.id, count=told, when=when)
    )


async def tell_others(desk: Desk, found: Broadcast) -> int:
    """Show it to every other administrator; gives how many people that is."""
    session = await desk.read()
    others = {row.person_id for row in await office.staff_with(session, Role.ADMIN)} - {desk.person.id}
    told = 0
    for person_id in sorted(others):
        person = await letters.reader(session, person_id)
        if person is None:
            continue
        told += 1
        await preview(desk, found, person.channel, person.chat_id)
        with speaking(person.locale):
            letter = await to_decide(desk, found)
        desk.turn.say(letter.to_reader(person, None))
    return told


async def to_decide(desk: Desk, found: Broadcast) -> Letter:
    """What a second administrator is asked, in the language that is spoken now."""
    words, keyboard = await board(desk, found), await board_buttons(desk, found)
    return Letter(lambda: text("notice-please-decide") + "\n" + words, lambda: keyboard)
