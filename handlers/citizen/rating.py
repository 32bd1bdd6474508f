"""The citizen rates bureau and unit apart, asks for 复查 and 复核, and says whether it is really solved."""

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework.movetable import by_event
from casework.petition import Rating, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.citizen import case_card
from handlers.citizen.adding import ELSEWHERE
from handlers.citizen.status import changeable, own
from handlers.citizen.supplement import settle
from handlers.registry import Registry
from services import case_file, dates, record, review_bodies, unit_names
from services.buttons import LEAVE, Case, Go, Option, numbered
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import RatedUnit, TextKind

on = Registry("citizen.rating", private=True)

REASONS = ("slow", "attitude", "unsolved", "unclear", "other")
_CASE, _TARGET, _PREPARED = "rated_case", "rated_target", "review_words"
LONGEST = 1_000


class Telling(StatesGroup):
    """Words are awaited: why not satisfied, or why a review is asked."""

    why = State()
    review = State()


def home() -> list[tuple[int, Option]]:
    """The way out of every question."""
    return [(LEAVE, (text("opt-home"), Go(to="home")))]


def after(case: CaseRow) -> InlineKeyboardMarkup:
    """After a rating: the other one may be rated too, or the case looked at."""
    options: list[Option] = [
        (text("opt-rate-other"), Case(do="rate", case=case.id)),
        (text("opt-show"), Case(do="show", case=case.id)),
    ]
    return numbered(options, fixed=home())


