"""The citizen rates bureau and unit apart, asks for 复查 and 复核, and says whether it is really solved."""

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework.movetable import by_event
from casework.petition import Rating, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.citizen import case_card
from handlers.citizen.status import changeable
from handlers.citizen.supplement import settle
from handlers.registry import Registry
from services import dates
from services.buttons import LEAVE, Case, Go, Option, menu, numbered
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import RatedUnit, TextKind

on = Registry("citizen.rating", private=True)

REASONS = ("slow", "attitude", "unsolved", "unclear", "other")
_CASE, _TARGET = "rated_case", "rated_target"
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
    case = await changeable(desk, state, callback_data.case)
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
    await filters.message_of(query).answer(
        text("ask-rate", number=case.number), reply_markup=numbered(options, fixed=home())
    )


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
    """复查 or 复核: the days left, the request prefilled, one tap to send or words to change it."""
    case = await changeable(desk, state, callback_data.case)
    clock_id = by_event()[f"ask_{callback_data.do}"][0].opens.partition("@")[0]
    session = await desk.read()
    running = {clock.clock: clock for clock in await cases.clocks(session, case.id)}
    if clock_id not in running:
        raise Refusal(text("review-window-over"))
    limit = running[clock_id].rolled_limit
    wanted = await cases.texts(session, case.id, TextKind.REQUEST)
    request = wanted[-1].body if wanted else ""
    await state.set_state(Telling.review)
    await state.update_data({_CASE: case.id, _TARGET: callback_data.do})
    words = text(
        f"ask-{callback_data.do}", number=case.number, date=dates.day(limit), days=(limit - desk.today).days,
        request=request or text("review-no-request"),
    )  # fmt: skip
    options = [(text("opt-review-send"), Case(do="review_send", case=case.id, value=callback_data.do))]
    fixed = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await filters.message_of(query).answer(words, reply_markup=numbered(options, fixed=fixed))


@on.press(Case, do="review_send")
async def review_sent(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Send it as prefilled."""
    case = await changeable(desk, state, callback_data.case)
    await send_review(desk, filters.message_of(query), state, case.id, callback_data.value, "")


@on.message(Telling.review, filters.Words())
async def review_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """Send it with the citizen's own words."""
    data = await state.get_data()
    await send_review(desk, message, state, data[_CASE], data[_TARGET], words)


async def send_review(
    desk: Desk, message: Message, state: FSMContext, case_id: int, which: str, words: str
) -> None:
    """Make the move; the reasons are kept with the case."""
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
    await settle(desk, case, "callback", solved=callback_data.do == "solved")
    await filters.message_of(query).answer(text(f"callback-{callback_data.do}"), reply_markup=menu())
