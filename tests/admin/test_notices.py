"""Citizens choose what they hear, and take it back with one tap."""

from tests.admin.townhall import TownHall


async def test_nobody_hears_a_public_notice_before_asking_for_it(hall: TownHall) -> None:
    ann = await hall.citizen()
    await ann.says("/start")
    assert "未订阅" in await ann.presses("接收通知")
    assert await hall.rows("subscriptions") == []


async def test_a_theme_is_opted_into_and_the_consent_is_on_record(hall: TownHall) -> None:
    ann = await hall.citizen()
    await ann.says("/notices")
    answer = await ann.presses("订阅依法信访")
    assert "已订阅依法信访" in answer
    assert [(row["theme"], row["ended_at"]) for row in await hall.rows("subscriptions")] == [("law", None)]
    assert [row["purpose"] for row in await hall.rows("consents")] == ["notices"]


async def test_one_tap_under_a_notice_ends_its_theme_only(hall: TownHall) -> None:
    ann = await hall.citizen()
    await ann.says("/notices")
    await ann.presses("订阅依法信访")
    await ann.presses("订阅服务提醒")
    answer = await ann.taps("hr:mute:law")
    assert "已退订「依法信访」" in answer
    heard = {row["theme"]: row["ended_at"] for row in await hall.rows("subscriptions")}
    assert heard["law"] is not None
    assert heard["service"] is None


async def test_mute_ends_everything_and_withdraws_the_consent(hall: TownHall) -> None:
    ann = await hall.citizen()
    await ann.says("/notices")
    await ann.presses("订阅依法信访")
    assert "已全部退订" in await ann.says("/mute")
    assert all(row["ended_at"] is not None for row in await hall.rows("subscriptions"))
    assert all(row["withdrawn_at"] is not None for row in await hall.rows("consents"))


async def test_the_area_holds_for_every_theme(hall: TownHall) -> None:
    ann = await hall.citizen()
    await ann.says("/notices")
    await ann.presses("订阅依法信访")
    await ann.presses("订阅普法宣传")
    await ann.presses("只看一个乡镇")
    assert "青山镇" in await ann.presses("青山镇")
    assert {row["town"] for row in await hall.rows("subscriptions")} == {"青山镇"}


async def test_an_old_button_with_a_theme_that_is_gone_says_so(hall: TownHall) -> None:
    ann = await hall.citizen()
    assert "过时" in await ann.taps("hr:want:gossip")
