"""Writes the citizens' sentences in Traditional characters from the first language: `python -m tests.traditional`.

The files are made, never edited: a test fails when they are not what the first language gives.
"""

import re
from pathlib import Path

import opencc

from casework import wording

FOLDER = Path(wording.__file__).parent
FIRST, TRADITIONAL = FOLDER / "zh-CN", FOLDER / "zh-Hant"
FILES = ("casework.ftl", "citizen.ftl", "verify.ftl", "web.ftl")
HEAD = "# Made from zh-CN by `python -m tests.traditional`; change the sentence there.\n"
OWN = {
    "language-name": "繁體中文",
    "language-heard": "以後用繁體中文回您。單位寫的話保持原樣。（要換請點下面的按鈕。）",
    "language-kept": "好的，以後用繁體中文。單位寫的話保持原樣。",
}
"""Sentences in which a language speaks of itself."""
MENDED = {"迴音": "回音", "裏": "裡"}
"""Where the words as a whole are written otherwise than one by one."""
_TYPED = re.compile(r"^(typed-[\w-]+ = )(.*)$", re.MULTILINE)


def made(name: str) -> str:
    """A file in Traditional characters; what may be typed is understood in both."""
    source = (FIRST / name).read_text(encoding="utf-8")
    convert = opencc.OpenCC("s2t").convert
    result = convert(source)
    for wrong, right in MENDED.items():
        result = result.replace(wrong, right)
    typed = dict(_TYPED.findall(source))
    result = _TYPED.sub(lambda found: found[1] + both(typed[found[1]], found[2]), result)
    for key, said in OWN.items():
        result = re.sub(rf"^{key} = .*$", f"{key} = {said}", result, flags=re.MULTILINE)
    return HEAD + result


def both(first: str, second: str) -> str:
    """Words of both lists, each once."""
    return "、".join(dict.fromkeys([*second.split("、"), *first.split("、")]))


def main() -> None:
    """Write every file."""
    TRADITIONAL.mkdir(exist_ok=True)
    for name in FILES:
        (TRADITIONAL / name).write_text(made(name), encoding="utf-8")


if __name__ == "__main__":
    main()
