"""Entries of the guide as an office writes them, one a line: the words people ask with, a colon, the answer."""

import re

_ENTRY = re.compile(r"^\s*(?P<heads>[^：:\n]{1,60})[：:]\s*(?P<answer>.+)$", re.MULTILINE)
SHORTEST = 2
"""A single character is in too many questions."""


def find(question: str, entries: str) -> str:
    """The answer whose word stands in the question, the longest word first; empty where none does."""
    best, answer = 0, ""
    for entry in _ENTRY.finditer(entries):
        for head in re.split("[、,，/ ]", entry["heads"].lstrip("·- ")):
            if len(head) >= SHORTEST and best < len(head) and head in question:
                best, answer = len(head), entry["answer"].strip()
    return answer
