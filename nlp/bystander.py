"""Who is in danger, where it is said: the one who writes, or somebody that they see (我邻居要跳楼)."""

import re

_OTHER = (
    "(?:邻居|隔壁|对门|楼[上下]|有(?:一)?个?人|[他她](?:们)?|那个?人|孩子|学生|工友|同事|同学|朋友|亲戚"
    "|老(?:乡|人|头|太太|奶奶|大爷)|女的|男的|大[爷妈姐哥]"
    "|(?:我|俺)(?:的)?(?:妈|爸|娘|爹|母亲|父亲|儿子|女儿|闺女|老公|老婆|丈夫|妻子|媳妇|对象"
    "|妹|姐|弟|哥|爷爷|奶奶|外公|外婆|叔|舅|姑|姨|侄|孙))"
)
_WANTS = (
    "(?:不想活|想死|要死|寻死|自杀|轻生|寻短见|想不开|跳(?:楼|河|桥|江|下)|上吊|割腕"
    "|喝了?(?:农)?药|吃了?.{0,4}药|站在.{0,6}(?:顶|桥|栏杆|窗))"
)
_OF_ANOTHER = re.compile(_OTHER + "[^。！!？?]{0,14}" + _WANTS)
_OF_ONESELF = re.compile(
    "(?:我|俺|咱)(?!(?:的)?(?:妈|爸|娘|爹|母|父|儿|女|闺|老|丈|妻|媳|对象|妹|姐|弟|哥|爷|奶|外|叔|舅|姑|姨|侄|孙|们?(?:邻居|同|工友|朋友)))"
    "[^，。！!？?他她]{0,8}(?:不想活|想死|要死|去死|自杀|跳|上吊|割|喝|吃了|活不|死给)"
)
_ENGLISH = re.compile(
    r"\b(?:my (?!life)\w+|he|she|someone|somebody|a (?:man|woman|boy|girl|child|person)|the neighbou?r)\b"
    r"[^.!?]{0,40}\b(?:kill (?:him|her|them)sel|suicid|jump|want(?:s)? to die|hang)",
    re.I,
)


def speaks_of_another(text: str) -> bool:
    """Whether somebody else than the writer wants to die; in doubt it is the writer who is spoken to.

    A pattern over the words as they stand: it decides only how the answer begins, never whether help is called.
    """
    if _OF_ONESELF.search(text):
        return False
    return bool(_OF_ANOTHER.search(text) or _ENGLISH.search(text))
