"""The bot never speaks faster than Telegram allows. In virtual time, so every figure is exact."""

import asyncio
from random import Random
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.senders.pace import Allowance, Pace, Precedence, TooSoon, seconds_of
from tests.virtual_time import VirtualTime, in_virtual_time

BROADCAST = int(Precedence.BROADCAST)


class Speaker:
    """Says things through a `Pace` and writes down when each left."""

    def __init__(self, allowance: Allowance | None = None) -> None:
        self.pace = Pace(allowance)
        self.left: list[tuple[float, int, str]] = []
        self.answers: list[Exception] = []

    async def say(
        self, chat_id: int, *, method: str = "sendMessage", urgency: int = 0, album: int = 0, takes: float = 0
    ) -> None:
        async def call() -> bool:
            self.left.append((asyncio.get_running_loop().time(), chat_id, method))
            await asyncio.sleep(takes)
            if self.answers:
                raise self.answers.pop(0)
            return True

        data: dict[str, Any] = {"chat_id": chat_id}
        if album:
            data["media"] = [object()] * album
        await self.pace.process_request(call, (), {}, method, data, urgency)

    @property
    def times(self) -> list[float]:
        return [at for at, *_ in self.left]


def most_within(times: list[float], seconds: float) -> int:
    """The most messages that left within any such span."""
    return max(sum(1 for each in times if at <= each < at + seconds) for at in times)


async def flood(speaker: Speaker, chats: int) -> None:
    async with asyncio.TaskGroup() as group:
        for chat_id in range(1, chats + 1):
            group.create_task(speaker.say(chat_id))


def test_never_more_than_thirty_in_any_second_and_no_burst_at_the_start() -> None:
    speaker = Speaker()
    in_virtual_time(flood(speaker, 250))
    assert most_within(speaker.times, 1.0) <= 30
    assert speaker.times[-1] == pytest.approx(250 / 30, abs=0.3), "and the whole of the pace is used"


@pytest.mark.parametrize("processes", [2, 3, 7])
def test_several_processes_with_their_parts_stay_within_the_whole(processes: int) -> None:
    part = Allowance().part(processes)

    async def people(speakers: list[Speaker]) -> None:
        await asyncio.gather(*(flood(each, 30) for each in speakers))

    async def group(speakers: list[Speaker]) -> None:
        async def chatter(speaker: Speaker) -> None:
            for _ in range(12):
                try:
                    await speaker.say(-5)
                except TooSoon as refused:
                    await asyncio.sleep(seconds_of(refused))

        await asyncio.gather(*(chatter(each) for each in speakers))

    for crowd, span, most in ((people, 1.0, 30), (group, 60.0, 20)):
        speakers = [Speaker(part) for _ in range(processes)]
        in_virtual_time(crowd(speakers))
        said = sorted(at for each in speakers for at in each.times)
        assert most_within(said, span) <= most
        assert len(said) >= processes * 4, "and everybody speaks"


@pytest.mark.parametrize("processes", [0, 21])
def test_what_cannot_be_shared_is_refused(processes: int) -> None:
    with pytest.raises(ValueError, match="cannot share"):
        Allowance().part(processes)


def test_however_unequally_messages_travel_no_second_at_telegram_holds_more_than_thirty() -> None:
    arrived: list[float] = []
    chance = Random(7)

    async def said(pace: Pace, chat_id: int) -> None:
        async def call() -> bool:
            await asyncio.sleep(chance.choice([0.001, 0.02, 0.3, 1.2]) * chance.random())
            arrived.append(asyncio.get_running_loop().time())
            await asyncio.sleep(0.1 * chance.random())
            return True

        await pace.process_request(call, (), {}, "sendMessage", {"chat_id": chat_id}, BROADCAST)

    async def everybody(pace: Pace) -> None:
        # Two dozen side by side, as the delivery holds them.
        for first in range(1, 600, 24):
            await asyncio.gather(*(said(pace, chat) for chat in range(first, first + 24)))

    in_virtual_time(everybody(Pace()))
    assert len(arrived) == 600
    assert most_within(sorted(arrived), 1.0) <= 30


