"""What Telegram shows of the bot before anybody writes to it."""

from bot.telegram import BotApi, introduce
from bot.telegram.profile import GROUP, PRIVATE
from handlers import router
from services.context import Office
from tests.fake_telegram import TOKEN, FakeTelegram

OFFICE = Office("测试县信访局", "0597-1234567", "测试县人民路 1 号", "工作日 8:00-12:00", "350881")


def listened_for() -> set[str]:
    """Every command that some handler answers."""
    commands = set()
    for handler in router().message.handlers:
        for flag in handler.flags.get("commands", []):
            commands |= {each for each in flag.commands if isinstance(each, str)}
    return commands


def test_every_command_that_is_offered_is_answered() -> None:
    assert set(PRIVATE) | set(GROUP) <= listened_for()


async def test_the_menu_button_and_the_description_are_set_within_telegrams_limits() -> None:
    async with FakeTelegram() as telegram:
        await introduce(BotApi(TOKEN, api_base=telegram.base), OFFICE)
        private, group = telegram.of("setMyCommands")
        assert [each["command"] for each in private.given["commands"]] == list(PRIVATE)
        assert group.given["scope"] == {"type": "all_group_chats"}
        told = telegram.of("setMyDescription")[0].given["description"]
        assert "测试县信访局" in told
        assert "境外的服务器" in told, "said before anything is sent (PIPL 39)"
        assert telegram.of("setMyShortDescription")


async def test_an_office_with_a_very_long_name_is_still_introduced() -> None:
    async with FakeTelegram() as telegram:
        named = Office("某" * 600, "1", "2", "3", "350881")
        await introduce(BotApi(TOKEN, api_base=telegram.base), named)
        assert len(telegram.of("setMyDescription")[0].given["description"]) == 512


async def test_a_telegram_that_cannot_be_reached_stops_nothing(unused_tcp_port: int) -> None:
    await introduce(BotApi(TOKEN, api_base=f"http://127.0.0.1:{unused_tcp_port}"), OFFICE)
