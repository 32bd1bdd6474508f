"""A public notice after it was submitted: approved or returned by a second administrator, held, ended, archived."""

import re
from collections.abc import Callable
from datetime import datetime, time

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.admin.broadcast import NOTICE_LISTS, board, board_buttons, broadcast_of, show
from handlers.line import About, Line
from handlers.registry import Registry
from services import broadcasting, dates, letters
from services.broadcast_message import BroadcastButton
from services.buttons import Option, plain
from services.context import Desk
from services.letters import Letter
from storage import audit, broadcasts, office
from storage.outbox import Outgoing
from storage.tables.public_rows import Broadcast, BroadcastState, Decision

on = Registry("admin.sending", private=True, officer=(Role.ADMIN,))

REASON, MANNERS = Line("Writing:reason"), Line("Writing:manners")
"""Why a notice goes back to its writer; quiet hours and how many a week."""
LISTED = 10
_SPAN = re.compile(r"^\s*(\d{1,2})[:：](\d{2})\s*[-~—–至到]\s*(\d{1,2})[:：](\d{2})\s*$")
_WEEKLY = re.compile(r"^\s*(?:每周)?\s*(\d)\s*条?\s*$")


@on.press(BroadcastButton, do="ok")
async def approve(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk, officer: Actor) -> None:
    """同意发送: by another person than the writer, of exactly the version that was shown."""
    found = await broadcast_of(desk, callback_data.id)
    session = await desk.write()
    await broadcasts.decide(
        session, found.id, int(callback_data.value or 0), staff_id=officer.staff_id or 0,
        decision=Decision.APPROVED, now=desk.now,
    )  # fmt: skip
    await audit.write(
        session, officer, "broadcast_approve", at=desk.now, broadcast=found.id, version=found.version
    )
    later = found.send_at is not None and found.send_at > desk.now
    begun = False if later else await broadcasting.begin(desk.turn, found.id)
    manners = await broadcasting.manners(await desk.read())
    at = None if begun else manners.loud_again(max(found.send_at or desk.now, desk.now))
    await tell_writer(desk, found, lambda: approved_words(found, at))
    desk.say(approved_words(found, at))


def approved_words(found: Broadcast, at: datetime | None) -> str:
    """What both are told: it goes now (None), or at its hour, after the quiet hours."""
    if at is None:
        return text("notice-approved-now", id=found.id, title=found.title)
    return text("notice-approved-later", id=found.id, title=found.title, at=dates.moment(at))


@on.press(BroadcastButton, do="back")
async def give_back(
    query: CallbackQuery, callback_data: BroadcastButton, desk: Desk, state: FSMContext
) -> None:
    """退回: with a reason for the writer."""
    await REASON.ask(state, broadcast=callback_data.id, version=int(callback_data.value or 0))
    await filters.message_of(query).answer(text("notice-ask-reason"))


@on.line(REASON)
async def reason_said(message: Message, words: str, about: About, desk: Desk, officer: Actor) -> None:
    """The reason; the notice is a draft again."""
    found, version = await broadcast_of(desk, about["broadcast"]), about["version"]
    session = await desk.write()
    await broadcasts.decide(
        session, found.id, version, staff_id=officer.staff_id or 0, decision=Decision.RETURNED, now=desk.now,
        reason=words.strip()[:500],
    )  # fmt: skip
    await audit.write(session, officer, "broadcast_return", at=desk.now, broadcast=found.id, version=version)
    reason = words.strip()[:500]
    await tell_writer(
        desk, found, lambda: text("notice-returned", id=found.id, title=found.title, reason=reason)
    )
    await message.answer(text("notice-returned-done", id=found.id))


async def tell_writer(desk: Desk, found: Broadcast, words: Callable[[], str]) -> None:
    """Whoever wrote it hears what was decided, in private."""
    session = await desk.read()
    writer = await office.staff(session, found.created_by)
    if writer is not None and writer.person_id != desk.person_id:
        letter = Letter(
            words, lambda: plain([(text("notice-do-view"), BroadcastButton(do="view", id=found.id))])
        )
        await letters.to_person(desk.turn, writer.person_id, letter, None)


@on.press(BroadcastButton, do=("pause", "resume"))
async def hold(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk, officer: Actor) -> None:
    """暂停 / 继续. Resumed in quiet hours, it waits for their end by itself."""
    found = await broadcast_of(desk, callback_data.id)
    session = await desk.write()
    resting = False
    if callback_data.do == "pause":
        await broadcasts.pause(session, found.id)
    elif (await broadcasting.manners(session)).quiet(desk.now):
        resting = found.state == BroadcastState.PAUSED
    else:
        await broadcasts.resume(session, found.id, desk.now)
    await broadcasting.by_hand(session, found.id, resting=resting)
    await audit.write(session, officer, f"broadcast_{callback_data.do}", at=desk.now, broadcast=found.id)
    await query.answer(text("notice-held" if callback_data.do == "pause" else "notice-resumed"))
    await broadcasting.show_progress(desk.turn, found.id)


