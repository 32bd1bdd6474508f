"""An officer writes down what a citizen said in a recording: the one who cannot write is heard as well."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Refusal
from casework.wording import text
from handlers import filters
from handlers.line import About, Line
from handlers.registry import Registry
from services import access, transcripts
from services.buttons import Act
from services.context import Desk
from storage import cases

on = Registry("staff.transcribing")

HEARD = Line("Transcribing:heard")
"""What the recording says."""
LONGEST = 3_000


@on.press(Act, filters.Private(), do="transcribe")
async def ask(query: CallbackQuery, callback_data: Act, desk: Desk, state: FSMContext) -> None:
    """Ask for the words; the recordings themselves are behind 看材料."""
    case, _ = await access.standing(desk, callback_data.case)
    if not await cases.recordings(await desk.read(), case.id):
        raise Refusal(text("error-old-button"))
    await HEARD.ask(state, case=case.id)
    await filters.message_of(query).answer(text("ask-transcript", number=case.number))


@on.line(HEARD)
async def heard(message: Message, words: str, about: About, desk: Desk) -> None:
    """Keep it, tell the citizen, and say what the words would be about."""
    case, actors = await access.standing(desk, about["case"])
    if not words.strip() or len(words) > LONGEST:
        raise Refusal(text("error-too-long", longest=LONGEST))
    reading = await desk.context.reader.read_gently(words, today=desk.today)
    told = await transcripts.keep(desk, case, actors[0], words.strip())
    name = desk.context.topic_name(reading.topics.code) if reading.topics.fits and not case.sealed else ""
    lines = [text("transcript-kept", number=case.number)]
    lines += [text("transcript-told")] if told else []
    lines += [text("transcript-topic", topic=name)] if name else []
    await message.answer("\n".join(lines))
