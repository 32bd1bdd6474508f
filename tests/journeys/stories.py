"""Ways through the form that many journeys share."""

import re

from tests.people import Person

WAGES = "工地欠我们三十多个人三个月工资，去年腊月到现在，老板电话打不通"
LAMP = "我们小区门口的路灯坏了一个多星期，晚上很黑，老人摔了一跤，打过电话没人来修"
NUMBER = re.compile(r"\d{6}-\d{6}-\d{5,}-\d")
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")

ANSWERS = (
    ("登记前请看一眼", "同意"),
    ("还差您点一下", "同意"),
    ("您这次是想", "1"),
    ("再多说几句", "这件事一直没有人管，请帮帮我们"),
    ("要不要遮住", "1"),
    ("工作人员违纪违法", "2"),
    ("您举报的是", "某局某某"),
    ("好像是同一件事", "2"),
    ("已有人反映同一件事", "2"),
    ("要分开登记吗", "2"),
    ("最希望怎么解决", "请尽快解决，把工资发给我们"),
    ("事情在哪里", "青山镇建设路工地"),
    ("怎么称呼您", "王小明 13800000000"),
    ("您的电话", "13800000000"),
)
"""What is asked, and what somebody who wants to be done with it says."""
OFFERED = {
    "什么时候的事": "时间", "涉及哪个单位": "涉及", "以前处理过吗": "处理过", "涉及多少人": "人数",
    "您的住址": "住址", "看起来属于": "分类", "属于哪一类": "分类",
}  # fmt: skip
"""What is only offered, and the button that opens it from the preview."""


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
    """Tell a story and answer what is asked until the preview; the preview. `answers` replace usual ones and add
    what is only offered.
    """
    await person.says("/start")
    asked = await person.says(story)
    for _ in range(30):
        if "请核对" in asked:
            break
        asked = await answers_with(person, reply_to(asked, answers))
    else:
        raise AssertionError(f"the form does not end: {asked}")
    for question in (each for each in answers if each in OFFERED):
        asked = await adds(person, question, answers[question])
    return asked


async def answers_with(person: Person, answer: str) -> str:
    """Tap the button of these words where there is one, else say them."""
    tapped = any(answer in label for label in await person.buttons()) and not answer.isdigit()
    return await (person.presses(answer) if tapped else person.says(answer))


async def adds(person: Person, question: str, answer: str) -> str:
    """Open what is only offered from the preview and answer it; the preview again."""
    await person.presses("改一条" if OFFERED[question] == "分类" else "再补充")
    if OFFERED[question] not in await person.buttons():
        await person.presses("改一条")
    asked = await person.presses(OFFERED[question])
    assert question in asked or OFFERED[question] == "分类", asked
    return await answers_with(person, answer)


async def files(person: Person, story: str = WAGES, **answers: str) -> tuple[str, str]:
    """File a petition; its number and its query code."""
    await fills(person, story, **answers)
    receipt = await person.presses("提交")
    number, code = NUMBER.search(receipt), CODE.search(receipt)
    assert number, receipt
    assert code, receipt
    return number.group(), code.group()