@on.press(Case, do="rate")
async def rate(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Whom to rate first: the bureau and the unit are rated apart (国信发〔2014〕16号)."""
    await ask_whom(filters.message_of(query), desk, state, await own(desk, state, callback_data.case))


async def ask_whom(message: Message, desk: Desk, state: FSMContext, case: CaseRow) -> None:
    """Whom to rate, with what was given already."""
    case = await changeable(desk, state, case.id)
    given = {row.target: row.rating for row in await cases.ratings(await desk.read(), case.id)}
    options = []
    for target in RatedUnit:
        mark = text(f"rating-{given[target]}") if target in given else text("rating-none")
        options.append(
            (
                text("opt-rate-target", target=text(f"rated-{target}"), given=mark),
                Case(do="rate_whom", case=case.id, value=target),
            )
        )
    await message.answer(text("ask-rate", number=case.number), reply_markup=numbered(options, fixed=home()))


@on.press(Case, do="rate_whom")
async def rate_target(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """How satisfied."""
    case = await changeable(desk, state, callback_data.case)
    target = RatedUnit(callback_data.value)
    options = [
        (text(f"rating-{rating}"), Case(do="rate_how", case=case.id, value=f"{target}.{rating}"))
        for rating in Rating
    ]
    await filters.message_of(query).answer(
        text("ask-rating", target=text(f"rated-{target}")), reply_markup=numbered(options, fixed=home())
    )


@on.press(Case, do="rate_how")
async def rated(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Store the rating; 不满意 asks why, which may be left unsaid."""
    case = await changeable(desk, state, callback_data.case)
    target_name, _, rating_name = callback_data.value.partition(".")
    target, rating = RatedUnit(target_name), Rating(rating_name)
    case = await settle(desk, case, "rate", object=target.value, rating=rating.value)
    await cases.rate(await desk.write(), case.id, target, rating, now=desk.now)
    message = filters.message_of(query)
    if rating is not Rating.UNSATISFIED:
        await message.answer(text("rated-thanks"), reply_markup=after(case))
        return
    await state.set_state(Telling.why)
    await state.update_data({_CASE: case.id, _TARGET: target.value})
    options = [
        (text(f"why-{reason}"), Case(do="why", case=case.id, value=f"{target}.{reason}"))
        for reason in REASONS
    ]
    await message.answer(text("ask-why"), reply_markup=numbered(options, fixed=home()))


@on.press(Case, do="why")
async def why_pressed(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """One of the usual reasons."""
    case = await changeable(desk, state, callback_data.case)
    target_name, _, reason = callback_data.value.partition(".")
    if reason not in REASONS:
        raise Refusal(text("error-old-button"))
    await state.set_state(None)
    await cases.rate(
        await desk.write(),
        case.id,
        RatedUnit(target_name),
        Rating.UNSATISFIED,
        now=desk.now,
        reasons=[reason],
    )
    await filters.message_of(query).answer(text("rated-why-thanks"), reply_markup=after(case))


@on.message(Telling.why, filters.Words())
async def why_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """Why, in the citizen's own words; the rated unit reads the reason, never who gave it."""
    data = await state.get_data()
    case = await changeable(desk, state, data[_CASE])
    await state.set_state(None)
    await cases.rate(
        await desk.write(),
        case.id,
        RatedUnit(data[_TARGET]),
        Rating.UNSATISFIED,
        now=desk.now,
        text=words[:LONGEST],
    )
    await message.answer(text("rated-why-thanks"), reply_markup=after(case))


@on.press(Case, do=("review", "recheck"))
async def ask_review(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """复查 or 复核, by a press: the request that was filed is the application, until other words are said."""
    case = await changeable(desk, state, callback_data.case)
    await prepare_review(filters.message_of(query), desk, state, case, callback_data.do, "")


async def prepare_review(
    message: Message, desk: Desk, state: FSMContext, case: CaseRow, which: str, words: str
) -> None:
    """The days left, who decides, and the application in the citizen's words; nothing is sent before they say so."""
    case = await changeable(desk, state, case.id)
    clock_id = by_event()[f"ask_{which}"][0].opens.partition("@")[0]
    session = await desk.read()
    running = {clock.clock: clock for clock in await cases.clocks(session, case.id)}
    if clock_id not in running:
        raise Refusal(text("review-window-over"))
    limit = running[clock_id].rolled_limit
    wanted = await cases.texts(session, case.id, TextKind.REQUEST)
    request = words or (wanted[-1].body if wanted else "") or text("review-no-request")
    await state.set_state(Telling.review)
    await state.update_data({_CASE: case.id, _TARGET: which, _PREPARED: words[:LONGEST]})
    said = text(
        f"ask-{which}", number=case.number, date=dates.day(limit), days=(limit - desk.today).days, request=request,
        body=await _decides(desk, case, which),
    )  # fmt: skip
    options = [
        (text("opt-review-send"), Case(do="review_send", case=case.id, value=which)),
        (text("opt-review-change"), Case(do="review_change", case=case.id, value=which)),
        (text("opt-review-think"), Case(do="show", case=case.id)),
    ]
    await message.answer(said, reply_markup=numbered(options, fixed=home()))


async def _decides(desk: Desk, case: CaseRow, which: str) -> str:
    """Who decides on it: the body above the unit that answered, and the one above that (Art. 35, 36)."""
    body = (await review_bodies.of_case(desk.turn, case)).of(which)
    return unit_names.whole(body) if body is not None else text("reply-next-level")


@on.press(Case, do="review_change")
async def change_review(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Other words for the application."""
    case = await changeable(desk, state, callback_data.case)
    await state.set_state(Telling.review)
    await state.update_data({_CASE: case.id, _TARGET: callback_data.value})
    await filters.message_of(query).answer(text("ask-review-words"), reply_markup=numbered([], fixed=home()))


@on.press(Case, do="review_send")
async def review_sent(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Send it as it was prepared."""
    data = await state.get_data()
    case = await changeable(desk, state, callback_data.case)
    words = data.get(_PREPARED, "") if data.get(_CASE) == case.id else ""
    await send_review(desk, filters.message_of(query), state, case.id, callback_data.value, words)


@on.message(Telling.review, filters.Prose())
async def review_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """The citizen's own reasons: shown once more before they are sent; words for something else are heard as such."""
    if desk.context.reader.intent(words, asked="story").intent in ELSEWHERE:
        await state.set_state(None)
        raise SkipHandler
    data = await state.get_data()
    case = await changeable(desk, state, data[_CASE])
    await prepare_review(message, desk, state, case, data[_TARGET], words)


async def send_review(
    desk: Desk, message: Message, state: FSMContext, case_id: int, which: str, words: str
) -> None:
    """Make the move; the reasons are kept with the case."""
    await state.update_data({_PREPARED: ""})
    case = await changeable(desk, state, case_id)
    if which not in ("review", "recheck"):
        raise Refusal(text("error-old-button"))
    case = await settle(desk, case, f"ask_{which}")
    if words:
        await cases.add_text(
            await desk.write(), case.id, TextKind.REQUEST, words, by=Role.CITIZEN, at=desk.now
        )
    await state.set_state(None)
    await case_card.show(message, desk, case)


@on.press(Case, do=("solved", "unsolved"))
async def called_back(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """解决了吗？ Asked after closing; 没有 tells the supervisor, who may send it back once."""
    case = await changeable(desk, state, callback_data.case)
    tell = tell_solved if callback_data.do == "solved" else tell_unsolved
    await tell(filters.message_of(query), desk, state, case)


async def told_once(desk: Desk, case: CaseRow, *, solved: bool) -> CaseRow:
    """Record what the citizen says; the same of the same answer is on record already, and nobody is told again."""
    if record.said_already(await case_file.of(desk.turn, case).events(), solved=solved):
        return case
    return await settle(desk, case, "callback", solved=solved)


async def tell_solved(message: Message, desk: Desk, state: FSMContext, case: CaseRow) -> None:
    """解决了."""
    case = await told_once(desk, await changeable(desk, state, case.id), solved=True)
    await message.answer(text("callback-solved"), reply_markup=after(case))


async def tell_unsolved(message: Message, desk: Desk, state: FSMContext, case: CaseRow) -> None:
    """没有解决: told to those who may send it back, and what the citizen can do besides."""
    case = await told_once(desk, await changeable(desk, state, case.id), solved=False)
    possible = [each for each in await case_card.doable(desk, case) if each in ("review", "recheck", "rate")]
    options: list[Option] = [(text(f"opt-case-{each}"), Case(do=each, case=case.id)) for each in possible]
    options.append((text("opt-show"), Case(do="show", case=case.id)))
    key = "callback-unsolved" if {"review", "recheck"} & set(possible) else "callback-unsolved-only"
    await message.answer(text(key, number=case.number), reply_markup=numbered(options, fixed=home()))