def test_a_machine_that_is_late_now_and_then_loses_no_pace_in_the_long_run() -> None:
    async def late(speaker: Speaker) -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualTime)
        for number in range(20):
            loop.call_later(1.0 + 0.7 * number, loop.lose, 0.1)
        await asyncio.gather(*(speaker.say(chat, takes=0.01) for chat in range(1, 250)))

    speaker = Speaker()
    in_virtual_time(late(speaker))
    assert most_within(speaker.times, 1.0) <= 30
    assert len(speaker.times) / speaker.times[-1] > 0.95 * 30


def test_an_unanswered_message_gives_its_place_up_after_a_while() -> None:
    async def silence(speaker: Speaker) -> None:
        stuck = [asyncio.ensure_future(speaker.say(chat, takes=60)) for chat in range(1, 31)]
        await asyncio.sleep(2)
        assert len(speaker.left) == 30
        await speaker.say(99)
        assert speaker.times[-1] == pytest.approx(6.0, abs=0.1)
        for each in stuck:
            each.cancel()

    in_virtual_time(silence(Speaker()))


def test_a_private_chat_hears_a_small_burst_and_then_one_a_second() -> None:
    async def chatter(speaker: Speaker) -> None:
        for _ in range(12):
            await speaker.say(7)

    speaker = Speaker()
    in_virtual_time(chatter(speaker))
    assert most_within(speaker.times, 0.9) == 3
    assert speaker.times[-1] - speaker.times[0] == pytest.approx(9.0, abs=0.2)


def test_a_group_hears_twenty_in_any_minute() -> None:
    async def hour(speaker: Speaker) -> None:
        for _ in range(100):
            try:
                await speaker.say(-7)
            except TooSoon as far:
                await asyncio.sleep(seconds_of(far))

    speaker = Speaker()
    in_virtual_time(hour(speaker))
    assert most_within(speaker.times, 60.0) == 20
    assert len(speaker.times) >= 96


def test_edits_and_deletions_count_like_messages() -> None:
    async def mixed(speaker: Speaker) -> None:
        for number in range(20):
            await speaker.say(-7, method=("editMessageText", "sendMessage", "deleteMessage")[number % 3])
        with pytest.raises(TooSoon):
            await speaker.say(-7, method="editMessageText")

    in_virtual_time(mixed(Speaker()))


def test_an_album_counts_as_its_pictures() -> None:
    async def albums(speaker: Speaker) -> None:
        await speaker.say(-7, album=10)
        await speaker.say(-7, album=10)
        with pytest.raises(TooSoon):
            await speaker.say(-7)

    in_virtual_time(albums(Speaker()))


def test_a_button_is_answered_at_once_however_long_the_line_is() -> None:
    async def press(speaker: Speaker) -> None:
        line = [asyncio.ensure_future(speaker.say(chat)) for chat in range(1, 60)]
        await asyncio.sleep(0.1)
        at = asyncio.get_running_loop().time()
        await speaker.say(1, method="answerCallbackQuery")
        assert asyncio.get_running_loop().time() == pytest.approx(at, abs=0.001)
        await asyncio.gather(*line)

    in_virtual_time(press(Speaker()))


def test_replies_and_notices_go_before_broadcasts() -> None:
    async def both(speaker: Speaker) -> None:
        line = [asyncio.ensure_future(speaker.say(chat, urgency=BROADCAST)) for chat in range(1, 101)]
        await asyncio.sleep(1.0)
        before = len(speaker.left)
        await speaker.say(1000)
        assert [chat for _, chat, _ in speaker.left].index(1000) <= before + 1
        await asyncio.gather(*line)

    in_virtual_time(both(Speaker()))


def test_one_halt_for_everybody_that_no_other_request_lifts() -> None:
    async def halted(speaker: Speaker) -> None:
        slow = asyncio.ensure_future(speaker.say(1, takes=1.0))
        await asyncio.sleep(0.5)
        speaker.answers.append(RetryAfter(4))
        with pytest.raises(RetryAfter):
            await speaker.say(2)
        until = asyncio.get_running_loop().time() + 4
        await slow
        await asyncio.gather(*(speaker.say(chat) for chat in range(10, 60)))
        after = [at for at in speaker.times if at > until - 4]
        assert min(after) >= until
        assert most_within(after, 1.0) <= 30
        assert most_within(after, 0.01) == 1, "a burst after the halt"

    in_virtual_time(halted(Speaker()))