@on.press(BroadcastButton, do=("stop", "drop"))
async def ask_stop(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk) -> None:
    """停止 is for good, so it is asked twice."""
    found = await broadcast_of(desk, callback_data.id)
    options: list[Option] = [
        (text("notice-do-stop-yes"), BroadcastButton(do="stopyes", id=found.id)),
        (text("notice-do-stop-no"), BroadcastButton(do="view", id=found.id)),
    ]
    await filters.message_of(query).answer(
        text("notice-ask-stop", title=found.title), reply_markup=plain(options)
    )


@on.press(BroadcastButton, do="stopyes")
async def stop(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk, officer: Actor) -> None:
    """Nothing more of it is sent; what arrived stays arrived."""
    found = await broadcast_of(desk, callback_data.id)
    session = await desk.write()
    ended = await broadcasts.stop(session, found.id, desk.now)
    await broadcasting.by_hand(session, found.id, resting=False)
    await audit.write(session, officer, "broadcast_stop", at=desk.now, broadcast=found.id, cancelled=ended)
    await filters.message_of(query).answer(text("notice-stopped", title=found.title, count=f"{ended:,}"))
    if found.recipients:
        await broadcasting.show_progress(desk.turn, found.id)


# Lists and the archive


@on.press(BroadcastButton, do="list")
async def listed(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk, state: FSMContext) -> None:
    """The notices of one place: drafts, waiting, under way, sent."""
    await state.set_state(None)
    rows = await broadcasts.listed(
        await desk.read(), *NOTICE_LISTS.get(callback_data.value, ()), limit=LISTED
    )
    options: list[Option] = [
        (text("notice-list-line", id=row.id, state=text(f"notice-state-{row.state}"), title=row.title),
         BroadcastButton(do="show" if callback_data.value == "archive" else "view", id=row.id))
        for row in rows
    ]  # fmt: skip
    words = text("notice-list" if rows else "notice-list-none")
    await filters.message_of(query).answer(words, reply_markup=plain(options, per_row=1))


@on.press(BroadcastButton, do="view")
async def view(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk) -> None:
    """One notice: as it will arrive, and what may be done."""
    await show(desk, callback_data.id)


@on.press(BroadcastButton, do="show")
async def archived(query: CallbackQuery, callback_data: BroadcastButton, desk: Desk) -> None:
    """The archive: every version with its fingerprint, who decided what, and what became of it."""
    found = await broadcast_of(desk, callback_data.id)
    session = await desk.read()
    lines = [await board(desk, found)]
    for n in range(1, found.version + 1):
        version = await broadcasts.wording(session, found.id, n)
        sent = text("notice-version-sent") if n == found.approved_version and found.recipients else ""
        at = dates.moment(version.at)
        lines.append(
            text("notice-version-line", n=n, at=at, by=version.by, mark=version.sha256[:16], sent=sent)
        )
    for each in await broadcasts.decisions(session, found.id):
        decision = text(f"notice-decision-{each.decision}")
        at = dates.moment(each.at)
        lines.append(
            text(
                "notice-decision-line",
                n=each.version,
                at=at,
                by=each.staff_id,
                decision=decision,
                reason=each.reason or "—",
            )
        )
    shown = await broadcasts.wording(session, found.id, found.approved_version or found.version)
    desk.turn.say(Outgoing(desk.channel, desk.chat_id, shown.method, dict(shown.payload)))
    open_states = (BroadcastState.DRAFT, BroadcastState.SUBMITTED, BroadcastState.APPROVED)
    keyboard = await board_buttons(desk, found) if found.state in open_states else None
    desk.say("\n".join(lines), keyboard=keyboard)


# Manners: quiet hours and how many a week


@on.press(BroadcastButton, do="manners")
async def ask_manners(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """Show the quiet hours and the weekly measure, and how to change them."""
    held = await broadcasting.manners(await desk.read())
    await MANNERS.ask(state)
    words = text("notice-manners", quiet=held.words, most=held.per_week)
    await filters.message_of(query).answer(
        words, reply_markup=plain([(text("notice-do-leave"), BroadcastButton(do="leave"))])
    )


@on.line(MANNERS)
async def manners_said(message: Message, words: str, desk: Desk, officer: Actor) -> None:
    """`20:00-8:00` or `2`."""
    span, weekly = _SPAN.match(words), _WEEKLY.match(words)
    session = await desk.write()
    if span:
        hours = quiet_hours(span)
        await office.set_value(session, broadcasting.QUIET, [each.isoformat() for each in hours])
    elif weekly and 1 <= int(weekly.group(1)) <= 7:
        await office.set_value(session, broadcasting.PER_WEEK, int(weekly.group(1)))
    else:
        raise Refusal(text("notice-bad-manners"))
    await audit.write(session, officer, "broadcast_manners", at=desk.now)
    held = await broadcasting.manners(session)
    await message.answer(text("notice-manners-set", quiet=held.words, most=held.per_week))


def quiet_hours(span: re.Match[str]) -> tuple[time, time]:
    """The two hours that were written. Raises `Refusal` for hours that do not exist, or no quiet at all."""
    since_hour, since_minute, until_hour, until_minute = map(int, span.groups())
    try:
        since, until = time(since_hour, since_minute), time(until_hour, until_minute)
    except ValueError:
        raise Refusal(text("notice-bad-manners")) from None
    if since == until:
        raise Refusal(text("notice-bad-manners"))
    return since, until
