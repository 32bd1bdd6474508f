"""Ways through the form that many journeys share."""

import re

from tests.people import Person

WAGES = "工地欠我们三十多个人三个月工资，去年腊月到现在，老板电话打不通"
LAMP = "我们小区门口的路灯坏了一个多星期，晚上很黑，老人摔了一跤，打过电话没人来修"
NUMBER = re.compile(r"\d{6}-\d{6}-\d{5,}-\d")
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")

ANSWERS = (
    ("登记前请看一眼", "同意"),
    ("您这次是想", "1"),
    ("说完了请按 1", "1"),
    ("要不要遮住", "1"),
    ("工作人员违纪违法", "2"),
    ("您举报的是", "某局某某"),
    ("好像是同一件事", "2"),
    ("已有人反映同一件事", "2"),
    ("要分开登记吗", "2"),
    ("对吗？", "1"),
    ("最希望怎么解决", "请尽快解决，把工资发给我们"),
    ("属于哪一类", "1"),
    ("发生在哪里", "测试县青山镇建设路工地"),
    ("什么时候的事", "去年腊月到现在"),
    ("涉及哪个单位", "宏达建筑公司"),
    ("以前处理过吗", "1"),
    ("涉及多少人", "30"),
    ("怎么称呼您", "王小明"),
    ("您的电话", "13800000000"),
    ("您的住址", "青山镇东街 1 号"),
    ("现在可以发", "1"),
    ("没有了请按 1", "1"),
    ("隐去您的身份公开", "2"),
)
"""What is asked, and what somebody who wants to be done with it says."""


def reply_to(asked: str, answers: dict[str, str]) -> str:
    """The answer to the question that was asked last; what this story answers differently comes first."""
    for known in (answers, dict(ANSWERS)):
        place, answer = (
            max((asked.rfind(question), answer) for question, answer in known.items()) if known else (-1, "")
        )
        if place >= 0 and answer:
            return answer
    raise AssertionError(f"nobody knows what to answer to: {asked}")


async def fills(person: Person, story: str = WAGES, **answers: str) -> str:
    """Tell a story and answer everything until the preview; the preview. `answers` replace usual ones."""
    await person.says("/start")
    asked = await person.says(story)
    for _ in range(30):
        if "请核对" in asked:
            return asked
        answer = reply_to(asked, answers)
        tapped = any(answer in label for label in await person.buttons()) and not answer.isdigit()
        asked = await (person.presses(answer) if tapped else person.says(answer))
    raise AssertionError(f"the form does not end: {asked}")


async def files(person: Person, story: str = WAGES, **answers: str) -> tuple[str, str]:
    """File a petition; its number and its query code."""
    await fills(person, story, **answers)
    receipt = await person.presses("提交")
    number, code = NUMBER.search(receipt), CODE.search(receipt)
    assert number, receipt
    assert code, receipt
    return number.group(), code.group()