def test_a_halt_stops_the_line_where_it_stands() -> None:
    async def standing(speaker: Speaker) -> None:
        line = [asyncio.ensure_future(speaker.say(chat)) for chat in range(1, 60)]
        await asyncio.sleep(0.5)
        speaker.pace.line.halt(4)
        before = len(speaker.left)
        await asyncio.sleep(3.9)
        assert len(speaker.left) == before
        await asyncio.gather(*line)
        assert most_within(speaker.times[before:], 0.01) == 1, "a burst after the halt"

    in_virtual_time(standing(Speaker()))


def test_a_shorter_halt_does_not_shorten_a_longer_one() -> None:
    async def twice(pace: Pace) -> None:
        pace.line.halt(20)
        pace.line.halt(1)
        assert pace.line.halted_for() == pytest.approx(20)

    in_virtual_time(twice(Pace()))


def test_a_long_halt_gives_back_what_waits() -> None:
    async def given_back(speaker: Speaker) -> None:
        line = [asyncio.ensure_future(speaker.say(chat)) for chat in range(1, 60)]
        await asyncio.sleep(0.5)
        speaker.pace.line.halt(300)
        ended = await asyncio.gather(*line, return_exceptions=True)
        turned_away = [each for each in ended if isinstance(each, TooSoon)]
        assert len(turned_away) == 59 - len(speaker.left)
        assert all(seconds_of(each) == pytest.approx(300) for each in turned_away)
        with pytest.raises(TooSoon):
            await speaker.say(99)

    in_virtual_time(given_back(Speaker()))


def test_nobody_waits_in_line_for_ever() -> None:
    async def starved(speaker: Speaker) -> None:
        line = [asyncio.ensure_future(speaker.say(chat)) for chat in range(1, 1000)]
        with pytest.raises(TooSoon):
            await speaker.say(5000, urgency=BROADCAST)
        await asyncio.gather(*line, return_exceptions=True)

    in_virtual_time(starved(Speaker()))


def test_who_leaves_the_line_does_not_hold_it_up() -> None:
    async def left(speaker: Speaker) -> None:
        line = [asyncio.ensure_future(speaker.say(chat)) for chat in range(1, 40)]
        await asyncio.sleep(0.01)
        for each in line[5:35]:
            each.cancel()
        await asyncio.gather(*line, return_exceptions=True)
        assert len(speaker.left) == 9
        await speaker.say(50)

    in_virtual_time(left(Speaker()))


def test_memory_does_not_grow_with_the_people_spoken_to() -> None:
    async def many(speaker: Speaker) -> None:
        most = 0
        for chat_id in range(1, 6_001):
            await speaker.say(chat_id)
            most = max(most, speaker.pace.chats)
        assert most <= 30 * 61 + 30

    in_virtual_time(many(Speaker()))


def test_an_outage_pauses_everybody_and_an_answer_ends_the_count() -> None:
    async def outage(pace: Pace) -> None:
        pauses = []
        for _ in range(12):
            pace.went_wrong()
            pauses.append(pace.line.halted_for())
        assert pauses[:4] == pytest.approx([0, 0, 0.5, 1.0])
        assert pauses[-1] == pytest.approx(30)
        await asyncio.sleep(31)
        pace.went_well()
        pace.went_wrong()
        assert pace.line.halted_for() == 0

    in_virtual_time(outage(Pace()))


def test_closing_turns_everybody_away() -> None:
    async def closed(speaker: Speaker) -> None:
        line = [asyncio.ensure_future(speaker.say(chat)) for chat in range(1, 40)]
        await asyncio.sleep(0.2)
        await speaker.pace.shutdown()
        ended = await asyncio.gather(*line, return_exceptions=True)
        assert sum(isinstance(each, TooSoon) for each in ended) == 39 - len(speaker.left)
        with pytest.raises(TooSoon):
            await speaker.say(99)

    in_virtual_time(closed(Speaker()))
